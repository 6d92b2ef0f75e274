import EscaleCore
import Seals
import SyncProtocol

/// What a later version adds to what this one knows.
enum LaterVersion {
  /// A map in CBOR with one more key, beyond all that there are; anything else as it is.
  static func adding(to map: [UInt8]) -> [UInt8] {
    guard let head = map.first, (0xA0..<0xB7).contains(head) else { return map }
    return [head + 1] + map.dropFirst() + [0x18, 0x60, 0x65] + Array("later".utf8)
  }

  /// A change with a field more in header and payload.
  static func adding(to change: Change) -> Change {
    guard case .present(let payload) = change.payload else { return change }
    return Change(
      header: change.header, headerBytes: adding(to: change.headerBytes),
      payload: .present(adding(to: payload)))
  }
}
