import NIOCore
import SyncProtocol

extension RequestWatch {
  /// What is to become of the connection.
  enum Verdict: Equatable {
    /// It may go on.
    case fine
    /// The client is told why, then the connection closes.
    case refuse(Problem)
    /// The connection closes.
    case close
  }

  /// Whether the limits still hold.
  func verdict(at now: NIODeadline) -> Verdict {
    let elapsed = Duration(now - since)
    switch phase {
    case .idle: return elapsed > limits.idleTimeout ? .close : .fine
    case .reading:
      let isInTime = elapsed <= limits.requestTimeout && keepsPace(elapsed)
      return isInTime ? .fine : refusal(.tooSlow)
    case .answering:
      return elapsed > limits.requestTimeout + timeToWrite ? refusal(.overdue) : .fine
    case .flushing: return elapsed > limits.paceGrace + timeToWrite ? .close : .fine
    case .draining, .lingering: return elapsed > limits.lingerTimeout ? .close : .fine
    }
  }

  /// Only a client that waits for exactly this answer can be told.
  private func refusal(_ problem: Problem) -> Verdict {
    hasAnswerBegun || unansweredCount > 1 ? .close : .refuse(problem)
  }

  private func keepsPace(_ elapsed: Duration) -> Bool {
    let owed = Double(limits.paceBytesPerSecond) * (elapsed / .seconds(1))
    return elapsed <= limits.paceGrace || Double(readByteCount) >= owed
  }

  /// What the written bytes may take at the slowest pace.
  private var timeToWrite: Duration {
    .seconds(writtenByteCount) / limits.paceBytesPerSecond
  }
}
