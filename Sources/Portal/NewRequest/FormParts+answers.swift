import EscaleCore
import Ledger

extension FormParts {
  /// The field for an answer of a service's form.
  func answer(to field: FormField, _ directory: DeskDirectory) -> HTML {
    let name = RequestDraft.fieldPrefix + field.key
    let (label, isRequired) = (t(field.label), field.isRequired)
    switch field.type {
    case .choice:
      let options = field.choices.map { ($0.code, t($0.label)) }
      return choice(name, label, isRequired: isRequired, options)
    case .team:
      let teams = directory.teams.filter { !$0.isRetired }.map { ($0.code, t($0.name)) }
      return choice(name, label, isRequired: isRequired, teams)
    case .date: return line(name, label, isRequired: isRequired, kind: "type=\"date\"")
    case .number:
      return line(name, label, isRequired: isRequired, kind: "type=\"text\" inputmode=\"decimal\"")
    case .person: return line(name, label, isRequired: isRequired, hint: .personHint)
    default: return line(name, label, isRequired: isRequired)
    }
  }

  /// One out of the codes of a field that every request has.
  func codes(_ key: FieldKey, _ codes: [String], chosen: String? = nil) -> HTML {
    choice(
      key.rawValue, t(key.label), isRequired: false,
      codes.map { ($0, t(FieldChoices.label(of: $0))) }, chosen: chosen)
  }
}

extension Words {
  fileprivate static let personHint = Words(
    french: "Un identifiant ou un nom de l'annuaire.",
    english: "A user name or a name of the directory.")
}
