import EscaleCore
package import Ledger

/// What makes letters of notices: who sends them, and where the pages are.
package struct LetterOffice: Hashable, Sendable {
  package var from: MailAddress
  /// Where browsers find the pages, without a slash at the end; nil where nobody said.
  package var portal: String?

  package init(from: MailAddress, portal: String?) {
    self.from = from
    self.portal = portal
  }

  /// The letter of a notice; nil where its reader has no address that mail can be sent to.
  package func letter(_ notice: Notice) -> Letter? {
    guard let to = MailAddress(notice.person.email) else { return nil }
    let ledger = String(decoding: notice.ledger.bytes.prefix(8).flatMap(Self.hex), as: UTF8.self)
    let text: NoticeText
    let (name, thread): (LetterName, LetterName?)
    switch notice.matter {
    case .request(let request):
      let ref = request.ref.description
      text = NoticeText(request, of: notice, portal: portal)
      name = LetterName([
        notice.event.rawValue, ref, request.position.description,
        String(notice.person.number.rawValue), ledger,
      ])
      thread = LetterName(["request", ref, ledger])
    case .passwordReset(let token):
      guard let portal else { return nil }
      text = NoticeText(resetToken: token, of: notice, portal: portal)
      (name, thread) = (LetterName([notice.event.rawValue, String(notice.id), ledger]), nil)
    }
    return Letter(
      from: from, fromName: "Escale", to: to, toName: notice.person.fullName,
      subject: text.subject[notice.language], text: text.body[notice.language],
      language: notice.language, date: notice.queuedAt, name: name, thread: thread)
  }

  private static func hex(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
