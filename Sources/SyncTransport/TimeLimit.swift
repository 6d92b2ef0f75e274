/// A piece of work took longer than it was given.
struct TimeLimitPassed: Error {}

/// Does a piece of work, or gives it up when its time is over.
///
/// - Throws: ``TimeLimitPassed``, or what the work throws.
func withTimeLimit<Result: Sendable>(
  _ limit: Duration, work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw TimeLimitPassed()
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw TimeLimitPassed() }
    return result
  }
}
