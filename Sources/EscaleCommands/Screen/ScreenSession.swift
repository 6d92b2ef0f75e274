import Console
import EscaleCore
import FullScreen
import Replica
import ReplicaStore
import Synchronization

/// The screen at work: keys in, grids out, and what keys ask for done by the replica.
struct ScreenSession {
  /// How often the screen looks whether a sync has ended, in milliseconds.
  private static let syncPollMilliseconds: Int32 = 30
  /// How often it looks at the replica when nothing happens: others may have changed it.
  private static let idleMilliseconds: Int32 = 20_000

  private let context: CommandContext
  private let replica: LocalReplica
  private let sync: ScreenSync
  private var terminal: FullScreenTerminal
  private var state: ScreenState
  private var isOver = false

  init(
    _ context: CommandContext, _ replica: LocalReplica, _ sync: ScreenSync,
    _ terminal: FullScreenTerminal
  ) {
    self.context = context
    self.replica = replica
    self.sync = sync
    self.terminal = terminal
    state = ScreenState(rows: terminal.size.rows, columns: terminal.size.columns)
  }

  private var loading: ScreenLoading {
    ScreenLoading(replica: replica, moments: context.moments)
  }

  /// Shows the screen until the user leaves it.
  ///
  /// - Throws: What the replica says where it can't be read at all; the terminal is given back.
  mutating func run() async throws {
    state.standing = try loading.standing()
    state.list = try loading.list(state)
    guard terminal.enter() else { throw ScreenFault.noTerminal }
    defer { terminal.leave() }
    while !isOver {
      terminal.show(ScreenDrawing(state: state, language: context.language).grid)
      await step()
    }
  }

  /// Waits for what happens next, and takes it in.
  private mutating func step() async {
    // While a sync runs nothing blocks: it may need this thread.
    let events = terminal.events(
      withinMilliseconds: state.isSyncing ? 0 : Self.idleMilliseconds)
    if events.isEmpty, state.isSyncing {
      try? await Task.sleep(for: .milliseconds(Self.syncPollMilliseconds))
    }
    for event in events where !isOver { take(event) }
    if let outcome = sync.outcome() { take(outcome) }
    if events.isEmpty, !state.isSyncing, state.prompt == nil { attempt { try $0.reload() } }
  }

  private mutating func take(_ event: FullScreenTerminal.Event) {
    switch event {
    case .ended: isOver = true
    case .changed:
      (state.rows, state.columns) = terminal.size
      attempt { try $0.reload() }
    case .key(let key):
      let former = state.prompt
      let effect = state.take(key)
      keepDraft(after: former)
      if let effect { attempt { try $0.perform(effect) } }
    }
  }

  /// Does something; what goes wrong is told on the screen.
  private mutating func attempt(_ body: (inout ScreenSession) throws -> Void) {
    do {
      try body(&self)
    } catch {
      let error = EscaleProgram.presentable(error)
      state.notice = ScreenNotice(words: error.message, hint: error.hint, isError: true)
    }
  }

  private mutating func reload() throws {
    state.standing = try loading.standing()
    state.list = try loading.list(state)
    if let ref = state.page?.ref { state.page = try loading.page(ref, columns: state.columns) }
    state.settle()
  }

  private mutating func perform(_ effect: ScreenState.Effect) throws {
    switch effect {
    case .load: try reload()
    case .open(let ref): try open(ref)
    case .ask(let action, let ref): state.prompt = prompt(action, ref)
    case .perform(let prompt): try perform(prompt)
    case .write(let prompt): try write(prompt)
    case .dismiss(let ref):
      _ = try replica.dismissConflicts(of: ref)
      try reload()
    case .sync:
      guard !state.isSyncing else { return }
      try sync.start(replica)
      state.isSyncing = true
    case .suspend:
      terminal.suspend()
      (state.rows, state.columns) = terminal.size
      try reload()
    case .leave: isOver = true
    }
  }

  private mutating func open(_ ref: RequestID) throws {
    state.page = try loading.page(ref, columns: state.columns)
    state.scroll = 0
    if try !replica.attention(on: ref).isEmpty { try replica.noteRead(ref) }
  }

  private mutating func perform(_ prompt: ScreenPrompt) throws {
    guard case .action(let action, let ref) = prompt.purpose else { return }
    do {
      state.notice = ScreenNotice(
        words: try ScreenDoing(replica: replica, now: context.now).perform(action, ref, prompt))
    } catch {
      state.prompt?.restart()
      throw error
    }
    state.prompt = nil
    if prompt.draft != nil { draft(action, ref).remove() }
    do {
      try reload()
    } catch ReplicaFault.unknownReference, ReplicaFault.requestLeft {
      // What was undone had created it, or what was done took it out of sight.
      state.page = nil
      try reload()
    }
  }

  private mutating func take(_ outcome: Result<SyncReport, any Error>) {
    state.isSyncing = false
    attempt { session in
      let report = try outcome.get()
      session.state.notice = ScreenNotice(
        words: SyncText(report: report).summary, isError: !report.conflicts.isEmpty)
    }
    guard state.prompt == nil else { return }
    attempt { try $0.reload() }
  }

  // Drafts: under the same names as those of the commands.

  private func draft(_ action: ScreenAction, _ ref: RequestID) -> Draft {
    Draft(name: "\(ref)-\(action.draftName)", environment: context.environment)
  }

  private func prompt(_ action: ScreenAction, _ ref: RequestID) -> ScreenPrompt {
    let kept = draft(action, ref).text ?? ""
    return ScreenPrompt(
      .action(action, ref), texts: action.asks.map { $0.isText ? kept : "" })
  }

  /// Keeps what is being typed: whatever ends the program, the next attempt finds it.
  private func keepDraft(after former: ScreenPrompt?) {
    guard let prompt = state.prompt, let text = prompt.draft, text != former?.draft,
      case .action(let action, let ref) = prompt.purpose
    else { return }
    // One that can't be kept is still on the screen.
    try? draft(action, ref).replace(Array(text.utf8))
  }

  private mutating func write(_ prompt: ScreenPrompt) throws {
    guard case .action(let action, let ref) = prompt.purpose else { return }
    let (draft, environment) = (draft(action, ref), context.environment)
    let invitation = prompt.label[context.language]
    let message = try terminal.lend {
      try MessageSource.editor.read(
        draft: draft, invitation: invitation, environment: environment)
    }
    (state.rows, state.columns) = terminal.size
    guard let message else { return }
    state.prompt?.replace(by: message.text)
    try draft.replace(Array(message.text.utf8))
  }
}
