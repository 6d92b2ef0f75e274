package import EscaleCore

/// When requests came to their end.
package protocol ClosingTransaction {
  /// Notes that a request came into a final state for the first time: no later entry alters it.
  func noteClosing(_ closing: Closing) throws

  /// Notes the position of a later entry on a request that has ended.
  func noteWord(on request: RequestID, at position: Position) throws

  /// When a request ended; nil where it hasn't.
  func closing(of request: RequestID) throws -> Closing?

  /// All that lies behind a horizon, in no order.
  func closings(behind horizon: HistoryHorizon) throws -> [Closing]
}

/// That a request came into a final state, which nothing leaves.
package struct Closing: Hashable, Sendable {
  package var request: RequestID
  /// The entry by which it did.
  package var position: Position
  /// When the server learnt of that, in milliseconds since 1970 UTC.
  package var time: Int64
  /// The last entry on the request, whatever its verdict.
  package var lastWord: Position

  package init(request: RequestID, position: Position, time: Int64, lastWord: Position) {
    self.request = request
    self.position = position
    self.time = time
    self.lastWord = lastWord
  }

  /// Whether it is history for a replica with this horizon.
  package func lies(behind horizon: HistoryHorizon) -> Bool {
    position <= horizon.position && time < horizon.time
  }
}
