import EscaleCore
import HTTPTypes
import Ledger

/// What somebody sees when it didn't work: what happened, what to do, and everything he wrote.
struct FaultPage: PagePart {
  let call: PageCall
  private let portal: Portal
  private let error: any Error

  init(_ error: any Error, in call: PageCall, portal: Portal) {
    self.error = error
    self.call = call
    self.portal = portal
  }

  var answer: PageAnswer {
    switch error {
    case is SignInNeeded: signIn
    case is PageMissing: plain(404, .missing, nil)
    case is ForeignForm: plain(403, .foreign, .foreignHint)
    case let error as LedgerError: plain(error.httpStatus, error.message, error.hint)
    case let error as any EscaleError: plain(error.kind.httpStatus, error.message, error.hint)
    default: plain(500, .unexpected, .unexpectedHint(call.id))
    }
  }

  private var signIn: PageAnswer {
    guard call.form.fields.isEmpty else {
      let page = SignInPage(
        call: call, assets: portal.assets, kept: KeptForm(path: call.path, call.form))
      return .page(page.html, call.language, status: .unauthorized)
    }
    return .seeOther("\(PagePath.signIn)?next=\(URLText.encoded(call.path))")
  }

  private func plain(_ status: Int, _ message: Words, _ hint: Words?) -> PageAnswer {
    let frame = Frame(
      call: call, assets: portal.assets, title: t(message), hasFaults: status != 404)
    let main: HTML = """
      <h1>\(t(message))</h1>
      \(hint.map { "<p>\(t($0))</p>" as HTML })
      \(kept)
      <p><a href="/">\(t(.home))</a></p>
      """
    return .page(frame.around(main), call.language, status: .init(code: status))
  }

  /// What was sent: to be sent again, or at least to be copied.
  private var kept: HTML? {
    let kept = KeptForm(path: call.path, call.form)
    guard !kept.form.fields.isEmpty, call.visit != nil else { return nil }
    let isOurs = HTTPField.Name("Sec-Fetch-Site").flatMap { call.headers[$0] } == "same-origin"
    return KeptFormPart(call: call, kept: kept, isSendable: isOurs).html
  }
}

extension Words {
  fileprivate static let missing = Words(
    french: "Cette page n'existe pas", english: "There is no such page")
  fileprivate static let foreign = Words(
    french: "Ce formulaire n'a pas pu être reconnu", english: "This form couldn't be recognised")
  fileprivate static let foreignHint = Words(
    french: "Il vient d'une autre personne, d'un autre navigateur ou d'un autre site, ou les"
      + " cookies sont bloqués. Rien n'a été fait.",
    english: "It comes from another person, another browser or another site, or cookies are"
      + " blocked. Nothing was done.")
  fileprivate static let unexpected = Words(
    french: "Une erreur imprévue s'est produite", english: "Something unexpected went wrong")
  fileprivate static func unexpectedHint(_ id: String) -> Words {
    Words(
      french: "Réessayez ; si cela persiste, dites-le à l'assistance avec ce code : \(id)",
      english: "Try again; if it goes on, tell the helpdesk, with this code: \(id)")
  }
}
