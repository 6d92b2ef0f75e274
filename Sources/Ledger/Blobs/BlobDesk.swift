import EscaleCore

/// Who may have which attachments, within one transaction.
///
/// Remembers the requests that it was asked about.
final class BlobDesk {
  private let transaction: any LedgerTransaction
  private let position: Position
  private let watcher: Watcher
  private var seen: [RequestID: Bool] = [:]
  private var attachments: [RequestID: [AttachmentRow]] = [:]
  private var refusals: [RequestID: [ChangeID: AttachmentRefusal]] = [:]

  init(_ transaction: any LedgerTransaction, state: LedgerState, person: PersonNumber) throws {
    self.transaction = transaction
    position = state.position
    watcher = try Watcher(person, in: transaction)
  }

  /// A request's attachments of a blob that the person may have: those of a request that he sees,
  /// and those that he attached himself, wherever the request is now.
  func rows(of blob: Fingerprint, on request: RequestID) throws -> [AttachmentRow] {
    let rows = try rows(of: request).filter { $0.blob == blob }
    guard !rows.isEmpty else { return [] }
    if try sees(request) { return rows }
    return rows.filter { $0.author == watcher.person }
  }

  /// Why the bytes of an attachment aren't taken.
  func refusal(of row: AttachmentRow, under policy: Policy) throws -> AttachmentRefusal? {
    if let known = refusals[row.request] { return known[row.change] }
    var allowance = AttachmentAllowance(policy)
    var refused: [ChangeID: AttachmentRefusal] = [:]
    for row in try rows(of: row.request) {
      do {
        try allowance.take(row.blob, byteCount: row.byteCount)
      } catch {
        refused[row.change] = error
      }
    }
    refusals[row.request] = refused
    return refused[row.change]
  }

  private func rows(of request: RequestID) throws -> [AttachmentRow] {
    if let known = attachments[request] { return known }
    let rows = try transaction.attachments(of: request)
    attachments[request] = rows
    return rows
  }

  private func sees(_ request: RequestID) throws -> Bool {
    if let known = seen[request] { return known }
    let sees = try watcher.sees(transaction.grants(on: request), at: position) != .nothing
    seen[request] = sees
    return sees
  }
}
