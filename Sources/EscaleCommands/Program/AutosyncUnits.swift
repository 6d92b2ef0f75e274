import Console
import Glibc

/// The timer and the service with which systemd syncs a user's replica.
struct AutosyncUnits {
  private static let names = ["escale-sync.service", "escale-sync.timer"]

  private let folder: String
  private let program: String
  private let replica: String
  private let everyMinutes: Int
  /// Whether the user has a systemd of his own.
  let hasSystemd: Bool

  init(_ context: CommandContext, everyMinutes: Int) {
    folder = context.environment.path("XDG_CONFIG_HOME", orHome: ".config", "systemd/user")
    program = Self.ownPath
    replica = Self.absolute(context.replicaPath)
    self.everyMinutes = everyMinutes
    let runtime = context.environment.filled("XDG_RUNTIME_DIR")
    hasSystemd = runtime.map { access("\($0)/systemd", F_OK) == 0 } ?? false
  }

  /// For those who have no systemd.
  var crontabLine: String {
    "*/\(everyMinutes) * * * * \(quoted(program)) sync --quiet --no-input --replica "
      + "\(quoted(replica)) 2>/dev/null"
  }

  var areInstalled: Bool { Self.names.allSatisfy { access("\(folder)/\($0)", F_OK) == 0 } }

  /// Writes both.
  ///
  /// - Throws: ``AutosyncFault``.
  func install() throws {
    let texts = [service, timer]
    for (name, text) in zip(Self.names, texts) {
      let path = "\(folder)/\(name)"
      do throws(FileError) {
        try FileBytes.makeFolders(of: path)
        try FileBytes.write(Array(text.utf8), path: path)
      } catch {
        var reason = "?"
        if case .failed(let number) = error { reason = SystemText.reason(number) }
        throw AutosyncFault.unwritable(path: path, reason: reason)
      }
    }
  }

  func remove() {
    for name in Self.names { unlink("\(folder)/\(name)") }
  }

  /// Asks systemd for something; whether it did it.
  @discardableResult func control(_ verb: String) -> Bool {
    system("systemctl --user \(verb) >/dev/null 2>&1") == 0
  }

  private var service: String {
    """
    [Unit]
    Description=Escale: reconcile with the server
    After=network-online.target

    [Service]
    Type=oneshot
    ExecStart=\(unitQuoted(program)) sync --quiet --no-input --replica \(unitQuoted(replica))
    # 6: the server can't be reached. 7: a conflict came up; escale conflicts tells.
    SuccessExitStatus=6 7
    Nice=10

    """
  }

  private var timer: String {
    """
    [Unit]
    Description=Escale: sync every \(everyMinutes) minutes

    [Timer]
    OnStartupSec=1min
    OnUnitActiveSec=\(everyMinutes)min
    RandomizedDelaySec=30s

    [Install]
    WantedBy=timers.target

    """
  }

  /// This program's own file.
  private static var ownPath: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return "escale" }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func absolute(_ path: String) -> String {
    guard !path.utf8.starts(with: "/".utf8), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// A word that a shell takes as it is; cron reads `%` as a line's end.
  private func quoted(_ word: String) -> String {
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return ("'" + parts.joined(separator: #"'\''"#) + "'").split(
      separator: "%", omittingEmptySubsequences: false
    ).joined(separator: #"\%"#)
  }

  /// A word that systemd takes as it is.
  private func unitQuoted(_ word: String) -> String {
    var text = ""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "%": text += "%%"
      case "$": text += "$$"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "\"\(text)\""
  }
}
