/// A failure that somebody will read.
///
/// Its words are written once, here in the core's reach, for terminal, page and API alike. Codes
/// have the form `room.what-happened`, are stable for ever and documented in `docs/ERRORS.md`.
package protocol EscaleError: Error, Sendable {
  /// The stable code, such as `lifecycle.not-from-here`.
  var code: String { get }
  /// What kind of failure it is: decides exit code and HTTP status.
  var kind: ErrorKind { get }
  /// What happened, with the name of the thing that it happened to.
  var message: Words { get }
  /// The next step, where there is one.
  var hint: Words? { get }
  /// The facts, for programs: never translated.
  var details: [String: String] { get }
}

extension EscaleError {
  package var hint: Words? { nil }
  package var details: [String: String] { [:] }
}

/// The kinds of failure, each with the exit code and the HTTP status that say it.
///
/// Source: CLI, "Exit codes".
package enum ErrorKind: Sendable, Hashable, CaseIterable {
  /// Something broke that should not have.
  case unexpected
  /// The command or the message was not understood.
  case usage
  /// The thing that was named isn't there.
  case notFound
  /// The user may not do it, or isn't signed in.
  case notAllowed
  /// The lifecycle or an input's check refuses it.
  case refused
  /// The server can't be reached; nothing is lost.
  case unreachable

  /// The exit code of a program that ends with such a failure.
  package var exitCode: Int32 {
    switch self {
    case .unexpected: 1
    case .usage: 2
    case .notFound: 3
    case .notAllowed: 4
    case .refused: 5
    case .unreachable: 6
    }
  }

  /// The HTTP status of an answer that reports such a failure.
  package var httpStatus: Int {
    switch self {
    case .unexpected: 500
    case .usage: 400
    case .notFound: 404
    case .notAllowed: 403
    case .refused: 409
    case .unreachable: 503
    }
  }
}
