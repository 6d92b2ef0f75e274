import EscaleCore
import Ledger

/// Other values for the fields of a request, as they stand in a form: which were changed, and what
/// is wrong with them.
struct FieldEdits {
  let form: FormFields
  let seen: SeenRequest

  /// Before the name of a field: the change that had set the value which the page showed.
  static let formerPrefix = "former."

  /// The fields that somebody may edit, by the names that they have in the form.
  static func fields(of seen: SeenRequest) -> [(name: String, key: FieldKey)] {
    var fields: [(String, FieldKey)] = [("title", .title), ("description", .description)]
    fields += (seen.service?.fields ?? []).map {
      (RequestDraft.fieldPrefix + $0.key, .form($0.key))
    }
    fields += [FieldKey.urgency, .impact, .location].map { ($0.rawValue, $0) }
    if seen.mayNote {
      fields += [FieldKey.origin, .solutionCategory].map { ($0.rawValue, $0) }
    }
    return fields
  }

  /// The form as a page first shows it.
  static func form(of seen: SeenRequest) -> FormFields {
    var form = FormFields()
    for (name, key) in fields(of: seen) { form.add(name, seen.view[key] ?? "") }
    return form
  }

  struct Checked {
    var faults: [(field: String, fault: any EscaleError)] = []
    /// The values that were changed.
    var values: [FieldKey: String] = [:]
    /// The changes that had set the values which the page showed.
    var bases: [FieldKey: ChangeID] = [:]
  }

  /// What was changed, and what is wrong.
  func checked() -> Checked {
    var checked = Checked()
    for (name, key) in Self.fields(of: seen) {
      guard let entered = form[name]?.trimmed else { continue }
      let base = form[Self.formerPrefix + name].flatMap { ChangeID(text: $0) }
      checked.bases[key] = base
      guard !entered.utf8.elementsEqual((seen.view[key] ?? "").trimmed.utf8),
        !entered.utf8.elementsEqual(shown(key, at: base).trimmed.utf8)
      else { continue }
      if let clash = seen.clash(on: key, seenAs: base) {
        checked.faults.append((name, clash))
        continue
      }
      do {
        checked.values[key] = try value(entered, of: key)
      } catch let fault as any EscaleError {
        checked.faults.append((name, fault))
      } catch { checked.faults.append((name, FormFault.unreadable)) }
    }
    return checked
  }

  /// What a field held once a change had set it.
  private func shown(_ key: FieldKey, at base: ChangeID?) -> String {
    let entry = base.flatMap { id in seen.view.timeline.first { $0.id == id } }
    return entry?.fields.first { $0.key == key }?.value ?? ""
  }

  private func value(_ entered: String, of key: FieldKey) throws -> String {
    guard let answer = key.formKey, let node = seen.service,
      let field = node.fields.first(where: { $0.key == answer })
    else {
      _ = try ChangeDraft(.edit([key: entered]), on: seen.view.fold, now: 0)
      return entered
    }
    guard !entered.utf8.isEmpty else {
      throw InputFault.missingAnswer(key: field.key, label: field.label)
    }
    let text =
      field.type == .person
      ? try PersonSearch(directory: seen.directory).one(entered).name : entered
    return try seen.directory.form(of: node).checked(text, of: answer)
  }
}
