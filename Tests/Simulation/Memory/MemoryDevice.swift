import EscaleCore
import Seals

/// Somebody's device in a world without disks.
struct MemoryDevice {
  let name: String
  let clock: MachineClock
  var replica: MemoryReplica
  var isParted = false
  /// Every change that a command recorded, and what was recorded before a backup came back.
  var made: [Change] = []
  var entrusted: [Change] = []
  var backup: (replica: MemoryReplica, madeCount: Int)?
  var nonces: UInt64

  /// Eight bytes that nobody else draws.
  mutating func nonce() -> [UInt8] {
    nonces &+= 1
    return withUnsafeBytes(of: nonces.bigEndian) { Array($0) }
  }
}

/// A light replica as somebody's place of work.
struct MemoryWorkplace: Workplace {
  var device: MemoryDevice
  /// What was recorded.
  private(set) var recorded: [Change] = []

  init(_ device: MemoryDevice) { self.device = device }

  /// What the rule or a check of the input refuses.
  struct Refusal: Error {}

  var me: PersonNumber { device.replica.person }

  var shown: [ShownRequest] {
    device.replica.requests.filter { !device.replica.isArriving($0.key) }
      .compactMap { ref, request in
        request.shown.map { fold in
          ShownRequest(
            ref: ref, state: fold.history.standing.state,
            requester: fold.history.creation.requester,
            lifecycle: fold.history.lifecycle.nameAndVersion)
        }
      }.sorted { $0.ref < $1.ref }
  }

  func lifecycle(of request: ShownRequest) -> Lifecycle? {
    device.replica.requests[request.ref]?.fold?.history.lifecycle
  }

  func number(ofPerson name: String) -> PersonNumber? {
    SimulatedDirectory.names.firstIndex(of: name).map { PersonNumber(rawValue: UInt32($0 + 1)) }
  }

  func number(ofTeam code: String) -> TeamNumber? {
    SimulatedDirectory.teamCodes.firstIndex(of: code).map { TeamNumber(rawValue: UInt32($0 + 1)) }
  }

  func service() -> CatalogueNode? { device.replica.directory.service }

  mutating func create(_ request: NewRequest, takes: Bool) throws {
    let before = device.replica
    do {
      guard let policy = device.replica.directory.policy else { throw Refusal() }
      let draft = try ChangeDraft(
        request, author: me, team: request.answers["equipe"].flatMap(number(ofTeam:)),
        lifecycle: policy.lifecycle,
        form: ServiceForm(
          fields: request.service.fields, teams: device.replica.directory.teamsInUse,
          knows: { _ in true }))
      let ref = try record(draft, on: nil)
      for contact in request.contacts { try perform(.contact(contact, removes: false), on: ref) }
      if takes {
        try perform(.transition(TransitionCommand(verb: .assign, agent: me)), on: ref)
      }
    } catch {
      (device.replica, recorded) = (before, [])
      throw error
    }
  }

  mutating func perform(_ commands: [RequestCommand], on request: RequestID) throws {
    let before = device.replica
    do {
      for command in commands { try perform(command, on: request) }
    } catch {
      (device.replica, recorded) = (before, [])
      throw error
    }
  }

  private mutating func perform(_ command: RequestCommand, on request: RequestID) throws {
    guard let fold = device.replica.requests[request]?.shown else { throw Refusal() }
    _ = try record(ChangeDraft(command, on: fold, now: device.clock.now), on: request)
  }

  private mutating func record(_ draft: ChangeDraft, on request: RequestID?) throws -> RequestID {
    let nonce = device.nonce()
    guard
      let change = device.replica.record(draft, on: request, now: device.clock.now, nonce: nonce)
    else { throw Refusal() }
    recorded.append(change)
    return change.header.request
  }
}
