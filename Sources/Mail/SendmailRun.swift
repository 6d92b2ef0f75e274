import Dispatch
import Glibc
import Ledger

/// One run of the system's `sendmail`, which gets the mail on standard input and its reader on the
/// command line.
///
/// The exit code says what came of it, by the numbers of `sysexits.h`.
struct SendmailRun: Sendable {
  /// How long it may take; whoever takes longer is ended, and nobody knows what came of it.
  static let secondsLimit = 60
  private static let pollMicroseconds: UInt32 = 10_000
  private static let threads = DispatchQueue(label: "escale.sendmail", attributes: .concurrent)

  let path: String
  let letter: Letter

  func result() async -> HandOver {
    await withCheckedContinuation { continuation in
      Self.threads.async { continuation.resume(returning: run()) }
    }
  }

  private func run() -> HandOver {
    guard let input = openInput() else { return .postponed("errno \(errno)") }
    defer { close(input) }
    var process: pid_t = 0
    let code = start(&process, input: input)
    guard code == 0 else { return .postponed("errno \(code)") }
    return wait(for: process)
  }

  /// The mail in a file without a name: the program reads at its own pace.
  private func openInput() -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/escale-mail.XXXXXX\0".utf8CString.dropLast())
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    guard writeAll(letter.bytes(lineEnd: "\n"), to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  private func start(_ process: inout pid_t, input: Int32) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // "-i": a line with a dot alone is no end. "--": what follows is no option.
    let arguments = [path, "-i", "-f", letter.from.text, "--", letter.to.text]
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return posix_spawn(&process, path, &actions, nil, pointers, environ)
  }

  private func wait(for process: pid_t) -> HandOver {
    let deadline = ContinuousClock.now + .seconds(Self.secondsLimit)
    var status: Int32 = 0
    while true {
      let found = waitpid(process, &status, WNOHANG)
      if found == process { return outcome(status) }
      if found < 0, errno != EINTR { return .unsure("errno \(errno)") }
      if ContinuousClock.now >= deadline {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        return .unsure("timeout")
      }
      usleep(Self.pollMicroseconds)
    }
  }

  /// Source: `sysexits.h`; what stands for a mistake in the mail itself is final.
  private func outcome(_ status: Int32) -> HandOver {
    guard status & 0x7F == 0 else { return .unsure("signal \(status & 0x7F)") }
    switch status >> 8 & 0xFF {
    case 0: return .done
    // EX_DATAERR, EX_NOUSER, EX_NOHOST.
    case let code where [65, 67, 68].contains(code): return .refused("exit \(code)")
    case let code: return .postponed("exit \(code)")
    }
  }
}
