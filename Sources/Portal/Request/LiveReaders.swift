import Synchronization

/// How many browsers wait for news at once: each of them keeps a connection.
final class LiveReaders: Sendable {
  /// The most that may wait; further ones see changes when they load the page again.
  static let limit = 400

  private let count = Mutex(0)

  /// How many wait now.
  var number: Int { count.withLock { $0 } }

  /// Lets one more in, where there is room.
  func enter() -> Bool {
    count.withLock { count in
      guard count < Self.limit else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}
