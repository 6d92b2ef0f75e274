/// What the server lets one client take: time, connections, bytes.
///
/// The limits of bodies belong to the endpoints.
package struct ServerLimits: Sendable {
  /// How many connections are open at once; further ones wait in the system's queue.
  package var connectionLimit = 1024
  /// How long a connection may lie idle, its handshake and the reading of a head included.
  package var idleTimeout = Duration.seconds(60)
  /// How long a request may take from its head to the beginning of its answer.
  package var requestTimeout = Duration.seconds(120)
  /// How long a body or an answer may take before its pace is looked at.
  package var paceGrace = Duration.seconds(20)
  /// How many bytes a second a body or an answer must then have made on average.
  package var paceBytesPerSecond = 500
  /// How long the rest of a request that was answered early is swallowed, so that its sender can
  /// read the answer.
  package var lingerTimeout = Duration.seconds(2)
  /// How long a request that is still coming in may take when the server stops.
  package var stopGrace = Duration.seconds(5)
  /// How often these times are looked at.
  package var tick = Duration.seconds(1)
  /// The longest single header and the longest head, in bytes.
  package var headByteLimit = 16 << 10
  /// The most headers of a request.
  package var headerCountLimit = 64

  /// The limits that are in force unless something else is asked for.
  package init() {}

  /// How much is read from a connection at once, at most.
  static let readByteCount = 256 << 10
  /// After how long without a part of a message the library itself gives up: a net below ours.
  static let lastResortTimeout = Duration.seconds(1800)
  /// Answers longer than this are compressed; below, gzip's frame costs more than it saves.
  static let compressionThreshold = 200
}
