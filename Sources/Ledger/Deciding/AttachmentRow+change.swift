import EscaleCore

extension AttachmentRow {
  /// The row of an attachment that counts; nil for other kinds, and where it was erased.
  ///
  /// What the server itself attaches it has taken in before, unless it says somebody else's change
  /// again.
  init?(_ change: Change, position: Position, receivedAt: Int64) {
    let header = change.header
    guard header.kind == .attachment, let attachment = change.readPayload?.attachment else {
      return nil
    }
    let isServersOwn = header.id.replica.isServers && header.adopts == nil
    self.init(
      change: change.id, request: header.request, author: header.author, position: position,
      blob: attachment.blob, byteCount: attachment.byteCount,
      arrivedAt: isServersOwn ? receivedAt : nil)
  }
}
