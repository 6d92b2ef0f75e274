package import EscaleCore

/// The index of texts: it follows the ledger, and is brought up to date before each search.
package protocol SearchTransaction {
  /// Up to where the index has the ledger.
  func searchedPosition() throws -> Position

  /// Notes up to where the index has the ledger.
  func putSearchedPosition(_ position: Position) throws

  /// Whether more documents of the index are dead than alive, with `allowance` besides, or words in it
  /// were erased at `time` or before.
  func isSearchIndexWorn(allowance: Int64, erasedBy time: Int64) throws -> Bool

  /// Notes that the index may hold words that are erased now.
  func noteErasedFromSearch(at now: Int64) throws

  /// Removes the index: it is made anew from the start of the ledger.
  func removeSearchIndex() throws

  /// The requests with entries after a position and up to another, ascending.
  func requests(withEntriesAfter: Position, through: Position) throws -> [RequestID]

  /// Replaces what a request is found by.
  func put(_ document: SearchDocument, of request: RequestID) throws

  /// The requests that have all the words and that some holders may see, the last changed first.
  ///
  /// Private notes are looked into only where one of `agents` may see the request; nil for
  /// `agents`: everything, everywhere.
  func search(
    _ query: SearchQuery, requesters: [Grant.Holder], agents: [Grant.Holder]?, limit: Int
  ) throws -> [RequestRow]
}
