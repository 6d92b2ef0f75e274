import Console
import EscaleCore

/// What can be said once for all: in the environment, or below it in the configuration file.
enum Setting: String, CaseIterable {
  case replica
  case lang
  case color
  case pager
  case editor
  case certificate
  case noInput = "no-input"

  /// The variable of the environment that says the same.
  var variable: String {
    switch self {
    case .replica: "ESCALE_REPLICA"
    case .lang: "ESCALE_LANG"
    case .color: "ESCALE_COLOR"
    case .pager: "ESCALE_PAGER"
    case .editor: "ESCALE_EDITOR"
    case .certificate: "ESCALE_CERTIFICATE"
    case .noInput: "ESCALE_NO_INPUT"
    }
  }

  /// The values that it takes; none: any line.
  var choices: [String] {
    switch self {
    case .lang: LanguageName.allCases.map(\.rawValue)
    case .color: ColorChoice.allCases.map(\.rawValue)
    case .noInput: ["yes", "no"]
    case .replica, .pager, .editor, .certificate: []
    }
  }

  /// The setting of a name.
  ///
  /// - Throws: ``UsageError``, with the names that are near.
  static func named(_ name: String) throws(UsageError) -> Setting {
    if let setting = Setting(rawValue: name) { return setting }
    let names = allCases.map(\.rawValue)
    let list = names.joined(separator: ", ")
    throw UsageError(
      message: Words(
        french: "Il n'y a pas de réglage « \(name) ».",
        english: "There is no setting \"\(name)\"."),
      hint: Suggestion.hint(
        Suggestion.near(name, among: names),
        otherwise: Words(french: "Possible : \(list).", english: "Possible: \(list).")))
  }

  /// Refuses a value that it doesn't take.
  ///
  /// - Throws: ``UsageError``.
  func check(_ value: String) throws(UsageError) {
    let isLine = value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isLine, choices.isEmpty || choices.contains(value) else {
      let list = choices.isEmpty ? "…" : choices.joined(separator: ", ")
      throw UsageError(
        message: Words(
          french: "« \(rawValue) » ne prend pas la valeur « \(value) ».",
          english: "\"\(rawValue)\" doesn't take the value \"\(value)\"."),
        hint: Words(french: "Possible : \(list).", english: "Possible: \(list)."))
    }
  }
}

extension Environment {
  /// The value of a setting, from the environment or the file; nil where neither has one that it
  /// takes.
  func value(of setting: Setting) -> String? {
    guard let value = self[setting.variable] else { return nil }
    return (try? setting.check(value)) == nil ? nil : value
  }
}
