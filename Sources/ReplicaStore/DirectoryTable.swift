package import EscaleCore
import Foundation
import GRDB

extension StoreReader {
  /// One item of the directory.
  package func item(_ key: DirectoryItem.Key) throws -> DirectoryItem? {
    let statement = try database.cachedStatement(
      sql: "SELECT bytes FROM directory_item WHERE kind = ? AND number = ?")
    let bytes = try Data.fetchOne(statement, arguments: [Int64(key.kind), key.number])
    return try bytes.flatMap { try DirectoryItem.read(Array($0)) }
  }

  /// Every item of one kind, by number.
  package func items(kind: UInt64) throws -> [DirectoryItem] {
    let statement = try database.cachedStatement(
      sql: "SELECT bytes FROM directory_item WHERE kind = ? ORDER BY number")
    return try Data.fetchAll(statement, arguments: [Int64(kind)]).compactMap {
      try DirectoryItem.read(Array($0))
    }
  }

  /// The item of a kind with a name or code, compared by bytes.
  package func item(kind: UInt64, named name: String) throws -> DirectoryItem? {
    let statement = try database.cachedStatement(
      sql: "SELECT bytes FROM directory_item WHERE kind = ? AND name = ? LIMIT 1")
    let bytes = try Data.fetchOne(statement, arguments: [Int64(kind), name])
    return try bytes.flatMap { try DirectoryItem.read(Array($0)) }
  }

  /// The names of a kind by number: logins, codes.
  package func names(kind: UInt64) throws -> [UInt32: String] {
    let statement = try database.cachedStatement(
      sql: "SELECT number, name FROM directory_item WHERE kind = ?")
    let rows = try Row.fetchCursor(statement, arguments: [Int64(kind)])
    var names: [UInt32: String] = [:]
    while let row = try rows.next() { names[row[0]] = row[1] }
    return names
  }
}

extension StoreWriter {
  /// Forgets the directory: it comes whole.
  func removeDirectory() throws {
    reader.memory.forget()
    try database.execute(sql: "DELETE FROM directory_item")
  }

  /// Takes in items of the directory; one of a kind that this version doesn't know is kept too.
  package func apply(_ entries: [DirectoryEntry]) throws {
    guard !entries.isEmpty else { return }
    reader.memory.forget()
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO directory_item (kind, number, position, name, label, bytes)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (kind, number) DO UPDATE SET position = excluded.position,
          name = excluded.name, label = excluded.label, bytes = excluded.bytes
        WHERE excluded.position >= directory_item.position
        """)
    for entry in entries {
      let item = try DirectoryItem.read(entry.bytes)
      try statement.execute(arguments: [
        Int64(entry.key.kind), entry.key.number, Int64(entry.position.rawValue), item?.name,
        item?.label, Data(entry.bytes),
      ])
    }
  }
}

extension DirectoryItem {
  /// What an item is looked up by.
  fileprivate var name: String? {
    switch self {
    case .person(let person): person.name
    case .team(let team): team.code
    case .service(let node): node.code
    case .lifecycle(_, let lifecycle): "\(lifecycle.name)/\(lifecycle.version)"
    case .policy, .priorities: nil
    }
  }

  /// What people read for an item.
  fileprivate var label: String? {
    switch self {
    case .person(let person): person.fullName
    case .team(let team): team.name.french
    case .service(let node): node.name.french
    case .policy, .priorities, .lifecycle: nil
    }
  }
}
