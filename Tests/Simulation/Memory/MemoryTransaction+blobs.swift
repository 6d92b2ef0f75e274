import EscaleCore
import Ledger

extension MemoryTransaction {
  func insert(_ row: AttachmentRow) throws { tables.attachments[row.change] = row }

  func attachments(of request: RequestID) throws -> [AttachmentRow] {
    attached.filter { $0.request == request }
  }

  private var attached: [AttachmentRow] {
    tables.attachments.rows.values.sorted { $0.change < $1.change }
  }

  func noteArrival(
    of blob: Fingerprint, byteCount: UInt64, on request: RequestID, at time: Int64
  ) throws {
    for var row in attached
    where row.blob == blob && row.request == request && row.byteCount == byteCount {
      row.arrivedAt = time
      tables.attachments[row.change] = row
    }
  }

  func removeAttachment(of change: ChangeID) throws { tables.attachments[change] = nil }

  func isAttached(_ blob: Fingerprint) throws -> Bool { attached.contains { $0.blob == blob } }

  func arrivedBlobs(after: Fingerprint?, limit: Int) throws -> [Fingerprint] { [] }

  func awaitedCount() throws -> Int { attached.count { $0.arrivedAt == nil } }

  func leftovers() throws -> [LeftoverRow] { [] }
  func put(_ leftover: LeftoverRow) throws {}
  func removeLeftover(_ name: String) throws {}
}
