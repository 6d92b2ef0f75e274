import EscaleCore

extension JSONWriter {
  /// Everything about one request.
  ///
  /// Source: CLI, "With --json".
  mutating func request(
    _ view: RequestView, conflicts: Int, links: [ShownLink], unread: [Attention],
    directory: DirectoryNames, language: Language, holds: (Fingerprint) -> Bool
  ) {
    beginObject()
    member("ref", view.ref)
    member("title", view[.title])
    member("description", view[.description])
    member("state", view.state.rawValue)
    member("stateLabel", view.lifecycle.label(of: view.state)[language])
    member("lifecycle", view.lifecycle.name)
    member("lifecycleVersion", view.lifecycle.version)
    member("service", view[.service])
    member("fields", fields: view.answers)
    people(view, directory)
    levels(view, directory)
    self.links(links)
    self.unread(unread)
    member("createdAt", moment: view.createdAt)
    member("updatedAt", moment: view.updatedAt)
    member("postponedUntil", moment: view.postponedUntil)
    member("solution", view.solution)
    member("position", view.position)
    member("pending", view.pendingCount)
    member("carried", directory.isCarried(view.ref))
    member("conflicts", conflicts)
    member("formerRef", view.formerReference)
    key("attachments")
    attachments(of: view, holds: holds)
    key("timeline")
    beginArray()
    for entry in view.timeline { timelineEntry(entry, directory) }
    endArray()
    endObject()
  }

  private mutating func people(_ view: RequestView, _ directory: DirectoryNames) {
    member("requester", view.requester, directory)
    member("creator", view.creator, directory)
    member("contacts", view.contacts.map { directory.name($0) })
    member("team", view.team, directory)
    member("agent", view.agent, directory)
  }

  private mutating func links(_ links: [ShownLink]) {
    key("links")
    beginArray()
    for link in links {
      beginObject()
      member("ref", link.other)
      member("kind", link.code)
      endObject()
    }
    endArray()
  }

  private mutating func unread(_ unread: [Attention]) {
    key("unread")
    beginArray()
    for attention in unread {
      beginObject()
      member("kind", attention.kind.rawValue)
      member("change", attention.change)
      endObject()
    }
    endArray()
  }

  private mutating func levels(_ view: RequestView, _ directory: DirectoryNames) {
    let (urgency, impact) = (view[.urgency], view[.impact])
    member("urgency", urgency)
    member("impact", impact)
    member("priority", directory.priorities.priority(urgency: urgency, impact: impact))
    member("location", view[.location])
    member("origin", view[.origin])
    member("solutionCategory", view[.solutionCategory])
  }
}
