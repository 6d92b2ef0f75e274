import EscaleCore
import Ledger

/// A field of a form that wasn't taken yet, as people read it: what it is called, and what was
/// chosen or written.
struct KeptFieldText: PagePart {
  let call: PageCall
  /// Where the form was to go; the page of a new request ends with the code of its service.
  let path: String
  let name: String
  let value: String

  var html: HTML {
    """
    <div><dt>\(t(label))</dt><dd class="text"><bdi>\(shown)</bdi></dd></div>

    """
  }

  private var directory: DeskDirectory? { call.visit?.directory }

  private var label: Words {
    if let formField { return formField.label }
    switch name {
    case "contact": return .contactsLabel
    case "for": return Words(french: "Pour", english: "For")
    case "private": return Words(french: "Note entre agents", english: "Note among agents")
    default: break
    }
    if let key = fixedKey { return key.label }
    switch ending {
    case "agent": return .agent
    case "team": return .team
    case "date": return Words(french: "Jusqu'au", english: "Until")
    case "category": return FieldKey.solutionCategory.label
    default: return Words(french: "Texte", english: "Text")
    }
  }

  private var shown: String {
    if name == "private" { return t("oui", "yes") }
    if let formField { return answer(to: formField) }
    if fixedKey.map(Self.coded.contains) == true || ending == "category" {
      return t(FieldChoices.label(of: value))
    }
    switch ending {
    case "agent", "contact", "for": return directory?.person(named: value)?.fullName ?? value
    case "team": return directory?.team(code: value).map { t($0.name) } ?? value
    default: return value
    }
  }

  /// The fields whose values are codes.
  private static let coded: [FieldKey] = [.urgency, .impact, .origin, .solutionCategory]

  /// A field that every request has.
  private var fixedKey: FieldKey? {
    let keys: [FieldKey] = [.title, .description, .location] + Self.coded
    return keys.first { $0.rawValue.utf8.elementsEqual(name.utf8) }
  }

  /// What stands behind the verb in the name of one of its fields.
  private var ending: String { name.split(separator: "-").last.map { String($0) } ?? name }

  /// The field of a service's form; of any that has it where the path names none.
  private var formField: FormField? {
    guard name.hasPrefix(RequestDraft.fieldPrefix), let catalogue = directory?.catalogue else {
      return nil
    }
    let key = name.dropFirst(RequestDraft.fieldPrefix.count)
    let service = path.split(separator: "/").last.flatMap { catalogue.node(code: String($0)) }
    let services = service.map { [$0] } ?? catalogue.services.compactMap(\.last)
    let fields = services.flatMap(\.fields).filter { $0.key.utf8.elementsEqual(key.utf8) }
    return fields.first { choice(of: $0) != nil } ?? fields.first
  }

  private func choice(of field: FormField) -> FormField.Choice? {
    field.choices.first { $0.code.utf8.elementsEqual(value.utf8) }
  }

  private func answer(to field: FormField) -> String {
    switch field.type {
    case .choice: choice(of: field).map { t($0.label) } ?? value
    case .team: directory?.team(code: value).map { t($0.name) } ?? value
    case .person: directory?.person(named: value)?.fullName ?? value
    default: value
    }
  }
}
