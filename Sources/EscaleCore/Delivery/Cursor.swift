/// How far entries have been delivered.
///
/// A request that enters an audience comes whole, in the place where it entered: a cursor can stand
/// in the middle of it.
package struct Cursor: Hashable, Sendable {
  /// Everything visible up to here is delivered.
  package var position: Position
  /// Where delivery stands within the next position, when a batch ended there: the request whose
  /// former entries are being delivered, and the position of the last one delivered.
  package var within: Within?

  package struct Within: Hashable, Sendable {
    package var position: Position
    package var request: RequestID
    package var entry: Position

    package init(position: Position, request: RequestID, entry: Position) {
      self.position = position
      self.request = request
      self.entry = entry
    }
  }

  package init(position: Position, within: Within? = nil) {
    self.position = position
    self.within = within
  }

  /// Before everything.
  package static let start = Cursor(position: .start)
}
