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
      context.autosync("unavailable", line: units.crontabLine)
      context.say(
        Words(
          french: "Pas de systemd pour cet utilisateur. Ajoutez cette ligne par crontab -e :",
          english: "No systemd for this user. Add this line with crontab -e:"))
      if !context.isJSON { context.output.line(units.crontabLine) }
      return .done
    }
    try units.install()
    units.control("daemon-reload")
    guard units.control("enable --now escale-sync.timer") else { throw AutosyncFault.notStarted }
    // One that runs already takes its new interval.
    units.control("restart escale-sync.timer")
    context.autosync("enabled", line: nil)
    context.say(
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
    let units = AutosyncUnits(context, everyMinutes: 15)
    if units.hasSystemd { units.control("disable --now escale-sync.timer") }
    units.remove()
    if units.hasSystemd { units.control("daemon-reload") }
    context.autosync("disabled", line: nil)
    context.say(
      Words(
        french: "Plus de synchronisation automatique par systemd.",
        english: "No automatic sync by systemd any more."))
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
    let units = AutosyncUnits(context, everyMinutes: 15)
    let runs = units.hasSystemd && units.control("is-active --quiet escale-sync.timer")
    let state = runs ? "enabled" : units.areInstalled ? "installed" : "disabled"
    context.autosync(state, line: nil)
    context.say(
      runs
        ? Words(french: "Le minuteur tourne.", english: "The timer runs.")
        : units.areInstalled
          ? Words(
            french: "Le minuteur est installé, et ne tourne pas.",
            english: "The timer is installed, and doesn't run.")
          : Words(
            french: "Aucun minuteur : escale autosync enable.",
            english: "No timer: escale autosync enable."))
    return .done
  }
}

extension CommandContext {
  fileprivate func autosync(_ state: String, line: String?) {
    guard isJSON else { return }
    writeJSON { writer in
      writer.beginObject()
      writer.member("state", state)
      writer.member("crontab", line)
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
        french: "« \(path) » n'a pas pu être écrit : \(reason).",
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
