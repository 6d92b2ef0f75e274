import SyncProtocol
import Testing

extension ConnectionFailure {
  var problem: Problem? { if case .problem(let problem) = self { problem } else { nil } }
  var isUnreachable: Bool { if case .unreachable = self { true } else { false } }
  var isUntrusted: Bool { if case .untrusted = self { true } else { false } }
  var isMalformedAnswer: Bool { if case .malformedAnswer = self { true } else { false } }
  var insecureURL: String? { if case .insecure(let url) = self { url } else { nil } }
}

/// The failure of a call that has to fail.
func refusal(of call: () async throws -> Void) async throws -> ConnectionFailure {
  let error = await #expect(throws: ConnectionFailure.self) { try await call() }
  return try #require(error)
}
