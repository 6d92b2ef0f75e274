import EscaleCore

/// The fields that an imported request has beyond those of every request.
package enum ImportField {
  /// The incident's number in its log.
  package static let number = "number"
  /// The code of the first group: what routes the request.
  package static let group = "assignment_group"

  /// The columns that are kept as texts.
  static let texts: [(column: LogColumn, key: FieldKey)] = [
    .contactType, .symptom, .configurationItem, .problem, .changeRequest, .vendor, .causedBy,
  ].map { (column: LogColumn) in (column, FieldKey.form(column.rawValue)) }

  /// The form of an imported service.
  static let form: [FormField] =
    [
      FormField(
        key: number, label: Words(french: "Numéro d'origine", english: "Original number"),
        type: .text, isRequired: false),
      FormField(
        key: group, label: Words(french: "Groupe", english: "Group"), type: .team,
        isRequired: false),
    ] + texts.map(field)

  private static func field(_ entry: (column: LogColumn, key: FieldKey)) -> FormField {
    FormField(
      key: entry.column.rawValue, label: label(of: entry.column), type: .text, isRequired: false)
  }

  private static func label(of column: LogColumn) -> Words {
    switch column {
    case .contactType: Words(french: "Canal", english: "Contact type")
    case .symptom: Words(french: "Symptôme", english: "Symptom")
    case .configurationItem: Words(french: "Équipement", english: "Configuration item")
    case .problem: Words(french: "Problème", english: "Problem")
    case .changeRequest: Words(french: "Demande de changement", english: "Request for change")
    case .vendor: Words(french: "Fournisseur", english: "Vendor")
    case .causedBy: Words(french: "Cause", english: "Caused by")
    default: Words(french: column.rawValue, english: column.rawValue)
    }
  }
}
