import ArgumentParser
import Console
import EscaleCore

/// `config`: what is said once for all.
struct ConfigCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "config", french: "Montre ou change les réglages.", english: "Show or change settings.",
      subcommands: [
        ConfigListCommand.self, ConfigGetCommand.self, ConfigSetCommand.self,
        ConfigUnsetCommand.self,
      ])
  }
}

/// `config list`.
struct ConfigListCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "list", french: "Tous les réglages, et d'où ils viennent.",
      english: "All settings, and where they come from.")
  }

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let values = Setting.allCases.map { SettingValue($0, context.environment) }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for value in values { writer.setting(value) }
        writer.endArray()
      }
      return .done
    }
    var table = Table([
      Table.Column(Words(french: "Réglage", english: "Setting")[context.language]),
      Table.Column(Words(french: "Valeur", english: "Value")[context.language], flexible: true),
      Table.Column(Words(french: "Origine", english: "Origin")[context.language]),
    ])
    for value in values {
      table.add([
        Table.Cell(value.setting.rawValue), Table.Cell(value.value ?? ""),
        Table.Cell(
          context.output.isTerminal ? value.origin.label[context.language] : value.origin.rawValue),
      ])
    }
    context.present(table.text(for: context.surface))
    return .done
  }
}

/// `config get`.
struct ConfigGetCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command("get", french: "La valeur d'un réglage.", english: "The value of a setting.")
  }

  @OptionGroup var name: SettingArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let value = SettingValue(try Setting.named(name.key), context.environment)
    if context.isJSON {
      context.writeJSON { $0.setting(value) }
    } else if let text = value.value {
      context.output.line(sanitizedLine(text))
    }
    return .done
  }
}

/// `config set`.
struct ConfigSetCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "set", french: "Écrit un réglage dans le fichier de configuration.",
      english: "Write a setting into the configuration file.")
  }

  @OptionGroup var name: SettingArgument

  @Argument(help: .words(french: "Sa valeur.", english: "Its value.", value: "value"))
  var value: String

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let setting = try Setting.named(name.key)
    try setting.check(value)
    return try context.change(setting, to: value)
  }
}

/// `config unset`.
struct ConfigUnsetCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "unset", french: "Retire un réglage du fichier de configuration.",
      english: "Take a setting out of the configuration file.")
  }

  @OptionGroup var name: SettingArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.change(try Setting.named(name.key), to: nil)
  }
}

/// Which setting.
struct SettingArgument: ParsableArguments {
  @Argument(
    help: .words(
      french: "replica, lang, color, pager, editor, certificate ou no-input.",
      english: "replica, lang, color, pager, editor, certificate or no-input.", value: "key"))
  var key: String
}

extension CommandContext {
  /// Writes a setting, and says where.
  fileprivate func change(_ setting: Setting, to value: String?) throws -> ExitStatus {
    var file = ConfigurationFile(environment: environment)
    try file.set(setting, to: value)
    if isJSON {
      let environment = environment.backed(by: file.variables)
      writeJSON { $0.setting(SettingValue(setting, environment)) }
      return .done
    }
    let path = file.path ?? ""
    let what = value.map { "\(setting.rawValue) = \($0)" } ?? setting.rawValue
    say(
      value == nil
        ? Words(french: "\(what) : retiré de \(path)", english: "\(what): taken out of \(path)")
        : Words(french: "\(what) : écrit dans \(path)", english: "\(what): written to \(path)"))
    return .done
  }
}

/// A setting as it holds, and who says so.
struct SettingValue {
  /// Where a value comes from; raw values are those in JSON.
  enum Origin: String {
    case environment
    case file
    case standard = "default"

    var label: Words {
      switch self {
      case .environment: Words(french: "environnement", english: "environment")
      case .file: Words(french: "fichier", english: "file")
      case .standard: Words(french: "par défaut", english: "default")
      }
    }
  }

  let setting: Setting
  /// Nil where the program goes by something else: the locale, `PAGER`, `EDITOR`.
  let value: String?
  let origin: Origin

  init(_ setting: Setting, _ environment: Environment) {
    self.setting = setting
    value = environment.value(of: setting)
    origin =
      value == nil
      ? .standard : environment.isBacked(setting.variable) ? .file : .environment
  }
}

extension JSONWriter {
  /// A setting.
  fileprivate mutating func setting(_ value: SettingValue) {
    beginObject()
    member("key", value.setting.rawValue)
    member("value", value.value)
    member("origin", value.origin.rawValue)
    endObject()
  }
}
