import EscaleCore
import Seals

/// What one entry of the ledger that isn't a change does.
enum DirectoryEdit {
  case items([DirectoryItem])
  case revocation(ReplicaID)
  case erasure([ChangeID])
  /// The ledger goes on from a backup: what followed the former position is lost, or comes back.
  case restoration(after: Position)

  /// The edit as CBOR: `["items", [bytes, …]]`, `["revocation", replica]`, `["erasure", [change, …]]`
  /// or `["restoration", position]`.
  ///
  /// Their hash stands in the ledger's link; the items are in ascending order of their keys.
  var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    switch self {
    case .items(let items):
      writer.text("items")
      writer.list(items) { $0.byteString($1.bytes) }
    case .revocation(let replica):
      writer.text("revocation")
      writer.unsigned(UInt64(replica.rawValue))
    case .erasure(let changes):
      writer.text("erasure")
      writer.list(changes) { $0.changeID($1) }
    case .restoration(let position):
      writer.text("restoration")
      writer.unsigned(position.rawValue)
    }
    return writer.bytes
  }

  /// The position after which a restoration went on; nil for another edit.
  static func positionBeforeRestoration(_ bytes: [UInt8]) -> Position? {
    var reader = CBORReader(bytes)
    guard (try? reader.tuple(count: 2)) != nil, let kind = try? reader.text(limit: 16),
      kind.utf8.elementsEqual("restoration".utf8)
    else { return nil }
    return try? reader.position()
  }
}

extension DirectoryItem.Key {
  /// Whether it comes first in an edit.
  func precedes(_ other: DirectoryItem.Key) -> Bool {
    (kind, number) < (other.kind, other.number)
  }
}
