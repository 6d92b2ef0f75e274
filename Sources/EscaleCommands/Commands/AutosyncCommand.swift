import ArgumentParser
import Console
import EscaleCore
import Glibc

/// `autosync`: syncs by itself, by a timer of systemd's.
struct AutosyncCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "autosync", french: "Synchronise toute seule, à intervalles.",
      english: "Sync by itself, at intervals.",
      subcommands: [
        AutosyncEnableCommand.self, AutosyncDisableCommand.self, AutosyncStatusCommand.self,
      ])
  }
}

/// `autosync enable`: installs and starts the timer, or says the line for cron.
struct AutosyncEnableCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "enable", french: "Installe et lance le minuteur.", english: "Install and start the timer.")
  }

  @Option(
    help: .words(
      french: "Toutes les tant de minutes, de 1 à 59.",
      english: "Every so many minutes, from 1 to 59.", value: "minutes"))
  var every = 15

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard (1...59).contains(every) else {
      throw UsageError(
        message: Words(
          french: "--every va de 1 à 59 minutes.", english: "--every goes from 1 to 59 minutes."))
    }
    // Nothing is installed that could only fail.
    _ = try context.openReplica()
    let units = AutosyncUnits(context, everyMinutes: every)
    guard units.hasSystemd else {
      context.tell(
        "unavailable",
        Words(
          french: "Pas de systemd pour cet utilisateur. Ajoutez cette ligne par crontab -e :",
          english: "No systemd for this user. Add this line with crontab -e:"),
        crontab: units.crontabLine)
      if units.hasProxyPassword { context.say(AutosyncUnits.passwordLeftOut) }
      return .done
    }
    try units.start()
    context.tell(
      "enabled",
      Words(
        french: "Synchronisation toutes les \(every) minutes.",
        english: "Syncing every \(every) minutes."))
    return .done
  }
}

/// `autosync disable`: stops and removes the timer.
struct AutosyncDisableCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "disable", french: "Arrête et retire le minuteur.", english: "Stop and remove the timer.")
  }

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    AutosyncUnits(context).stop()
    context.tell("disabled", AutosyncUnits.stopped)
    return .done
  }
}

/// `autosync status`: whether it does.
struct AutosyncStatusCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "status", french: "Dit si le minuteur tourne.", english: "Say whether the timer runs.")
  }

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let units = AutosyncUnits(context)
    if units.run {
      context.tell("enabled", Words(french: "Le minuteur tourne.", english: "The timer runs."))
    } else if units.areInstalled {
      context.tell(
        "installed",
        Words(
          french: "Le minuteur est installé, et ne tourne pas.",
          english: "The timer is installed, and doesn't run."))
    } else {
      context.tell(
        "disabled",
        Words(
          french: "Aucun minuteur : escale autosync enable.",
          english: "No timer: escale autosync enable."))
    }
    return .done
  }
}

extension CommandContext {
  /// Tells how autosync stands: in words, as JSON, with the line for cron where there is one.
  fileprivate func tell(_ state: String, _ words: Words, crontab: String? = nil) {
    guard isJSON else {
      say(words)
      if let crontab { output.line(crontab) }
      return
    }
    writeJSON { writer in
      writer.beginObject()
      writer.member("state", state)
      writer.member("crontab", crontab)
      writer.endObject()
    }
  }
}

/// Why the timer doesn't run.
enum AutosyncFault: EscaleError, Hashable {
  case unwritable(path: String, reason: String)
  case notStarted

  var kind: ErrorKind { .unexpected }

  var code: String {
    switch self {
    case .unwritable: "autosync.unwritable"
    case .notStarted: "autosync.not-started"
    }
  }

  var message: Words {
    switch self {
    case .unwritable(let path, let reason):
      Words(
        french: "« \(path) » n'a pas pu être écrit : \(SystemReason.french(reason)).",
        english: "“\(path)” could not be written: \(reason).")
    case .notStarted:
      Words(
        french: "systemd n'a pas lancé le minuteur.", english: "systemd didn't start the timer.")
    }
  }

  var hint: Words? {
    guard case .notStarted = self else { return nil }
    return Words(
      french: "systemctl --user status escale-sync.timer dit pourquoi.",
      english: "systemctl --user status escale-sync.timer says why.")
  }
}
