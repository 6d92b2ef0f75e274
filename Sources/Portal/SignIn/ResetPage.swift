import EscaleCore
import HTTPTypes
import Ledger

/// The page on which somebody asks for a link to set a new password.
struct AskForResetPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  /// The name as it was typed.
  var name = ""
  var isDone = false
  /// Whether links can be sent.
  var isPossible = true
  var fault: (any EscaleError)?

  var html: HTML {
    let title = t(.forgottenPassword)
    let frame = Frame(call: call, assets: assets, title: title, hasFaults: fault != nil)
    return frame.around(
      """
      <div class="card sign-in">
      <h1>\(title)</h1>
      \(fault.map(faultText))
      \(!isPossible ? withoutMail : isDone ? done : form)
      <p><a href="\(PagePath.signIn)">\(t(.signIn))</a></p>
      </div>
      """)
  }

  private var withoutMail: HTML {
    """
    <p>\(t(
      "Cette assistance n'envoie pas de courriel. Appelez-la ou passez la voir : elle vous"
        + " donnera un nouveau mot de passe, à changer ensuite sous « Mon compte ».",
      "This helpdesk sends no mail. Call it, or go and see it: it gives you a new password, which"
        + " you then change under “My account”."))</p>
    """
  }

  private var form: HTML {
    let described: HTML = fault == nil ? .none : " aria-describedby=\"fault\""
    return """
      <p>\(t(
        "Un lien pour choisir un nouveau mot de passe sera envoyé à l'adresse de ce compte.",
        "A link for choosing a new password will be sent to the address of the account."))</p>
      <form method="post" action="\(PagePath.reset)">
      \(openTokenField)
      <p class="field"><label for="name">\(t(.user))</label>
      <input id="name" name="name" value="\(name)" autocomplete="username" autocapitalize="none"\
       spellcheck="false" required\(described)></p>
      <p><button class="main">\(t(.send))</button></p>
      </form>
      """
  }

  private var done: HTML {
    """
    <p class="done" role="status">\(t(
      "Si ce compte existe et a une adresse, un lien est en route. Il sert une fois, pendant une"
        + " heure.",
      "If there is such an account and it has an address, a link is on its way. It works once,"
        + " within the hour."))</p>
    """
  }
}

/// The page that a link opens: on it the new password is set.
struct ResetPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  /// The token of the link; nil where it doesn't work.
  let token: String?
  var fault: (any EscaleError)?

  var html: HTML {
    let title = t("Choisir un nouveau mot de passe", "Choose a new password")
    let frame = Frame(call: call, assets: assets, title: title, hasFaults: fault != nil)
    return frame.around(
      """
      <div class="card sign-in">
      <h1>\(title)</h1>
      \(fault.map(faultText))
      \(token.map(form))
      <p><a href="\(token == nil ? PagePath.reset : PagePath.signIn)">\
      \(token == nil ? t(.forgottenPassword) : t(.signIn))</a></p>
      </div>
      """)
  }

  private func form(_ token: String) -> HTML {
    let label = t(
      "Nouveau mot de passe (au moins \(PasswordRules.leastByteCount) caractères)",
      "New password (at least \(PasswordRules.leastByteCount) characters)")
    return """
      <form method="post" action="\(PagePath.reset(token))">
      \(openTokenField)
      \(field("password-new", label))
      \(field("password-again", t("Encore une fois", "Once more")))
      <p><button class="main">\(t("Changer", "Change"))</button></p>
      </form>
      """
  }

  private func field(_ name: String, _ label: String) -> HTML {
    let described: HTML = fault == nil ? .none : " aria-describedby=\"fault\""
    return """
      <p class="field"><label for="\(name)">\(label)</label>
      <input id="\(name)" name="\(name)" type="password" autocomplete="new-password"\
       required\(described)></p>
      """
  }
}

extension PagePart {
  /// The token of a form for whoever isn't signed in: bound to the browser alone.
  fileprivate var openTokenField: HTML {
    let token = FormToken(ledger: call.ledger, browser: call.browser, person: nil, mask: call.mask)
    return "<input type=\"hidden\" name=\"token\" value=\"\(token.text)\">"
  }

  fileprivate func faultText(_ fault: any EscaleError) -> HTML {
    """
    <div class="faults" role="alert" id="fault"><p>\(t(fault.message))</p>
    \(fault.hint.map { "<p>\(t($0))</p>" as HTML })</div>
    """
  }
}

extension Words {
  static let forgottenPassword = Words(
    french: "Mot de passe oublié", english: "Forgotten password")
}

extension Portal {
  /// Says what else to do where no mail is sent, for then there are no links.
  func askForResetPage(_ call: PageCall) async throws -> PageAnswer {
    let page = AskForResetPage(
      call: call, assets: assets, isDone: call.query["done"] != nil,
      isPossible: try await ledger.sendsLinks())
    return .page(page.html, call.language)
  }

  func askForReset(_ call: PageCall) async throws -> PageAnswer {
    guard try await ledger.sendsLinks() else { return .seeOther(PagePath.reset) }
    let name = (call.form["name"] ?? "").trimmed
    do {
      try await ledger.askForReset(of: name, client: call.client)
      return .seeOther("\(PagePath.reset)?done=sent")
    } catch let fault as LedgerError where fault.kind != .unexpected {
      let page = AskForResetPage(call: call, assets: assets, name: name, fault: fault)
      return .page(page.html, call.language, status: .init(code: fault.httpStatus))
    }
  }

  func resetPage(_ call: PageCall) async throws -> PageAnswer {
    let token = call.parameters["reset"] ?? ""
    guard try await ledger.isResetOpen(token) else {
      return linkOver(call)
    }
    return .page(ResetPage(call: call, assets: assets, token: token).html, call.language)
  }

  func reset(_ call: PageCall) async throws -> PageAnswer {
    let token = call.parameters["reset"] ?? ""
    do {
      let fresh = call.form["password-new"] ?? ""
      guard fresh.utf8.elementsEqual((call.form["password-again"] ?? "").utf8) else {
        throw FormFault.passwordsDiffer
      }
      try await ledger.resetPassword(fresh, token: token)
      var answer = PageAnswer.seeOther(PagePath.signIn)
      answer.cookies = [cookies.removing(.visit)]
      return answer
    } catch LedgerError.resetOver {
      return linkOver(call)
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      let status = (fault as? LedgerError)?.httpStatus ?? fault.kind.httpStatus
      let page = ResetPage(call: call, assets: assets, token: token, fault: fault)
      return .page(page.html, call.language, status: .init(code: status))
    }
  }

  private func linkOver(_ call: PageCall) -> PageAnswer {
    let fault = LedgerError.resetOver
    let page = ResetPage(call: call, assets: assets, token: nil, fault: fault)
    return .page(page.html, call.language, status: .init(code: fault.httpStatus))
  }
}
