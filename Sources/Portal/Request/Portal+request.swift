import EscaleCore
import HTTPTypes
import Ledger

extension Portal {
  func request(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seen(call)
    let hasFiles = !seen.view.attachments.isEmpty
    let present = hasFiles ? try await ledger.presentBlobs(of: seen.view.ref) : []
    let page = RequestPage(
      call: call, assets: assets, seen: seen, present: present, done: call.query["done"])
    return .page(page.html, call.language)
  }

  private func seen(_ call: PageCall) async throws -> SeenRequest {
    try await ledger.seen(try call.reference, by: try call.person.number)
  }

  // Verbs

  func verbForm(_ call: PageCall) async throws -> PageAnswer {
    let seen = try await seen(call)
    let verb = Verb(rawValue: call.parameters["verb"] ?? "")
    guard let row = seen.verbs.first(where: { $0.verb == verb }) else {
      // A link from before something happened: the request shows what is possible by now.
      guard seen.view.lifecycle[verb] != nil else { throw PageMissing() }
      return .seeOther(PagePath.request(try call.reference))
    }
    return action(call, seen, ActionForms(call: call, seen: seen).label(of: row), fault: nil) {
      $0.form(of: row)
    }
  }

  /// Uses a verb; what can't be taken comes back with everything that was entered.
  func act(_ call: PageCall) async throws -> PageAnswer {
    let (reference, person) = (try call.reference, try call.person.number)
    let seen = try await seen(call)
    let verb = Verb(rawValue: call.parameters["verb"] ?? "")
    guard let row = seen.view.lifecycle[verb], row.by != .system, !row.from.isEmpty else {
      throw PageMissing()
    }
    let wish = ActionWish(form: call.form, row: row, seen: seen, now: ledger.now)
    do {
      try await ledger.act(
        try wish.commands(), on: reference, as: person,
        seen: call.form["seen"].flatMap { ChangeID(text: $0) })
      return .seeOther("\(PagePath.request(reference))?done=moved")
    } catch let fault as any EscaleError where fault.kind != .unexpected {
      // What is known by now, not what was known before.
      let seen = try await self.seen(call)
      return action(
        call, seen, row.label, fault: (wish.field(of: fault), fault)
      ) { $0.form(of: row) }
    }
  }

  // Comments

  func comment(_ call: PageCall) async throws -> PageAnswer {
    let (reference, person) = (try call.reference, try call.person.number)
    do {
      try await ledger.act(
        [
          .comment(
            text: call.form["comment"] ?? "", isPrivate: call.form["private"] == "1")
        ], on: reference, as: person)
      return .seeOther("\(PagePath.request(reference))?done=comment")
    } catch let fault as any EscaleError where fault.kind == .refused || fault.kind == .notAllowed {
      return action(call, try await seen(call), .addComment, fault: ("comment", fault)) {
        $0.commentForm
      }
    }
  }

  /// A page with one form, and what is wrong with it.
  func action(
    _ call: PageCall, _ seen: SeenRequest, _ name: Words,
    fault: (field: String, fault: any EscaleError)?, _ form: @escaping (ActionForms) -> HTML
  ) -> PageAnswer {
    let page = ActionPage(
      call: call, assets: assets, seen: seen, name: name, fault: fault, form: form)
    let status = fault.map { $0.fault.kind == .notAllowed ? 403 : 409 } ?? 200
    return .page(page.html, call.language, status: .init(code: status))
  }
}

/// A page with the form of one action.
struct ActionPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let seen: SeenRequest
  let name: Words
  let fault: (field: String, fault: any EscaleError)?
  let form: (ActionForms) -> HTML

  var html: HTML {
    let frame = Frame(
      call: call, assets: assets, title: "\(t(name)) – \(seen.view.ref)",
      hasFaults: fault != nil)
    let faults = fault.map { [$0] } ?? []
    let forms = ActionForms(call: call, seen: seen, values: call.form, faults: faults)
    let parts = FormParts(call: call, values: call.form, faults: faults)
    let label = seen.view.lifecycle.label(of: seen.view.state)
    return frame.around(
      """
      <p class="path"><a href="\(PagePath.request(seen.view.ref))">\(seen.view.ref.description) \
      <bdi>\(seen.view[.title] ?? "")</bdi></a></p>
      <h1>\(t(name))</h1>
      <p>\(StateBadge(call: call, state: seen.view.state, label: label).html)</p>
      \(parts.summary)
      \(fault?.fault.hint.map { "<p>\(t($0))</p>" as HTML })
      <div class="card">
      \(form(forms))
      </div>
      """)
  }
}
