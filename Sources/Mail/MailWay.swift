package import Ledger

/// How mail leaves this machine.
package enum MailWay: Hashable, Sendable {
  /// The system's own program: `sendmail`, or what stands in for it.
  case sendmail(path: String)
  /// A folder from which somebody else takes it, a file a mail.
  case spool(folder: String)

  /// Hands a letter over; waits until the other side has it or refuses it.
  package func handOver(_ letter: Letter) async -> HandOver {
    switch self {
    case .sendmail(let path): await SendmailRun(path: path, letter: letter).result()
    case .spool(let folder): SpoolFolder(path: folder).keep(letter)
    }
  }
}
