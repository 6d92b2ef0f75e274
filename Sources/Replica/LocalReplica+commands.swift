import Blobs
package import EscaleCore
import ReplicaStore

extension LocalReplica {
  /// Creates a request, with its contacts, in one transaction.
  ///
  /// Where `takes`, its author takes it at once.
  ///
  /// - Throws: ``InputFault``, ``CommandRefusal``, ``StoreFault``; then nothing has changed.
  package func create(_ request: NewRequest, takes: Bool = false) throws -> RequestView {
    try store.write { writer in
      var recorder = try Recorder(writer, surroundings: surroundings)
      let (draft, lifecycle) = try creation(
        of: request, author: recorder.person, reader: writer.reader)
      let ref = try recorder.create(draft, lifecycle: lifecycle)
      var fold = try fold(ref, writer)
      for contact in request.contacts {
        try recorder.add(
          .init(.contact(contact, removes: false), on: fold, now: 0), to: &fold)
      }
      for attachment in request.attachments {
        try recorder.add(try self.draft(.attachment(attachment), on: fold), to: &fold)
      }
      if takes {
        let take = TransitionCommand(verb: .assign, agent: recorder.person)
        try recorder.add(.init(.transition(take), on: fold, now: 0), to: &fold)
      }
      return try recorder.finish(ref)
    }
  }

  /// Does something to a request, in one transaction.
  ///
  /// - Throws: ``InputFault``, ``CommandRefusal``, ``ReplicaFault``, ``StoreFault``; then nothing
  ///   has changed.
  package func perform(_ command: RequestCommand, on ref: RequestID) throws -> RequestView {
    try perform([command], on: ref)
  }

  /// Does several things to a request, all or none.
  ///
  /// - Throws: As ``perform(_:on:)-(RequestCommand,_)``.
  package func perform(_ commands: [RequestCommand], on ref: RequestID) throws -> RequestView {
    try store.write { writer in
      var recorder = try Recorder(writer, surroundings: surroundings)
      var fold = try fold(ref, writer)
      for command in commands {
        try recorder.add(try draft(command, on: fold), to: &fold)
      }
      return try recorder.finish(ref)
    }
  }

  private func draft(
    _ command: RequestCommand, on fold: RequestFold
  ) throws -> ChangeDraft {
    if case .attachment(let attachment) = command, !store.blobs.contains(attachment.blob) {
      throw BlobFault.absent(attachment.blob)
    }
    return try ChangeDraft(command, on: fold, now: surroundings.now())
  }

  private func fold(_ ref: RequestID, _ writer: StoreWriter) throws -> RequestFold {
    if let folded = try writer.reader.folded(ref) { return folded.fold }
    throw try writer.reader.absence(of: ref)
  }

  private func creation(
    of request: NewRequest, author: PersonNumber, reader: StoreReader
  ) throws -> (ChangeDraft, Lifecycle) {
    guard let policy = try reader.policy(), let lifecycle = try reader.lifecycle(policy.lifecycle)
    else { throw ReplicaFault.noCatalogue }
    let catalogue = try reader.catalogue()
    let below = catalogue.nodes(under: request.service)
    guard below.isEmpty else {
      throw InputFault.notAService(code: request.service.code, below: below.map(\.code))
    }
    let codes = Dictionary(
      try reader.teams().values.map { ($0.code, $0.number) }, uniquingKeysWith: { $1 })
    let team = catalogue.team(for: request.service, answers: request.answers) { codes[$0] }
    let people = try reader.names(kind: 1)
    let draft = try ChangeDraft(
      request, author: author, team: team, lifecycle: policy.lifecycle
    ) { type, answer in
      type == .team ? codes[answer] != nil : people.values.contains(answer)
    }
    return (draft, lifecycle)
  }
}

extension StoreReader {
  /// The catalogue as this replica knows it.
  package func catalogue() throws -> Catalogue {
    Catalogue(
      try items(kind: 3).compactMap { item in
        if case .service(let node) = item { node } else { nil }
      })
  }

  /// Why a request isn't here: never was, or left.
  func absence(of ref: RequestID) throws -> ReplicaFault {
    try changes(of: ref).isEmpty
      ? .unknownReference(ref.description) : .requestLeft(ref)
  }
}
