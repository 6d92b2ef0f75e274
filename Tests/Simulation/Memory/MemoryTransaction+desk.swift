import EscaleCore
import Ledger

/// What nobody does in a world without disks: erase, search, settle what is quarantined, or keep
/// people out of sight.
extension MemoryTransaction {
  func erase(_ changes: [ChangeID], at position: Position) throws {}
  func erasures(after position: Position) throws -> [ChangeID] { [] }
  func quarantined(limit: Int) throws -> [LedgerEntry] { [] }
  func quarantined(_ change: ChangeID) throws -> LedgerEntry? { nil }
  func settle(_ change: ChangeID, adoptedAs: ChangeID?) throws {}
  func requests(finalBefore time: Int64, limit: Int) throws -> [RequestRow] { [] }
  func company(of holders: [Grant.Holder]) throws -> Set<PersonNumber> { [] }
  func searchedPosition() throws -> Position { .start }
  func putSearchedPosition(_ position: Position) throws {}
  func isSearchIndexWorn(allowance: Int64, erasedBy: Int64) throws -> Bool { false }
  func noteErasedFromSearch(at now: Int64) throws {}
  func removeSearchIndex() throws {}
  func requests(
    withEntriesAfter: Position, through: Position
  ) throws -> [RequestID] { [] }
  func put(_ document: SearchDocument, of request: RequestID) throws {}
  func search(
    _ query: SearchQuery, requesters: [Grant.Holder], agents: [Grant.Holder]?, limit: Int
  ) throws -> [RequestRow] { [] }
}
