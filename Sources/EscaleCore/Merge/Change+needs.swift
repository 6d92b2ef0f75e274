extension Change {
  /// Whether the payload has the texts that the change can't do without: what
  /// ``DecisionCase/hasText`` says.
  ///
  /// A `create` needs a service, a title and a description, anything else its text; white space
  /// alone is no text. What was erased counts as having been there.
  package var hasNeededTexts: Bool {
    guard case .present = payload else { return true }
    guard let payload = readPayload else { return false }
    guard case .create = header.body else { return payload.text?.isBlank == false }
    guard let title = payload[.title], title.utf8.count <= Payload.titleByteLimit else {
      return false
    }
    let needed = [title, payload[.description] ?? "", payload[.service] ?? ""]
    return !needed.contains { $0.isBlank }
  }
}

extension String {
  /// Whether it holds nothing but ASCII white space.
  var isBlank: Bool {
    utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }
}
