import Console
package import EscaleCore
import Glibc
import SyncProtocol
import SyncTransport

extension ProgramSurroundings {
  /// What surrounds this process.
  package static var process: ProgramSurroundings {
    ProgramSurroundings(
      environment: .process, output: .output, errorOutput: .error, clock: systemTime,
      canAsk: TerminalSize.isTerminal(STDIN_FILENO) && TerminalSize.isTerminal(STDERR_FILENO),
      connect: { url, settings throws(ConnectionFailure) in
        HTTPConnection.shareOneThread()
        let connection = try HTTPConnection(to: url, settings: settings)
        return OpenConnection(connection) { await connection.shutdown() }
      }, startAside: startAside)
  }

  /// `POSIX_SPAWN_SETSID` of glibc's `spawn.h`, which Swift doesn't see.
  private static let setSession: Int16 = 0x80

  /// Starts this program once more, in a session of its own and without a terminal; where that can't
  /// be, nothing happens.
  @Sendable private static func startAside(_ arguments: [String]) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0
    else { return }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    posix_spawnattr_setflags(&attributes, setSession)
    let program = "/proc/self/exe"
    var words: [UnsafeMutablePointer<CChar>?] = (["escale"] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process: pid_t = 0
    _ = posix_spawn(&process, program, &actions, &attributes, words, environ)
  }

  /// The time by this machine's clock.
  @Sendable package static func systemTime() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
  }
}
