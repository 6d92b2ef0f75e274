package import EscaleCore
import Foundation
import GRDB

extension StoreReader {
  /// The links that lead to a request, each with the request that names it as its target, in
  /// ascending order.
  package func links(to request: RequestID) throws -> [RequestLink] {
    let statement = try database.cachedStatement(
      sql: "SELECT id, links FROM request WHERE links IS NOT NULL ORDER BY id")
    var found: [RequestLink] = []
    let rows = try Row.fetchCursor(statement)
    while let row = try rows.next() {
      for link in RequestLink.list(stored: (row[1] as Data?).map(Array.init))
      where link.target == request {
        found.append(RequestLink(target: ChangeID(packed: row[0]), kind: link.kind))
      }
    }
    return found
  }
}

extension RequestLink {
  /// Links as a store keeps them: a CBOR array of `target, kind`, or nil for none.
  static func stored(_ links: [RequestLink]) -> [UInt8]? {
    guard !links.isEmpty else { return nil }
    var writer = CBORWriter()
    writer.list(links) { writer, link in
      writer.array(count: 2)
      writer.changeID(link.target)
      writer.text(link.kind.rawValue)
    }
    return writer.bytes
  }

  /// Reads links; what can't be read is none.
  static func list(stored bytes: [UInt8]?) -> [RequestLink] {
    guard let bytes else { return [] }
    var reader = CBORReader(bytes)
    let links = try? reader.list(limit: .max) { (reader) throws(CBORError) -> RequestLink in
      try reader.tuple(count: 2)
      let target = try reader.changeID()
      guard let kind = LinkKind(rawValue: try reader.text(limit: FieldKey.byteLimit)) else {
        throw .invalidField
      }
      return RequestLink(target: target, kind: kind)
    }
    return links ?? []
  }
}
