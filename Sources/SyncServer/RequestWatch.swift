import NIOCore

/// Watches over the time that one connection takes, without a socket or a clock of its own.
///
/// It is told what passes, and says when asked whether the connection may go on. Requests may be
/// pipelined: the oldest one that isn't done is the one whose time runs.
struct RequestWatch {
  enum Phase {
    /// Nothing is under way.
    case idle
    /// A request is coming in.
    case reading
    /// A request is in, its answer isn't written.
    case answering
    /// An answer was written and is on its way.
    case flushing
    /// A request was answered before it was in; the rest of it is swallowed.
    case draining
    /// The connection is about to close; the client gets time to read why.
    case lingering
  }

  let limits: ServerLimits
  private(set) var phase = Phase.idle
  /// When the present phase began; reading and answering are one phase in this.
  private(set) var since: NIODeadline
  /// Whether the head of an answer was written and its end wasn't.
  private(set) var hasAnswerBegun = false
  /// Requests whose answer hasn't been written to its end.
  private(set) var unansweredCount = 0
  /// Answers that were written and aren't all on the wire yet.
  private(set) var unflushedCount = 0
  /// How much of the present request's body has come, in bytes.
  private(set) var readByteCount = 0
  /// How much was written of the answers that aren't all on the wire yet, in bytes.
  private(set) var writtenByteCount = 0

  private var isReading = false

  init(limits: ServerLimits, now: NIODeadline) {
    self.limits = limits
    self.since = now
  }

  /// Whether the answer now written is given before its request has come in.
  var answersEarly: Bool { isReading && unansweredCount == 1 }

  mutating func headWasRead(at now: NIODeadline) {
    unansweredCount += 1
    isReading = true
    settle(at: now)
  }

  mutating func bodyWasRead(byteCount count: Int) {
    if phase == .reading { readByteCount += count }
  }

  mutating func endWasRead(at now: NIODeadline) {
    isReading = false
    settle(at: now)
  }

  mutating func answerHeadIsWritten() { hasAnswerBegun = true }

  mutating func answerBodyIsWritten(byteCount count: Int) {
    writtenByteCount += count
  }

  mutating func answerEndIsWritten(at now: NIODeadline) {
    let isEarly = answersEarly
    hasAnswerBegun = false
    unansweredCount -= 1
    unflushedCount += 1
    since = now
    if isEarly { enter(.draining, at: now) } else { settle(at: now) }
  }

  mutating func answerWasFlushed(at now: NIODeadline) {
    unflushedCount -= 1
    if unflushedCount == 0, !hasAnswerBegun { writtenByteCount = 0 }
    settle(at: now)
  }

  /// A problem was written in place of the answer: nothing more is taken or given.
  mutating func wasRefused(at now: NIODeadline) { enter(.lingering, at: now) }

  /// Finds the phase that the counts make, and starts its time where it is a new one.
  private mutating func settle(at now: NIODeadline) {
    if phase == .lingering || (phase == .draining && isReading) { return }
    if unflushedCount > 0 { return enter(.flushing, at: now) }
    if unansweredCount == 0 { return enter(.idle, at: now) }
    let next: Phase = answersEarly ? .reading : .answering
    if phase == .reading, next == .answering { phase = next } else { enter(next, at: now) }
  }

  private mutating func enter(_ next: Phase, at now: NIODeadline) {
    guard next != phase else { return }
    if next == .reading { readByteCount = 0 }
    phase = next
    since = now
  }
}
