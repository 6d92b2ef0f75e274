import EscaleCore
import HTTPTypes
import Ledger

/// Who one is here, and one's password.
struct AccountPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let person: Person
  var fault: (any EscaleError)?
  var isDone = false

  var html: HTML {
    let frame = Frame(
      call: call, assets: assets, title: t(.account), here: PagePath.account,
      hasFaults: fault != nil)
    return frame.around(
      """
      <h1>\(t(.account))</h1>
      \(isDone ? done : .none)
      <dl class="facts card">
      <div><dt>\(t("Nom", "Name"))</dt><dd><bdi>\(person.fullName)</bdi></dd></div>
      <div><dt>\(t(.user))</dt><dd>\(person.name)</dd></div>
      <div><dt>\(t("Courriel", "Mail"))</dt><dd>\(person.email)</dd></div>
      <div><dt>\(t("Annonces", "Notices"))</dt>
      <dd><a href="\(PagePath.notices)">\(t(.mailNotices))</a></dd></div>
      </dl>
      <section class="card">
      <h2>\(t("Changer de mot de passe", "Change the password"))</h2>
      \(fault.map(faults))
      <form method="post" action="\(PagePath.account)">
      \(tokenField)
      \(field("password", t("Mot de passe actuel", "Present password"), "current-password"))
      \(field("password-new", newLabel, "new-password"))
      \(field("password-again", t("Encore une fois", "Once more"), "new-password"))
      <p><button class="main">\(t("Changer", "Change"))</button></p>
      </form>
      </section>
      """)
  }

  private var newLabel: String {
    t(
      "Nouveau mot de passe (au moins \(PasswordRules.leastByteCount) caractères)",
      "New password (at least \(PasswordRules.leastByteCount) characters)")
  }

  private var done: HTML {
    """
    <p class="done" role="status">\(t(
      "Votre mot de passe est changé ; vos autres sessions sont fermées.",
      "Your password is changed; your other sessions are closed."))</p>
    """
  }

  private func faults(_ fault: any EscaleError) -> HTML {
    """
    <div class="faults" role="alert" id="fault"><p>\(t(fault.message))</p>
    \(fault.hint.map { "<p>\(t($0))</p>" as HTML })</div>
    """
  }

  private func field(_ name: String, _ label: String, _ autocomplete: String) -> HTML {
    let described: HTML = fault == nil ? .none : " aria-describedby=\"fault\""
    return """
      <p class="field"><label for="\(name)">\(label)</label>
      <input id="\(name)" name="\(name)" type="password" autocomplete="\(autocomplete)"\
       required\(described)></p>
      """
  }
}

extension Portal {
  func account(_ call: PageCall) throws -> PageAnswer {
    let page = AccountPage(
      call: call, assets: assets, person: try call.person, isDone: call.query["done"] != nil)
    return .page(page.html, call.language)
  }

  func changePassword(_ call: PageCall) async throws -> PageAnswer {
    let person = try call.person
    guard let token = call.token else { throw SignInNeeded() }
    do {
      let fresh = call.form["password-new"] ?? ""
      guard fresh.utf8.elementsEqual((call.form["password-again"] ?? "").utf8) else {
        throw FormFault.passwordsDiffer
      }
      try await ledger.changePassword(
        of: person, from: call.form["password"] ?? "", to: fresh, token: token,
        client: call.client)
      return .seeOther("\(PagePath.account)?done=password")
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      let status = (fault as? LedgerError)?.httpStatus ?? fault.kind.httpStatus
      let page = AccountPage(call: call, assets: assets, person: person, fault: fault)
      return .page(page.html, call.language, status: .init(code: status))
    }
  }
}
