/// How long an exchange may take and how much may come back.
package struct ConnectionLimits: Sendable {
  /// How long reaching the server may take, handshake of TLS included.
  package var connectTimeout = Duration.seconds(10)
  /// How long the server may be silent in the middle of an exchange.
  package var silenceTimeout = Duration.seconds(60)
  /// How long a whole exchange may take, from the first byte sent to the last received.
  package var exchangeTimeout = Duration.seconds(300)
  /// The longest answer that is taken from the wire, in bytes.
  package var wireByteLimit = 32 << 20
  /// The longest answer that is accepted after decompression, in bytes.
  package var answerByteLimit = 64 << 20
  /// The longest problem that is accepted after decompression, in bytes.
  package var problemByteLimit = 64 << 10

  /// The limits that are in force unless something else is asked for.
  package init() {}

  /// How much is read from a connection at once, at most: files come in fewer, larger pieces.
  static let readByteCount = 256 << 10
  /// Requests longer than this are compressed; below, gzip's frame costs more than it saves.
  static let compressionThreshold = 200
  /// How long an unused connection is kept: shorter than any server keeps it.
  static let poolIdleTime = Duration.seconds(20)
}
