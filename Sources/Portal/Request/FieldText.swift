import EscaleCore
import Ledger

/// The value of a field as people read it: codes by what they are called.
struct FieldText: PagePart {
  let call: PageCall
  let seen: SeenRequest
  let field: Payload.Field

  var html: HTML {
    let directory = seen.directory
    guard let answer = field.key.formKey else {
      if field.key == .service {
        return "\(directory.catalogue.node(code: field.value).map { t($0.name) } ?? field.value)"
      }
      return "<bdi>\(t(field.shownValue))</bdi>"
    }
    let formField = seen.service?.fields.first { $0.key == answer }
    switch formField?.type {
    case .choice:
      let choice = formField?.choices.first { $0.code.utf8.elementsEqual(field.value.utf8) }
      return "\(choice.map { t($0.label) } ?? field.value)"
    case .team: return "\(directory.team(code: field.value).map { t($0.name) } ?? field.value)"
    case .person:
      return "<bdi>\(directory.person(named: field.value)?.fullName ?? field.value)</bdi>"
    default: return "<bdi>\(field.value)</bdi>"
    }
  }
}
