import EscaleCore

extension JSONWriter {
  /// One line of a timeline.
  ///
  /// `effective` is null for what isn't a transition; `reason` is the code of a verdict that
  /// isn't `applied`.
  mutating func timelineEntry(_ entry: TimelineEntry, _ directory: DirectoryNames) {
    beginObject()
    member("id", entry.id)
    member("kind", entry.kind.name)
    member("verb", entry.verb?.rawValue)
    member("from", entry.from?.rawValue)
    member("through", entry.through?.rawValue)
    member("to", entry.to?.rawValue)
    member("author", entry.author, directory)
    member("authoredAt", moment: entry.authoredAt)
    member("position", entry.position)
    member("receivedAt", moment: entry.receivedAt)
    member("verdict", entry.verdict?.outcome.name ?? "pending")
    member("carried", directory.isCarried(entry))
    member("effective", entry.kind.movesRequest ? entry.isEffective : nil)
    member("displacedBy", entry.displacedBy)
    member("reason", entry.presumed.code?.rawValue)
    member("private", entry.isPrivate)
    member("text", entry.text)
    member("fields", fields: entry.fields.map { ($0.key.rawValue, $0.value) })
    objects(of: entry, directory)
    endObject()
  }

  /// What the change names, and what became of the values that it set.
  private mutating func objects(of entry: TimelineEntry, _ directory: DirectoryNames) {
    member("team", entry.team, directory)
    member("agent", entry.agent, directory)
    member("date", moment: entry.date)
    member("contact", entry.contact?.person, directory)
    member("removes", entry.contact?.removes)
    if let attachment = entry.attachment {
      key("attachment")
      beginObject()
      member("name", attachment.name)
      member("bytes", attachment.byteCount)
      member("sha256", attachment.blob.description)
      member("mediaType", attachment.mediaType)
      endObject()
    }
    member("erased", entry.isErased)
    key("lostFields")
    beginArray()
    for lost in entry.lostFields {
      beginObject()
      member("key", lost.key.rawValue)
      member("replacedBy", lost.winner)
      endObject()
    }
    endArray()
  }
}
