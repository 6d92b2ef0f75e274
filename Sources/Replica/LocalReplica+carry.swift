package import EscaleCore
package import ReplicaStore
import SyncProtocol

extension LocalReplica {
  /// What this replica carries for others.
  package func parcels() throws -> [HeldParcel] { try store.read { try $0.parcels() } }

  /// How many changes carried for others each request shows; 0 for one that is only told of.
  package func carriedCounts() throws -> [RequestID: Int] {
    try store.read { try $0.carriedCounts() }
  }

  /// Hands the server what was brought by hand, before anything of one's own, which may rest on it.
  ///
  /// What the server won't have is kept, with the reason; what it can't take yet is handed in again
  /// next time. One bad parcel delays no other.
  ///
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``StoreFault``.
  func deliverParcels(
    over connection: any SyncConnection, _ report: inout SyncReport
  ) async throws {
    let parcels = try parcels().filter { $0.refusal == nil }
    guard !parcels.isEmpty else { return }
    let token = try identity().token
    for parcel in parcels {
      do {
        let reply = try await connection.exchange(.carry, parcel.bytes, token: token)
        report.count(reply)
        let answer = try SyncFault.reading { () throws(CBORError) in
          try CarryAnswer(bytes: reply.body)
        }
        report.carried += Int(clamping: answer.taken)
        guard answer.missing == 0 else { continue }
        try store.write { try $0.removeParcel(parcel.number) }
      } catch let failure as ServerFailure {
        switch failure.parcelFate {
        case .waits: continue
        case .refused:
          report.carriedRefused += parcel.sequences.count
          try store.write { try $0.refuseParcel(parcel.number, failure.code) }
        case .unsaid: throw failure
        }
      }
    }
  }
}

extension ServerFailure {
  fileprivate enum ParcelFate {
    /// The ledger lacks what comes before it.
    case waits
    case refused
    /// The failure isn't about the parcel.
    case unsaid
  }

  fileprivate var parcelFate: ParcelFate {
    switch code {
    case "sync.sequence-gap": .waits
    case "carry.unknown-device", "carry.revoked", "carry.renewed", "sync.forked",
      "sync.wrong-checkpoint", "sync.wrong-ledger", "sync.malformed", "sync.foreign-change":
      .refused
    default: .unsaid
    }
  }
}
