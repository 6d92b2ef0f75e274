import EscaleCore
import HTTPTypes
import Ledger

extension Portal {
  func newRequestForm(_ call: PageCall) throws -> PageAnswer {
    let draft = try draft(call)
    let below = draft.directory.catalogue.nodes(under: draft.service)
    guard below.isEmpty else { return .seeOther(PagePath.catalogue) }
    return formPage(draft, call)
  }

  /// Goes one step with the form: sends it, or comes and goes to the list of people.
  func newRequest(_ call: PageCall) async throws -> PageAnswer {
    var draft = try draft(call)
    if let dropped = call.form["drop"] {
      let left = draft.form.all("contact").filter { $0 != dropped }
      var form = draft.form
      form.set("contact", left)
      draft = RequestDraft(
        service: draft.service, form: form, directory: draft.directory, author: draft.author)
      return formPage(draft, call)
    }
    if let dropped = call.form["drop-file"] {
      var call = call
      let left = call.form.all(KeptFile.field).filter { $0 != dropped }
      call.form.set(KeptFile.field, left)
      return formPage(draft, call)
    }
    switch call.form["step"] {
    case "contacts", "search": return picker(draft, call)
    case "chosen", "back": return formPage(draft, call)
    default: return try await create(draft, call)
    }
  }

  private func draft(_ call: PageCall) throws -> RequestDraft {
    let directory = try call.directory
    guard let code = call.parameters["service"], let node = directory.catalogue.node(code: code),
      !node.isRetired
    else { throw PageFault.unknownService(call.parameters["service"] ?? "") }
    return RequestDraft(
      service: node, form: call.form, directory: directory, author: try call.person)
  }

  private func formPage(
    _ draft: RequestDraft, _ call: PageCall,
    faults: [(field: String, fault: any EscaleError)] = []
  ) -> PageAnswer {
    let once = draft.form["once"] ?? BrowserID.text(ledger.randomBytes(BrowserID.byteCount))
    let page = NewRequestPage(
      call: call, assets: assets, draft: draft, faults: faults, once: once)
    return .page(
      page.html, call.language, status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  private func picker(_ draft: RequestDraft, _ call: PageCall) -> PageAnswer {
    let search = (call.form["search"] ?? "").trimmed
    let found = PersonSearch(directory: draft.directory).matching(search)
    let page = ContactPicker(
      call: call, assets: assets, action: PagePath.newRequest(draft.service), search: search,
      found: found.filter { $0.number != draft.author.number }, chosen: draft.contacts,
      kept: call.form.without("token", "step", "search", "contact", "drop"), stepName: "step",
      here: PagePath.catalogue)
    return .page(page.html, call.language)
  }

  private func create(_ draft: RequestDraft, _ call: PageCall) async throws -> PageAnswer {
    let checked = draft.checked()
    let faults = checked.faults + call.uploadFaults.map { (field: "upload", fault: $0) }
    guard faults.isEmpty, var request = checked.request else {
      return formPage(draft, call, faults: faults)
    }
    request.attachments = call.files.map(\.attachment)
    let wish = request
    do {
      let id = try await onceOnly.request(for: call.form["once"], of: draft.author.number) {
        try await ledger.create(wish, as: draft.author.number)
      }
      return .seeOther("\(PagePath.request(id))?done=created")
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      let field = fault is AttachmentRefusal ? "upload" : "title"
      return formPage(draft, call, faults: [(field, fault)])
    }
  }
}
