package import EscaleCore

/// The index of texts: it follows the ledger, and is brought up to date before each search.
package protocol SearchTransaction {
  /// Up to where the index has the ledger.
  func searchedPosition() throws -> Position

  /// Notes up to where the index has the ledger.
  func putSearchedPosition(_ position: Position) throws

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
