import EscaleCore
import Foundation
import GRDB
import Seals

extension StoreWriter {
  /// Replaces a change's payload by its hash, if the change is here; its link stays right.
  func erase(_ id: ChangeID) throws {
    try unstrand(id)
    let known = try database.cachedStatement(sql: "SELECT payload FROM change WHERE id = ?")
    guard let payload = try Data.fetchOne(known, arguments: [id.packed]) else { return }
    let statement = try database.cachedStatement(
      sql: "UPDATE change SET payload = NULL, payload_hash = ? WHERE id = ?")
    try removeAttachment(id)
    try statement.execute(arguments: [Data(Hash.sha256(Array(payload)).bytes), id.packed])
  }
}
