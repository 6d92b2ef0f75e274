import EscaleCore
import SyncProtocol

/// What a replica reads from whoever answers, and what its session makes of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func answer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](fuzzed: start, count)
  if let answer = try? SyncAnswer(bytes: bytes) {
    guard let again = try? SyncAnswer(bytes: answer.bytes), again == answer else {
      fatalError("an answer that was read can't be written")
    }
    follow(answer)
  }
  _ = try? EnrolAnswer(bytes: bytes)
  _ = try? RenewAnswer(bytes: bytes)
  _ = try? HelloAnswer(bytes: bytes)
  return 0
}

private func follow(_ answer: SyncAnswer) {
  guard let ledger = LedgerID(bytes: Array(repeating: 1, count: LedgerID.byteCount)) else { return }
  var session = SyncSession(
    SyncSession.Standing(
      ledger: ledger, replica: ReplicaID(rawValue: 2),
      acknowledgement: Acknowledgement(position: .start, ownLastSequence: 0), cursor: .start,
      head: nil, decidedSequence: 0, lastSequence: 0))
  for _ in 0..<3 {
    _ = session.request(changes: [], checkpoint: nil, clock: 0)
    try? session.take(answer)
  }
  _ = answer.deliveredBytes(hashes: answer.entries.map { _ in .zero })
}
