import EscaleCore
import Ledger

/// A file that came with a form and waits to be attached: a field of the form from then on.
///
/// Its bytes are stored already; the field says which they are, under a mark that binds it to the
/// browser that sent them, so that nobody attaches bytes that he only knows the hash of.
struct KeptFile: Hashable {
  /// The field's name.
  static let field = "file"
  /// The most files of one form.
  static let limit = 20

  let attachment: Attachment
  /// The field's value.
  let value: String

  init(_ attachment: Attachment, ledger: DeskLedger, browser: String) {
    self.attachment = attachment
    let text = Self.text(attachment)
    value = "\(Self.mark(text, ledger, browser)):\(text)"
  }

  /// The file that a field's value stands for; nil unless this browser got it from here.
  init?(_ value: String, ledger: DeskLedger, browser: String) {
    let parts = value.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 4)
      .map { String(Substring($0)) }
    guard parts.count == 5, let blob = [UInt8](hexadecimal: parts[1]),
      let fingerprint = Fingerprint(bytes: blob), let count = UInt64(parts[2])
    else { return nil }
    let attachment = Attachment(
      name: parts[4], byteCount: count, blob: fingerprint, mediaType: parts[3])
    self.init(attachment, ledger: ledger, browser: browser)
    guard self.value.utf8.elementsEqual(value.utf8) else { return nil }
  }

  private static func text(_ attachment: Attachment) -> String {
    "\(attachment.blob):\(attachment.byteCount):\(attachment.mediaType):\(attachment.name)"
  }

  private static func mark(_ text: String, _ ledger: DeskLedger, _ browser: String) -> String {
    BrowserID.text(ledger.pageMark(Array("file \(browser) \(text)".utf8)))
  }
}

extension PageCall {
  /// The files that the form has brought, now or before; each once.
  var files: [KeptFile] {
    var seen: Set<String> = []
    return form.all(KeptFile.field).prefix(KeptFile.limit).compactMap { value in
      guard seen.insert(value).inserted else { return nil }
      return KeptFile(value, ledger: ledger, browser: browser)
    }
  }
}
