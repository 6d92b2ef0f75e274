import Blobs
import EscaleCore
import Foundation

extension DeskLedger {
  /// How long a file that nothing needs is kept, in milliseconds.
  package static let leftoverMilliseconds: Int64 = 7 * 86_400_000
  /// How long a file is kept that was written just now, by the system's clock: whoever wrote it is
  /// about to attach it.
  private static let freshMilliseconds: Int64 = 3_600_000

  /// Removes the bytes that no request has attached for seven days, and what has been on its way
  /// for as long without growing.
  ///
  /// What is attached is never touched: that is looked up in the transaction that removes.
  ///
  /// - Returns: How many files went.
  /// - Throws: ``LedgerError/clockJumped(milliseconds:)``; then nothing is removed.
  package func collectBlobs() async throws -> Int {
    try clockGuard.check()
    let (blobs, now) = (blobs, surroundings.clock.now)
    let names = blobs.blobs()
    let parts = blobs.parts()
    let unneeded = try await storage.read { transaction in
      (try names.filter { try !transaction.isAttached($0) }, try transaction.leftovers())
    }
    guard !unneeded.0.isEmpty || !unneeded.1.isEmpty || !parts.isEmpty else { return 0 }
    return try await storage.write { transaction in
      var collection = BlobCollection(blobs: blobs, former: try transaction.leftovers(), now: now)
      for blob in unneeded.0 where try !transaction.isAttached(blob) { collection.look(at: blob) }
      for part in parts { collection.look(at: part) }
      for name in collection.gone { try transaction.removeLeftover(name) }
      for row in collection.waiting { try transaction.put(row) }
      return collection.removedCount
    }
  }

  fileprivate static func isFresh(_ writtenAt: Int64?) -> Bool {
    let now = Int64(Date().timeIntervalSince1970 * 1_000)
    return writtenAt.map { now - $0 < freshMilliseconds } ?? false
  }
}

/// One look through the files that nothing needs: which go, and which wait for their time.
private struct BlobCollection {
  let blobs: BlobStore
  let now: Int64
  private(set) var removedCount = 0
  /// The marks to set.
  private(set) var waiting: [LeftoverRow] = []
  private var former: [String: LeftoverRow]

  init(blobs: BlobStore, former: [LeftoverRow], now: Int64) {
    self.blobs = blobs
    self.now = now
    self.former = Dictionary(former.map { ($0.name, $0) }) { _, last in last }
  }

  /// The marks to take back: of what went, and of what is needed again.
  var gone: [String] {
    former.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  mutating func look(at blob: Fingerprint) {
    let count = blobs.byteCount(of: blob) ?? 0
    if isOver(blob.description, byteCount: count, writtenAt: blobs.writtenAt(blob)) {
      blobs.remove(blob)
    }
  }

  mutating func look(at part: BlobPart) {
    if isOver("incoming/\(part.name)", byteCount: part.byteCount, writtenAt: part.writtenAt) {
      blobs.removePart(part)
    }
  }

  private mutating func isOver(_ name: String, byteCount: Int64, writtenAt: Int64?) -> Bool {
    let mark = former[name]
    if let mark, mark.byteCount == byteCount {
      guard now - mark.since >= DeskLedger.leftoverMilliseconds,
        !DeskLedger.isFresh(writtenAt)
      else {
        former[name] = nil
        return false
      }
      removedCount += 1
      return true
    }
    former[name] = nil
    waiting.append(LeftoverRow(name: name, byteCount: byteCount, since: now))
    return false
  }
}
