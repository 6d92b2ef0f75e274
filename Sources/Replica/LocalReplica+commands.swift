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
      do {
        return try create(request, takes: takes, writer)
      } catch let refusal as CommandRefusal {
        throw refusal.ofCreation
      }
    }
  }

  private func create(
    _ request: NewRequest, takes: Bool, _ writer: StoreWriter
  ) throws -> RequestView {
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
      try recorder.add(
        try self.draft(.attachment(attachment), on: fold, writer.reader), to: &fold)
    }
    if takes {
      let take = TransitionCommand(verb: .assign, agent: recorder.person)
      try recorder.add(.init(.transition(take), on: fold, now: 0), to: &fold)
    }
    return try recorder.finish(ref)
  }

  /// Does something to a request, in one transaction.
  ///
  /// - Throws: ``InputFault``, ``CommandRefusal``, ``ReplicaFault``, ``StoreFault``; then nothing
  ///   has changed. ``ReplicaFault/stillArriving(_:)`` where only a part of the request is here.
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
      guard try !writer.reader.isArriving(ref) else {
        throw ReplicaFault.stillArriving(ref)
      }
      for command in commands {
        try recorder.add(try draft(command, on: fold, writer.reader), to: &fold)
      }
      return try recorder.finish(ref)
    }
  }

  private func draft(
    _ command: RequestCommand, on fold: RequestFold, _ reader: StoreReader
  ) throws -> ChangeDraft {
    if case .attachment(let attachment) = command, !store.blobs.contains(attachment.blob) {
      throw BlobFault.absent(attachment.blob)
    }
    let form = command.answersForm ? try reader.form(of: fold) : nil
    return try ChangeDraft(command, on: fold, now: surroundings.now(), form: form)
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
    let service = request.service
    guard !catalogue.isGroup(service) else {
      let below = catalogue.nodes(under: service).map(\.code)
      throw InputFault.notAService(code: service.code, below: below)
    }
    guard catalogue.isOffered(service) else {
      throw InputFault.retiredService(code: service.code)
    }
    let codes = Dictionary(
      try reader.teams().values.map { ($0.code, $0.number) }, uniquingKeysWith: { $1 })
    let team = catalogue.team(for: service, answers: request.answers) { codes[$0] }
    let draft = try ChangeDraft(
      request, author: author, team: team, lifecycle: policy.lifecycle,
      form: try reader.form(of: service))
    return (draft, lifecycle)
  }
}

extension RequestCommand {
  /// Whether it sets answers of the service's form.
  fileprivate var answersForm: Bool {
    guard case .edit(let values) = self else { return false }
    return values.keys.contains { $0.formKey != nil }
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

  /// The form of a service, with the teams and people that this replica knows.
  func form(of service: CatalogueNode) throws -> ServiceForm {
    let teams = try teams().values.filter { !$0.isRetired }.map(\.code)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return ServiceForm(fields: service.fields, teams: teams) { name in
      guard case .person(let person)? = try? item(kind: 1, named: name) else { return false }
      return person.isActive
    }
  }

  /// The form of a request's service, retired or not.
  func form(of fold: RequestFold) throws -> ServiceForm? {
    guard let code = fold.fields[.service]?.value, let node = try catalogue().node(code: code)
    else { return nil }
    return try form(of: node)
  }

  /// Why a request isn't here: never was, left, or lies behind the horizon, as it may.
  func absence(of ref: RequestID) throws -> any EscaleError {
    let isKnown = try changes(of: ref).contains { $0.change.header.kind != .void }
    if isKnown { return ReplicaFault.requestLeft(ref) }
    guard let since = try historySince() else {
      return ReplicaFault.unknownReference(ref.description)
    }
    return HistoryFault.notHere(ref, since: since)
  }
}
