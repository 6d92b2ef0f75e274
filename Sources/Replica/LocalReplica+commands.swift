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
      for contact in request.contacts {
        try recorder.add(
          .init(.contact(contact, removes: false), on: fold(ref, writer), now: 0),
          to: fold(ref, writer))
      }
      if takes {
        let take = TransitionCommand(verb: .assign, agent: recorder.person)
        let fold = try fold(ref, writer)
        try recorder.add(.init(.transition(take), on: fold, now: 0), to: fold)
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
      for command in commands {
        let fold = try fold(ref, writer)
        let draft = try ChangeDraft(command, on: fold, now: surroundings.now())
        try recorder.add(draft, to: fold)
      }
      return try recorder.finish(ref)
    }
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
