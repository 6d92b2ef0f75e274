import EscaleCore
import Ledger

extension MemoryTransaction {
  func insert(_ row: EntryRow) throws {
    let header = row.entry.change.header
    let index = tables.entries.rows.count
    tables.indices[header.id] = index
    tables.indicesOfRequest[header.request] =
      (tables.indicesOfRequest[header.request] ?? []) + [index]
    tables.entries.append(MemoryTables.Entry(row))
  }

  func brief(of change: ChangeID) throws -> EntryBrief? {
    tables.indices[change].map { tables.entries.rows[$0].brief }
  }

  func decisive(of request: RequestID) throws -> [EntryBrief] {
    (tables.indicesOfRequest[request] ?? []).compactMap { index in
      let entry = tables.entries.rows[index]
      guard entry.row.entry.verdict.outcome.counts else { return nil }
      switch entry.row.entry.change.header.body {
      case .create, .transition, .contact: return entry.brief
      case .comment, .edit, .attachment, .void, .other: return nil
      }
    }
  }

  func formerOwn(of change: ChangeID, on request: RequestID) throws -> ChangeID? {
    (tables.indicesOfRequest[request] ?? []).map { tables.entries.rows[$0].row.entry.change.id }
      .filter { $0.replica == change.replica && $0.sequence < change.sequence }.max()
  }

  func claimed(before change: ChangeID) throws -> Position? {
    tables.entries.rows.map(\.row.entry).filter { entry in
      entry.change.id.replica == change.replica && entry.change.id.sequence < change.sequence
        && entry.verdict.code != .acknowledgementFalls
    }.max { $0.change.id < $1.change.id }?.change.header.acknowledged
  }

  func lastCounted(upTo change: ChangeID, on request: RequestID) throws -> ChangeID? {
    (tables.indicesOfRequest[request] ?? []).map { tables.entries.rows[$0].row.entry }
      .filter {
        $0.verdict.outcome.counts && $0.change.id.replica == change.replica
          && $0.change.id.sequence <= change.sequence
      }.map(\.change.id).max()
  }

  func beginnings() throws -> [(request: RequestID, position: Position)] {
    tables.indicesOfRequest.rows.sorted { $0.key < $1.key }.compactMap { request, indices in
      indices.first.map { (request, tables.entries.rows[$0].row.entry.position) }
    }
  }

  func scan(
    request: RequestID, after: Position, through: Position,
    _ body: (EntryGlance, () throws -> EntryRow) throws -> Bool
  ) throws {
    for index in tables.indicesOfRequest[request] ?? [] {
      let entry = tables.entries.rows[index]
      let position = entry.row.entry.position
      guard after < position else { continue }
      guard position <= through, try body(entry.glance, { entry.row }) else { return }
    }
  }

  func scan(
    after: Position, through: Position,
    _ body: (EntryGlance, () throws -> EntryRow) throws -> Bool
  ) throws {
    for entry in tables.entries.rows[tables.index(after: after)...] {
      guard entry.row.entry.position <= through, try body(entry.glance, { entry.row }) else {
        return
      }
    }
  }

  func scan(replica: ReplicaID, _ body: (EntryRow) throws -> Bool) throws {
    let own = tables.entries.rows.filter { $0.row.entry.change.id.replica == replica }
      .sorted { $0.row.entry.change.id < $1.row.entry.change.id }
    for entry in own where try !body(entry.row) { return }
  }

  private func entry(at position: Position) -> MemoryTables.Entry? {
    let index = tables.index(after: position) - 1
    guard tables.entries.rows.indices.contains(index) else { return nil }
    let entry = tables.entries.rows[index]
    return entry.row.entry.position == position ? entry : nil
  }

  func recordedAfter(_ position: Position) throws -> Int64? {
    let index = tables.index(after: position)
    let row = tables.entries.rows.indices.contains(index) ? tables.entries.rows[index].row : nil
    let edit = tables.edits.rows.first { $0.position > position }
    guard let row else { return edit?.receivedAt }
    guard let edit, edit.position < row.entry.position else { return row.recordedAt }
    return edit.receivedAt
  }

  func link(at position: Position) throws -> Fingerprint? {
    entry(at: position)?.row.link ?? tables.edits.rows.first { $0.position == position }?.link
  }

  func firstEntryPosition(after: Position) throws -> Position? {
    let index = tables.index(after: after)
    guard index < tables.entries.rows.count else { return nil }
    return tables.entries.rows[index].row.entry.position
  }

  func entryCount() throws -> Int { tables.entries.rows.count }
}

extension MemoryTransaction {
  func insert(_ edit: DirectoryEditRow) throws { tables.edits.append(edit) }

  func put(_ item: DirectoryEntry) throws {
    tables.items[item.key] = (tables.items[item.key] ?? []) + [item]
  }

  private func keys(ofKind kind: UInt64? = nil) -> [DirectoryItem.Key] {
    tables.items.rows.keys.filter { kind == nil || $0.kind == kind }
      .sorted { ($0.kind, $0.number) < ($1.kind, $1.number) }
  }

  func items(after position: Position) throws -> [DirectoryEntry] {
    // Most of the time nothing has changed.
    guard tables.state.map({ $0.directoryPosition > position }) ?? true else { return [] }
    return keys().compactMap { tables.items[$0]?.last }.filter { $0.position > position }
  }

  func items(ofKind kind: UInt64, at position: Position) throws -> [DirectoryEntry] {
    try keys(ofKind: kind).compactMap { try item($0, at: position) }
  }

  func item(_ key: DirectoryItem.Key, at position: Position) throws -> DirectoryEntry? {
    tables.items[key]?.last { $0.position <= position }
  }

  func versions(of key: DirectoryItem.Key) throws -> [DirectoryEntry] { tables.items[key] ?? [] }

  func versions(ofKind kind: UInt64) throws -> [DirectoryEntry] {
    keys(ofKind: kind).flatMap { tables.items[$0] ?? [] }
      .sorted { ($0.position, $0.key.number) < ($1.position, $1.key.number) }
  }

  func directoryEdits() throws -> [DirectoryEditRow] { tables.edits.rows }

  func handsMoved(after: Position, through: Position) throws -> Bool {
    tables.edits.rows.contains { after < $0.position && $0.position <= through && $0.movesHands }
  }
}
