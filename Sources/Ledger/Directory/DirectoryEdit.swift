import EscaleCore
import Seals

/// What one entry of the ledger that isn't a change does.
enum DirectoryEdit {
  case items([DirectoryItem])
  case revocation(ReplicaID)

  /// The edit as CBOR: `["items", [bytes, …]]` or `["revocation", replica]`.
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
