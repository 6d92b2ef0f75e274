import EscaleCore

/// A device of a world without disks as somebody's place of work.
struct MemoryWorkplace: Workplace {
  private let world: MemoryWorld
  private let index: Int
  /// What was recorded.
  private(set) var recorded: [Change] = []

  init(_ world: MemoryWorld, _ index: Int) { (self.world, self.index) = (world, index) }

  /// What the rule or a check of the input refuses.
  struct Refusal: Error {}

  var me: PersonNumber { world.devices[index].replica.person }

  var shown: [ShownRequest] {
    let replica = world.devices[index].replica
    return replica.references.compactMap { ref in
      replica.isArriving(ref) ? nil : replica.requests[ref]?.listed
    }
  }

  func lifecycle(of request: ShownRequest) -> Lifecycle? {
    world.devices[index].replica.requests[request.ref]?.fold?.history.lifecycle
  }

  func number(ofPerson name: String) -> PersonNumber? {
    SimulatedDirectory.names.firstIndex(of: name).map { PersonNumber(rawValue: UInt32($0 + 1)) }
  }

  func number(ofTeam code: String) -> TeamNumber? {
    SimulatedDirectory.teamCodes.firstIndex(of: code).map { TeamNumber(rawValue: UInt32($0 + 1)) }
  }

  func service() -> CatalogueNode? { world.devices[index].replica.directory.service }

  mutating func create(_ request: NewRequest, takes: Bool) throws {
    let mark = world.devices[index].replica.mark(on: nil)
    try whole(takingBackTo: mark) { place in
      let ref = try place.record(place.draft(request), on: nil)
      for contact in request.contacts {
        try place.perform(.contact(contact, removes: false), on: ref)
      }
      if takes {
        try place.perform(
          .transition(TransitionCommand(verb: .assign, agent: place.me)), on: ref)
      }
    }
  }

  mutating func perform(_ commands: [RequestCommand], on request: RequestID) throws {
    // A single one that is refused leaves nothing to be taken back.
    let mark = commands.count > 1 ? world.devices[index].replica.mark(on: request) : nil
    try whole(takingBackTo: mark) { place in
      for command in commands { try place.perform(command, on: request) }
    }
  }

  /// Does all of something or, where it throws, nothing.
  private mutating func whole(
    takingBackTo mark: MemoryReplica.Mark?, _ body: (inout MemoryWorkplace) throws -> Void
  ) throws {
    let nonces = world.devices[index].nonces
    do { try body(&self) } catch {
      if let mark { world.devices[index].replica.takeBack(to: mark) }
      world.devices[index].nonces = nonces
      recorded = []
      throw error
    }
  }

  private mutating func perform(_ command: RequestCommand, on request: RequestID) throws {
    _ = try record(draft(command, on: request), on: request)
  }

  private func draft(_ request: NewRequest) throws -> ChangeDraft {
    let directory = world.devices[index].replica.directory
    guard let policy = directory.policy else { throw Refusal() }
    return try ChangeDraft(
      request, author: me, team: request.answers["equipe"].flatMap(number(ofTeam:)),
      lifecycle: policy.lifecycle,
      form: ServiceForm(
        fields: request.service.fields, teams: directory.teamsInUse, knows: { _ in true }))
  }

  private func draft(_ command: RequestCommand, on request: RequestID) throws -> ChangeDraft {
    guard let fold = world.devices[index].replica.requests[request]?.shown else {
      throw Refusal()
    }
    return try ChangeDraft(command, on: fold, now: world.devices[index].clock.now)
  }

  private mutating func record(
    _ draft: ChangeDraft, on request: RequestID?
  ) throws -> RequestID {
    let nonce = world.devices[index].nonce()
    guard
      let change = world.devices[index].replica.record(
        draft, on: request, now: world.devices[index].clock.now, nonce: nonce)
    else { throw Refusal() }
    recorded.append(change)
    return change.header.request
  }
}
