import EscaleCore
import HTTPTypes
import Ledger

extension Portal {
  func editForm(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seenForEdit(call)
    return editPage(call, seen, FieldEdits.form(of: seen))
  }

  /// Gives fields other values, all or none; what can't be taken comes back as it was entered.
  func edit(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seenForEdit(call)
    let checked = FieldEdits(form: call.form, seen: seen).checked()
    guard checked.faults.isEmpty else { return refused(call, seen, checked.faults) }
    guard !checked.values.isEmpty else { return .seeOther(PagePath.request(seen.view.ref)) }
    do {
      try await ledger.act(
        [.edit(checked.values)], on: seen.view.ref, as: try call.person.number,
        seenValues: checked.bases)
      return .seeOther("\(PagePath.request(seen.view.ref))?done=edited")
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      // Somebody was faster by a moment: what is known by now says by which fields.
      let seen = try await seenForEdit(call)
      let now = FieldEdits(form: call.form, seen: seen).checked()
      return refused(call, seen, now.faults.isEmpty ? [("title", fault)] : now.faults)
    }
  }

  /// Links a request to another one that the reader sees too, or takes a link away.
  func link(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seenForEdit(call)
    guard seen.mayNote else { throw PageFault.refused(.agentOnly) }
    let person = try call.person.number
    do {
      let (target, kind) = try await wantedLink(call, person)
      try await ledger.act(
        [.edit([.link(target): kind])], on: seen.view.ref, as: person)
      return .seeOther("\(PagePath.request(seen.view.ref))?done=edited")
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      var form = FieldEdits.form(of: seen)
      for name in ["kind", "target"] { form.add(name, call.form[name] ?? "") }
      let isKind = if case FormFault.missingChoice = fault { true } else { false }
      let field = isKind ? "kind" : "target"
      return editPage(call, seen, form, [(field, fault)])
    }
  }

  /// What is to be linked, and how.
  private func wantedLink(
    _ call: PageCall, _ person: PersonNumber
  ) async throws -> (target: RequestID, kind: String) {
    if let former = call.form["unlink"].flatMap({ RequestID(text: $0) }) {
      return (former, LinkKind.removed)
    }
    guard let kind = call.form["kind"].flatMap({ LinkKind(rawValue: $0) }) else {
      throw FormFault.missingChoice(
        Words(french: "la sorte de lien", english: "the sort of link"))
    }
    let text = (call.form["target"] ?? "").trimmed
    guard let target = RequestID(text: text) else { throw FormFault.unknownReference(text) }
    _ = try await ledger.seen(target, by: person)
    return (target, kind.rawValue)
  }

  private func seenForEdit(_ call: PageCall) async throws -> SeenRequest {
    let seen = try await ledger.seen(try call.reference, by: try call.person.number)
    guard seen.mayEdit else { throw PageFault.refused(.notConcerned) }
    return seen
  }

  private func refused(
    _ call: PageCall, _ seen: SeenRequest, _ faults: [(field: String, fault: any EscaleError)]
  ) -> PageAnswer { editPage(call, seen, call.form, faults) }

  private func editPage(
    _ call: PageCall, _ seen: SeenRequest, _ values: FormFields,
    _ faults: [(field: String, fault: any EscaleError)] = []
  ) -> PageAnswer {
    let page = EditPage(call: call, assets: assets, seen: seen, values: values, faults: faults)
    return .page(page.html, call.language, status: faults.isEmpty ? .ok : .conflict)
  }
}
