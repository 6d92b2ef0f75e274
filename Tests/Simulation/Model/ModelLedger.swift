/// The desk as DESIGN describes it, done as simply as it can be: one list, read from the start
/// for every question.
///
/// It exists to be compared with the real one, so it shares no code with it and was written from
/// the page alone. It is slow on purpose: each decision reads the whole ledger.
package struct ModelLedger: Sendable {
  /// The replica of the server itself, whose changes the server vouches for.
  package static let serverReplica = 1
  /// After a restoration the server goes on under a multiple of this.
  private static let serverStride = 1_024

  /// Whether a replica is one of the server's own.
  static func isServers(_ replica: Int) -> Bool {
    replica == serverReplica || replica % serverStride == 0
  }

  /// The author of what the server does by itself.
  package static let system = "system"

  package private(set) var entries: [ModelEntry] = []
  package var lifecycles: [ModelLifecycle]
  /// The directory after each of its edits, with the position of the edit; first to last.
  package private(set) var directories: [(position: Int, directory: ModelDirectory)]
  private(set) var acknowledgements: [(replica: Int, position: Int, ownLast: Int)] = []
  /// The last position given out, whether to a change or to an edit of the directory.
  package private(set) var head = 0
  /// The day on which each position was given out; index 0 is the ledger's beginning.
  private(set) var days: [Int] = [0]

  package init(lifecycles: [ModelLifecycle], directory: ModelDirectory = ModelDirectory()) {
    self.lifecycles = lifecycles
    directories = [(0, directory)]
  }

  /// The directory that holds now.
  package var directory: ModelDirectory { directories.last?.directory ?? ModelDirectory() }

  /// The directory as it was at a position.
  func directory(at position: Int) -> ModelDirectory {
    directories.last { $0.position <= position }?.directory ?? ModelDirectory()
  }

  /// Edits the directory, which takes a position of its own.
  package mutating func edit(day: Int = 0, _ change: (inout ModelDirectory) -> Void) {
    var next = directory
    change(&next)
    head += 1
    days.append(day)
    directories.append((head, next))
  }

  /// Notes what a replica says it has: a position, and the last of its own sequences by then.
  package mutating func acknowledge(replica: Int, position: Int, ownLast: Int) {
    acknowledgements.append((replica, position, ownLast))
  }

  /// Makes a device known, as if it had been from the beginning: enrolment has no position.
  package mutating func enrol(_ replica: Int, user: String) {
    for index in directories.indices {
      directories[index].directory.devices[replica] = ModelDirectory.Device(user: user)
    }
  }

  /// Puts a change before the model, and on its ledger where there is a verdict.
  ///
  /// A judgement that is `given` stands: for what the model knows nothing of.
  @discardableResult
  package mutating func receive(
    _ change: ModelChange, day: Int = 0, given: ModelJudgement? = nil
  ) -> ModelOutcome {
    let history = entries.filter { $0.change.request == change.request }
    if let known = entries.first(where: { $0.change.id == change.id }) {
      return known.change == change ? .judged(known.judgement) : .forked
    }
    let absent = missing(change)
    guard absent.isEmpty else { return .missing(absent) }
    let judgement = given ?? judge(change, history, day: day)
    head += 1
    days.append(day)
    entries.append(entry(change, judgement, history, day: day))
    return .judged(judgement)
  }

  /// Takes the last line off again: only for trying one order after another.
  package mutating func forgetLast() {
    entries.removeLast()
    head -= 1
    days.removeLast()
  }

  /// Takes the values that a change set away, for good.
  package mutating func erase(_ id: ModelID) {
    guard let index = entries.firstIndex(where: { $0.change.id == id }) else { return }
    entries[index] = entries[index].erased
  }

  /// The request as the ledger shows it.
  package func request(_ id: ModelID) -> ModelRequest {
    ModelRequest(entries.filter { $0.change.request == id }, lifecycles)
  }

  private func entry(
    _ change: ModelChange, _ judgement: ModelJudgement, _ history: [ModelEntry], day: Int
  ) -> ModelEntry {
    let isStep = judgement.verdict.counts && change.kind == .transition
    guard isStep, let step = step(of: change, history) else {
      return ModelEntry(position: head, day: day, change: change, judgement: judgement)
    }
    return ModelEntry(
      position: head, day: day, change: change, judgement: judgement, weight: step.weight,
      row: step.row)
  }
}
