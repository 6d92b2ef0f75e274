import Console
import Glibc

/// The terminal of this process, used as a whole: grids out, keys in.
///
/// To be used by one thread. Between ``enter()`` and ``leave()`` nothing else may write to it.
package struct FullScreenTerminal {
  /// How long an escape is waited upon for the rest of a key.
  private static let escapeMilliseconds: Int32 = 40
  private static let readByteLimit = 4_096

  private var painter: Painter
  private var decoder = KeyDecoder()
  private let output = StandardOutput(descriptor: STDOUT_FILENO)
  /// Signals come through a pipe: its reading and its writing end.
  private let pipe: (reading: Int32, writing: Int32)

  /// What happens at a terminal.
  package enum Event: Hashable, Sendable {
    case key(Key)
    /// It has another size, or shows something else: all is to be drawn again.
    case changed
    /// Nobody is there any more.
    case ended
  }

  /// The terminal at standard input and output; nil where there is none.
  package init?(isColored: Bool) {
    guard TerminalSize.isTerminal(STDIN_FILENO), TerminalSize.isTerminal(STDOUT_FILENO) else {
      return nil
    }
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    pipe = (ends[0], ends[1])
    painter = Painter(isColored: isColored)
  }

  /// Takes the terminal; it is given back by ``leave()`` and by whatever else ends the program.
  ///
  /// - Returns: Whether it could be taken.
  package mutating func enter() -> Bool {
    painter.forget()
    return TerminalGuard.enter(waking: pipe.writing)
  }

  /// Gives the terminal back as it was.
  package func leave() { TerminalGuard.leave() }

  /// Lends the terminal to another program while `body` runs; however that one ends, it is given
  /// back in the end as it was found in the beginning.
  package mutating func lend<Value>(_ body: () throws -> Value) rethrows -> Value {
    TerminalGuard.leave()
    defer {
      painter.forget()
      _ = TerminalGuard.enter(waking: pipe.writing, again: true)
    }
    return try body()
  }

  /// Gives the terminal back and stops, as Ctrl-Z does; takes it again when the shell goes on.
  package mutating func suspend() {
    TerminalGuard.leave()
    _ = raise(SIGTSTP)
    _ = enter()
  }

  /// Its rows and columns; 24 and 80 where it doesn't say.
  package var size: (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0
    else { return (24, 80) }
    return (
      min(Int(size.ws_row), Grid.sideLimit), min(Int(size.ws_col), Grid.sideLimit)
    )
  }

  /// Shows a grid.
  package mutating func show(_ grid: Grid) {
    output.write(painter.paint(grid))
    // A terminal that is gone is noticed when it is read from.
    try? output.flush()
  }

  /// What happened, waiting for it so long at most; nothing when the time is over.
  package mutating func events(withinMilliseconds limit: Int32) -> [Event] {
    let limit = decoder.isWaiting ? Self.escapeMilliseconds : limit
    var polled = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&polled, 2, limit)
    guard count > 0 else { return count == 0 ? decoder.keysAtRest().map { .key($0) } : [] }
    var events: [Event] = []
    if polled[1].revents != 0 { events += signals() }
    if polled[0].revents != 0 { events += typed() }
    return events
  }

  private mutating func typed() -> [Event] {
    guard let bytes = Self.read(STDIN_FILENO) else { return [.ended] }
    return decoder.keys(in: bytes).map { .key($0) }
  }

  private mutating func signals() -> [Event] {
    let numbers = Set((Self.read(pipe.reading) ?? []).map { Int32($0) })
    if numbers.contains(SIGTSTP) {
      suspend()
    } else if numbers.contains(SIGCONT) {
      TerminalGuard.retake()
    }
    painter.forget()
    return [.changed]
  }

  /// The bytes that are there; nil at the end.
  private static func read(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: readByteLimit)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
