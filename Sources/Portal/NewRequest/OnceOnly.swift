import EscaleCore

/// Sees to it that a form that is sent twice, after a lost answer say, creates one request.
///
/// Remembers the last ones within this process: after a restart a repeated form counts anew.
actor OnceOnly {
  /// How many forms are remembered.
  static let limit = 10_000

  private struct Key: Hashable {
    let mark: String
    let person: PersonNumber
  }

  private var made: [Key: Task<RequestID, any Error>] = [:]
  private var order: [Key] = []

  /// The request that a form makes, or has made.
  func request(
    for mark: String?, of person: PersonNumber,
    _ create: @escaping @Sendable () async throws -> RequestID
  ) async throws -> RequestID {
    guard let mark, BrowserID.isValid(mark) else { return try await create() }
    let key = Key(mark: mark, person: person)
    if let former = made[key] { return try await former.value }
    let task = Task { try await create() }
    made[key] = task
    order.append(key)
    if order.count > Self.limit { made[order.removeFirst()] = nil }
    do {
      return try await task.value
    } catch {
      made[key] = nil
      throw error
    }
  }
}
