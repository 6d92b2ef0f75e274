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
        let connection = try HTTPConnection(to: url, settings: settings)
        return OpenConnection(connection) { await connection.shutdown() }
      })
  }

  /// The time by this machine's clock.
  @Sendable package static func systemTime() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
  }
}
