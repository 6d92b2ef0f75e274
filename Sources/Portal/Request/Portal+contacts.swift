import EscaleCore
import HTTPTypes
import Ledger

extension Portal {
  func contacts(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seenForContacts(call)
    return picker(call, seen, search: "")
  }

  /// Searches for people, or makes those who are ticked contacts.
  func addContacts(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seenForContacts(call)
    let reference = seen.view.ref
    switch call.form["step"] {
    case "back": return .seeOther(PagePath.request(reference))
    case "search": return picker(call, seen, search: (call.form["search"] ?? "").trimmed)
    default: break
    }
    let added = ticked(call, seen)
    guard !added.isEmpty else {
      return picker(
        call, seen, search: (call.form["search"] ?? "").trimmed, fault: FormFault.missingPerson)
    }
    do {
      try await ledger.act(
        added.map { .contact($0.number, removes: false) }, on: reference,
        as: try call.person.number)
      return .seeOther("\(PagePath.request(reference))?done=contacts")
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      return picker(call, seen, search: "", fault: fault)
    }
  }

  func removeContact(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seenForContacts(call)
    guard let name = call.form["person"], let person = seen.directory.person(named: name) else {
      throw FormFault.missingPerson
    }
    try await ledger.act(
      [.contact(person.number, removes: true)], on: seen.view.ref, as: try call.person.number)
    // Whoever removed himself may have nothing to see here any more.
    let left = try? await ledger.seen(seen.view.ref, by: try call.person.number)
    let next = left == nil ? PagePath.current : PagePath.request(seen.view.ref)
    return .seeOther("\(next)?done=contacts")
  }

  private func seenForContacts(_ call: PageCall) async throws -> SeenRequest {
    let seen = try await ledger.seen(try call.reference, by: try call.person.number)
    guard seen.mayChangeContacts else { throw PageFault.refused(.notConcerned) }
    return seen
  }

  /// Those who are ticked and can become contacts.
  private func ticked(_ call: PageCall, _ seen: SeenRequest) -> [Person] {
    let own = call.visit?.person.number
    return call.form.all("contact").prefix(RequestDraft.contactLimit).compactMap { name in
      guard let person = seen.directory.person(named: name), person.isActive,
        person.number != own, person.number != seen.view.requester,
        !seen.view.contacts.contains(person.number)
      else { return nil }
      return person
    }
  }

  private func picker(
    _ call: PageCall, _ seen: SeenRequest, search: String, fault: (any EscaleError)? = nil
  ) -> PageAnswer {
    let own = call.visit?.person.number
    let found = PersonSearch(directory: seen.directory).matching(search).filter { person in
      person.number != own && person.number != seen.view.requester
        && !seen.view.contacts.contains(person.number)
    }
    let page = ContactPicker(
      call: call, assets: assets, action: PagePath.contacts(seen.view.ref), search: search,
      found: found, chosen: ticked(call, seen), kept: FormFields(), stepName: "step",
      fault: fault, here: PagePath.current)
    return .page(page.html, call.language, status: fault == nil ? .ok : .conflict)
  }
}
