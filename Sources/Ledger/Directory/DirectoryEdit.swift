import EscaleCore
import Seals

/// What one entry of the ledger that isn't a change does.
enum DirectoryEdit {
  case items([DirectoryItem])
  case revocation(ReplicaID)
  case erasure([ChangeID])

  /// The edit as CBOR: `["items", [bytes, …]]`, `["revocation", replica]` or
  /// `["erasure", [change, …]]`.
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
    }
    return writer.bytes
  }
}

extension DirectoryItem.Key {
  /// Whether it comes first in an edit.
  func precedes(_ other: DirectoryItem.Key) -> Bool {
    (kind, number) < (other.kind, other.number)
  }
}
