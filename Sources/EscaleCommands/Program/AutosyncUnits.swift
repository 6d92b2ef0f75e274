import Console
import EscaleCore
import Glibc

/// The timer and the service with which systemd syncs a user's replica.
struct AutosyncUnits {
  private static let names = ["escale-sync.service", "escale-sync.timer"]

  private static let variableNames = [
    ConnectionOptions.certificateVariable, "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY",
  ]

  private let folder: String
  private let program: String
  private let replica: String
  private let everyMinutes: Int
  /// What the sync needs of this environment: systemd's has nothing of it.
  private let variables: [(name: String, value: String)]
  /// Whether the user has a systemd of his own.
  let hasSystemd: Bool

  /// The usual pause between two syncs, in minutes.
  static let usualMinutes = 15

  init(_ context: CommandContext, everyMinutes: Int = usualMinutes) {
    folder = context.environment.path("XDG_CONFIG_HOME", orHome: ".config", "systemd/user")
    program = Self.ownPath
    replica = Self.absolute(context.replicaPath)
    self.everyMinutes = everyMinutes
    variables = Self.variableNames.compactMap { name in
      context.environment.filled(name).map {
        (name, name == ConnectionOptions.certificateVariable ? Self.absolute($0) : $0)
      }
    }
    let runtime = context.environment.filled("XDG_RUNTIME_DIR")
    hasSystemd = runtime.map { access("\($0)/systemd", F_OK) == 0 } ?? false
  }

  /// For those who have no systemd.
  var crontabLine: String {
    let settings = variables.filter { !Self.hasPassword($0.value) }
      .map { "\($0.name)=\(quoted($0.value)) " }.joined()
    return "*/\(everyMinutes) * * * * \(settings)\(quoted(program)) sync --quiet --no-input "
      + "--replica \(quoted(replica)) 2>/dev/null"
  }

  var areInstalled: Bool { Self.names.allSatisfy { access("\(folder)/\($0)", F_OK) == 0 } }

  /// Whether a proxy of the environment has a password, which is shown nowhere.
  var hasProxyPassword: Bool { variables.contains { Self.hasPassword($0.value) } }

  private static func hasPassword(_ value: String) -> Bool {
    value.utf8.contains(UInt8(ascii: "@"))
  }

  static let passwordLeftOut = Words(
    french: "Le proxy a un mot de passe : sa variable n'est pas dans cette ligne ; ajoutez-la "
      + "vous-même dans crontab.",
    english: "The proxy has a password: its variable isn't in this line; add it in crontab "
      + "yourself.")

  static let stopped = Words(
    french: "Plus de synchronisation automatique par systemd.",
    english: "No automatic sync by systemd any more.")

  /// Installs and starts the timer; one that runs already takes its new interval.
  ///
  /// - Throws: ``AutosyncFault``.
  func start() throws {
    try install()
    control("daemon-reload")
    guard control("enable --now escale-sync.timer") else { throw AutosyncFault.notStarted }
    control("restart escale-sync.timer")
  }

  /// Stops and removes the timer.
  func stop() {
    if hasSystemd { control("disable --now escale-sync.timer") }
    remove()
    if hasSystemd { control("daemon-reload") }
  }

  /// Stops and removes the timer where it syncs this very replica; whether it did.
  func removeTimer() -> Bool {
    let path = "\(folder)/\(Self.names[0])"
    guard let bytes = try? FileBytes.read(path: path, byteLimit: Self.unitByteLimit),
      String(decoding: bytes, as: UTF8.self).contains(argumentOfReplica)
    else { return false }
    stop()
    return true
  }

  private static let unitByteLimit = 1 << 16

  /// Whether the timer runs.
  var run: Bool { hasSystemd && control("is-active --quiet escale-sync.timer") }

  /// Writes both.
  ///
  /// - Throws: ``AutosyncFault``.
  private func install() throws {
    let texts = [service, timer]
    for (name, text) in zip(Self.names, texts) {
      let path = "\(folder)/\(name)"
      do throws(FileError) {
        try FileBytes.makeFolders(of: path)
        try FileBytes.write(Array(text.utf8), path: "\(path).new")
        guard rename("\(path).new", path) == 0 else { throw .failed(errorNumber: errno) }
      } catch {
        var reason = "?"
        if case .failed(let number) = error { reason = SystemText.reason(number) }
        throw AutosyncFault.unwritable(path: path, reason: reason)
      }
    }
  }

  private func remove() {
    for name in Self.names { unlink("\(folder)/\(name)") }
  }

  /// Asks systemd for something; whether it did it.
  @discardableResult private func control(_ verb: String) -> Bool {
    system("systemctl --user \(verb) >/dev/null 2>&1") == 0
  }

  private var environmentLines: String {
    variables.map { "Environment=\(unitQuoted("\($0.name)=\($0.value)"))\n" }.joined()
  }

  private var service: String {
    """
    [Unit]
    Description=Escale: reconcile with the server
    After=network-online.target

    [Service]
    Type=oneshot
    \(environmentLines)\
    ExecStart=\(unitQuoted(program)) sync --quiet --no-input \(argumentOfReplica)
    # 6: the server can't be reached. 7: a conflict came up; escale conflicts tells.
    SuccessExitStatus=6 7
    Nice=10

    """
  }

  private var argumentOfReplica: String { "--replica \(unitQuoted(replica, asArgument: true))" }

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
  ///
  /// Only a program's arguments have variables in them.
  private func unitQuoted(_ word: String, asArgument: Bool = false) -> String {
    var text = ""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "%": text += "%%"
      case "$" where asArgument: text += "$$"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "\"\(text)\""
  }
}
