import EscaleCore
import ReplicaStore
import Seals

extension JSONWriter {
  /// One change as it is, without its texts.
  mutating func logLine(_ stored: StoredChange, _ directory: DirectoryNames) {
    let header = stored.change.header
    beginObject()
    member("id", header.id)
    member("request", header.request)
    member("kind", header.kind.name)
    member("verb", header.verb?.rawValue)
    member("author", header.author, directory)
    member("authoredAt", moment: header.authoredAt)
    member("acknowledged", header.acknowledged)
    key("context")
    beginObject()
    for entry in header.context.entries { member(entry.replica.description, entry.sequence) }
    endObject()
    member("verdict", stored.entry?.verdict.outcome.name ?? "pending")
    member("position", stored.entry?.position)
    member("hash", stored.change.hash.description)
    endObject()
  }
}

extension Header {
  /// The verb of a change that moves the request.
  var verb: Verb? {
    switch body {
    case .create: .create
    case .transition(let step): step.verb
    case .comment, .edit, .contact, .attachment, .void, .other: nil
    }
  }
}
