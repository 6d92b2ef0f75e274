import EscaleCore
import SyncProtocol

extension Sample {
  static let sender = BundleSender(
    replica: replica, person: PersonNumber(rawValue: 10), verifyingKey: key,
    credential: [UInt8](repeating: 0x33, count: 64))

  static var parcel: Parcel {
    let body = Header.Body.comment(Comment(isPrivate: false))
    let changes = [
      Change(
        header: header(
          .create(
            Creation(
              requester: PersonNumber(rawValue: 10), team: TeamNumber(rawValue: 1),
              lifecycle: Lifecycle.lorraine.nameAndVersion))), payload: payload),
      Change(header: header(body), payload: payload),
    ]
    return Parcel(
      ledger: ledger, sender: sender, formerLink: fingerprint(0x10), changes: changes,
      checkpoint: Checkpoint(
        lastSequence: 13, link: link, signature: [UInt8](repeating: 0x44, count: 64)))
  }

  static var bundle: Bundle {
    Bundle(
      ledger: ledger, sender: sender, writtenAt: clock, parcels: [parcel],
      entries: [
        LedgerEntry(
          position: Position(rawValue: 7),
          change: Change(
            header: header(.comment(Comment(isPrivate: false))), payload: payload),
          verdict: .applied, receivedAt: clock)
      ])
  }

  /// The same, with two files behind it.
  static var bundleWithFiles: Bundle {
    var bundle = bundle
    bundle.files = [
      BundledFile(blob: fingerprint(0x66), byteCount: 812),
      BundledFile(blob: fingerprint(0x67), byteCount: 0),
    ]
    return bundle
  }

  static var sealedBundle: SealedBundle {
    SealedBundle(contents: bundle.bytes, signature: [UInt8](repeating: 0x55, count: 64))
  }
}
