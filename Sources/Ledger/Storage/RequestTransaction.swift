package import EscaleCore

/// The projection of requests.
package protocol RequestTransaction {
  func request(_ id: RequestID) throws -> RequestRow?
  func put(_ row: RequestRow) throws

  /// Up to `limit` requests after one, in ascending order of their ids.
  func requests(after: RequestID?, limit: Int) throws -> [RequestRow]

  /// Up to `limit` requests after one that are in no final state, in ascending order of their ids.
  func openRequests(after: RequestID?, limit: Int) throws -> [RequestRow]

  /// Up to `limit` requests that came into a final state before a time and still have something
  /// written, ascending.
  func requests(finalBefore time: Int64, limit: Int) throws -> [RequestRow]

  /// The ids of all requests, ascending.
  func requestIDs() throws -> [RequestID]

  /// The ids of the requests that name a team, or none.
  func requests(ofTeam team: TeamNumber?) throws -> [RequestID]

  /// The requests of a list in its order, from its offset on and one more than its limit; `body`
  /// returns whether to go on.
  ///
  /// Where the list has words, offset and limit are left to `body`.
  func list(_ list: RequestList, _ body: (ListedRequest) throws -> Bool) throws

  /// How many requests a list has, whatever its words, up to a limit.
  func count(_ list: RequestList, upTo limit: Int) throws -> Int

  /// How many requests there are, and how many of them are in no final state.
  func requestCounts() throws -> (all: Int, open: Int)
}

/// Who may see which requests.
package protocol AudienceTransaction {
  func insert(_ grant: Grant) throws

  /// Ends the open grant of a holder on a request.
  func close(_ request: RequestID, _ holder: Grant.Holder, at position: Position) throws

  /// The grants on a request, ordered by holder and beginning.
  func grants(on request: RequestID) throws -> [Grant]

  /// The grants of a holder that are open or ended after a position.
  func grants(of holder: Grant.Holder, openAfter position: Position) throws -> [Grant]

  /// The people who are or were requester, contact, creator or agent of the requests on which
  /// holders have open grants.
  func company(of holders: [Grant.Holder]) throws -> Set<PersonNumber>
}
