import EscaleCore
import Hummingbird
import Ledger

extension Portal {
  func signInPage(_ call: PageCall) async throws -> PageAnswer {
    guard call.visit == nil else { return .seeOther(PagePath.onward(call.query["next"])) }
    let page = SignInPage(call: call, assets: assets, next: call.query["next"])
    return .page(page.html, call.language)
  }

  /// Signs in, and goes on to where somebody wanted to go, or to what he had sent.
  func signIn(_ call: PageCall) async throws -> PageAnswer {
    let name = (call.form["name"] ?? "").trimmed
    let kept = KeptForm(returned: call.form)
    do {
      let start = try await ledger.signIn(
        name, password: call.form["password"] ?? "", client: call.client, former: call.token)
      var answer = PageAnswer.seeOther(PagePath.onward(call.form["next"]))
      if let kept { answer = try await resumption(of: kept, call, start) }
      answer.cookies = [cookies.setting(.visit, to: start.token, lasts: false)]
      return answer
    } catch let fault as LedgerError where fault.kind != .unexpected {
      let page = SignInPage(
        call: call, assets: assets, next: call.form["next"], kept: kept, name: name, fault: fault)
      let status: HTTPResponse.Status = .init(code: fault.httpStatus)
      return .page(page.html, call.language, status: status)
    }
  }

  /// The page that shows what somebody had sent when he was no longer signed in.
  private func resumption(
    of kept: KeptForm, _ call: PageCall, _ start: VisitStart
  ) async throws -> PageAnswer {
    var call = call
    call.visit = try await ledger.visit(start.token)
    let part = KeptFormPart(call: call, kept: kept, isSendable: true)
    let title = part.t("Votre texte est là", "Your text is here")
    let frame = Frame(call: call, assets: assets, title: title)
    return .page(
      frame.around(
        """
        <h1>\(title)</h1>
        <p>\(part.t(
          "Rien n'a encore été envoyé : vérifiez, puis envoyez.",
          "Nothing has been sent yet: check it, then send it."))</p>
        \(part.html)
        """), call.language)
  }

  /// Ends the visit; another one may begin at once.
  func signOut(_ call: PageCall) async throws -> PageAnswer {
    if let token = call.token { try await ledger.signOut(token) }
    var answer = PageAnswer.seeOther(PagePath.home)
    answer.cookies = [cookies.removing(.visit)]
    return answer
  }

  func chooseLanguage(_ call: PageCall) -> PageAnswer {
    var answer = PageAnswer.seeOther(PagePath.onward(call.form["next"]))
    if let language = call.form["language"].flatMap({ Language(rawValue: $0) }) {
      answer.cookies = [cookies.setting(.language, to: language.rawValue, lasts: true)]
    }
    return answer
  }
}

extension String {
  /// Without the white space around it, by bytes.
  var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
