import Glibc
import Synchronization

/// A program's way out: bytes are gathered and written at once.
///
/// One `write` at the end, or whenever 64 KiB have come together. When the reader is gone (`head`
/// has seen enough), what follows is dropped quietly. Needs ``ignoreBrokenPipes()`` at the start
/// of the program.
package final class StandardOutput: Sendable {
  /// How many bytes are gathered at most.
  package static let bufferByteLimit = 64 << 10

  /// The way to standard output.
  package static let output = StandardOutput(descriptor: STDOUT_FILENO)
  /// The way to standard error: each text goes out at once.
  package static let error = StandardOutput(descriptor: STDERR_FILENO, isBuffered: false)

  /// The file descriptor that is written to.
  package let descriptor: Int32
  private let isBuffered: Bool
  private let state = Mutex(State())

  private struct State {
    var buffer: [UInt8] = []
    /// The reader is gone or the disk is full: nothing more is written.
    var failure: Int32?
  }

  package init(descriptor: Int32, isBuffered: Bool = true) {
    self.descriptor = descriptor
    self.isBuffered = isBuffered
  }

  /// Lets a write to a closed pipe fail instead of ending the program.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Whether a person is watching.
  package var isTerminal: Bool { TerminalSize.isTerminal(descriptor) }

  /// Adds bytes.
  package func write(_ bytes: some Collection<UInt8>) {
    state.withLock { state in
      guard state.failure == nil else { return }
      state.buffer += bytes
      if !isBuffered || state.buffer.count >= Self.bufferByteLimit { drain(&state) }
    }
  }

  /// Adds a text.
  package func write(_ text: String) { write(text.utf8) }

  /// Adds a text and ends the line.
  package func line(_ text: String) { write(text + "\n") }

  /// Writes what was gathered.
  ///
  /// - Throws: ``OutputError`` if anything of it, or before it, could not be written, unless it
  ///   was because the reader is gone.
  package func flush() throws(OutputError) {
    let failure = state.withLock { state in
      drain(&state)
      return state.failure
    }
    if let failure, failure != EPIPE { throw OutputError(errorNumber: failure) }
  }

  private func drain(_ state: inout State) {
    guard state.failure == nil else { return }
    state.failure = FileBytes.writeAll(state.buffer, to: descriptor)
    state.buffer.removeAll(keepingCapacity: true)
  }
}
