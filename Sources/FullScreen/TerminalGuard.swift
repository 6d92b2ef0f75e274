import Glibc
import Synchronization

/// Gives the terminal back as it was, whatever ends the program.
///
/// Its handlers run at any moment, in the middle of anything: they touch only what was made before
/// they were set, and call only what POSIX allows there (`write`, `tcsetattr`, `signal`, `raise`,
/// `_exit`).
enum TerminalGuard {
  /// Out of the alternate screen, with cursor, colours, wrapping and pasting as usual.
  private static let farewell = usual + "\u{1B}[0m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
  private static let greeting =
    usual + "\u{1B}[?1049h\u{1B}[?7l\u{1B}[?2004h\u{1B}[0m\u{1B}[2J"
  /// What another program may have left: no mouse, usual arrow keys and digits, all lines scroll.
  private static let usual = "\u{1B}[?1000;1002;1003;1006l\u{1B}[?1l\u{1B}>\u{1B}[r"
  /// What ends a program: by others, by the terminal's end, or by its own fault.
  private static let deadly = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE,
  ]
  /// What the reading loop is told of.
  private static let told = [SIGTSTP, SIGCONT, SIGWINCH]
  /// The exit code of an interrupted program, as elsewhere.
  private static let interrupted: Int32 = 130

  private static let isEntered = Atomic<Bool>(false)
  /// The end of the pipe that wakes the reading loop; -1 before there is one.
  private static let wakingEnd = Atomic<Int32>(-1)
  // Set by `enter` alone while no handler is, and only read by handlers after that.
  nonisolated(unsafe) private static let memory = Memory()
  // Of the one thread that enters and leaves.
  nonisolated(unsafe) private static var former: [(signal: Int32, action: sigaction)] = []
  private static let atExit: Void = { atexit { TerminalGuard.restore() } }()

  /// Memory that handlers can use: it never moves.
  private struct Memory {
    let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    let farewell: UnsafeMutableBufferPointer<UInt8>

    init() {
      settings.initialize(to: termios())
      farewell = .allocate(capacity: TerminalGuard.farewell.utf8.count)
      _ = farewell.initialize(from: TerminalGuard.farewell.utf8)
    }
  }

  /// Takes the terminal: keys come one by one and unseen, on a screen beside the usual one.
  ///
  /// What it is given back as is how it is found; where `again`, how it was found before, for who
  /// had it meanwhile may have ended anyhow.
  ///
  /// - Returns: Whether there was a terminal to take.
  static func enter(waking end: Int32, again: Bool = false) -> Bool {
    guard !isEntered.load(ordering: .relaxed) else { return true }
    guard again || tcgetattr(STDIN_FILENO, memory.settings) == 0 else { return false }
    wakingEnd.store(end, ordering: .relaxed)
    _ = atExit
    setHandlers()
    isEntered.store(true, ordering: .sequentiallyConsistent)
    makeRaw()
    write(greeting)
    return true
  }

  /// Takes the terminal once more, after somebody else has changed it.
  static func retake() {
    guard isEntered.load(ordering: .relaxed) else { return }
    makeRaw()
    write(greeting)
  }

  /// Gives the terminal back, and signals their former meaning.
  static func leave() {
    restore()
    for (signal, action) in former.reversed() {
      var action = action
      sigaction(signal, &action, nil)
    }
    former = []
  }

  private static func makeRaw() {
    var raw = memory.settings.pointee
    cfmakeraw(&raw)
    _ = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
  }

  private static func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }

  private static func setHandlers() {
    for signal in deadly { handle(signal) { TerminalGuard.die(of: $0) } }
    for signal in told { handle(signal) { TerminalGuard.tell($0) } }
  }

  private static func handle(_ signal: Int32, by handler: @escaping @convention(c) (Int32) -> Void)
  {
    var (new, old) = (sigaction(), sigaction())
    new.__sigaction_handler.sa_handler = handler
    new.sa_flags = SA_RESTART
    guard sigaction(signal, &new, &old) == 0 else { return }
    former.append((signal, old))
  }

  // In handlers

  private static func restore() {
    guard isEntered.exchange(false, ordering: .sequentiallyConsistent) else { return }
    _ = Glibc.write(STDOUT_FILENO, memory.farewell.baseAddress, memory.farewell.count)
    _ = tcsetattr(STDIN_FILENO, TCSANOW, memory.settings)
  }

  private static func die(of number: Int32) {
    restore()
    if number == SIGINT { _exit(interrupted) }
    _ = signal(number, SIG_DFL)
    _ = raise(number)
  }

  private static func tell(_ number: Int32) {
    let error = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = Glibc.write(wakingEnd.load(ordering: .relaxed), &byte, 1)
    errno = error
  }
}
