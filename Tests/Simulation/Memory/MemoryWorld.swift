import EscaleCore
import Ledger
import Seals
import SyncProtocol
import TestSupport

/// A desk without disks: the core, the protocol, and the real ledger's own decisions over tables in
/// memory, thousands of times a minute.
package final class MemoryWorld {
  /// How many devices copies may make of those there were.
  private static let deviceLimit = 6
  /// One world in so many is put before the slow model as well.
  private static let auditedOneIn: UInt64 = 16

  let plan: SimulationPlan
  let clock = SimulatedClock()
  let serverClock: MachineClock
  let storage: MemoryLedgerStorage
  let ledger: DeskLedger
  let auditor: Auditor?
  let memory = MessageMemory()
  let situations: Situations
  var devices: [MemoryDevice]
  var impostors: [Impostor]
  var findings: [String] = []
  private let tells: Bool
  private(set) var story: [String] = []

  init(_ plan: SimulationPlan, situations: Situations, tells: Bool) async throws {
    self.plan = plan
    self.situations = situations
    self.tells = tells
    let template = try await MemoryTemplates.shared.template(lifecycle: plan.lifecycle)
    let (clock, random) = (MachineClock(clock), SharedRandom(seed: plan.seed ^ 0x5EED))
    serverClock = clock
    storage = MemoryLedgerStorage(template.tables)
    ledger = try await DeskLedger.open(
      in: storage, path: "",
      surroundings: LedgerSurroundings(
        clock: serverClock, randomBytes: { random.bytes($0) }, signatures: .simulated,
        logger: .silent))
    auditor =
      plan.seed % Self.auditedOneIn == 0
      ? Auditor(model: try SimulatedDirectory.models(), clock: clock, situations: situations) : nil
    impostors = template.impostors.map { Impostor($0, signatures: .simulated) }
    devices = []
    for name in plan.people {
      guard let replica = template.replicas[name] else { continue }
      add(name, replica)
    }
    await auditor?.observe(ledger)
  }

  private func add(_ name: String, _ replica: MemoryReplica) {
    devices.append(
      MemoryDevice(
        name: name, clock: MachineClock(clock), replica: replica,
        nonces: plan.seed << 16 ^ UInt64(devices.count) << 48))
  }

  /// Adds a line to the story, where anybody reads it.
  func tell(_ line: @autoclosure () -> String) {
    if tells { story.append(line()) }
  }

  func index(_ event: SimulatedEvent) -> Int { (max(1, event.machine) - 1) % devices.count }

  func copy(_ index: Int) {
    guard devices.count < Self.deviceLimit else { return }
    add(devices[index].name, devices[index].replica)
    situations.note("a replica was copied")
    tell("somebody copies \(devices[index].name)'s replica")
  }
}

extension MemoryWorld {
  /// Lets a plan happen, heals everything, lets everybody sync twice, and looks.
  package static func run(
    _ plan: SimulationPlan, situations: Situations = Situations(), tells: Bool = false
  ) async throws -> SimulationResult {
    let world = try await MemoryWorld(plan, situations: situations, tells: tells)
    do {
      for event in plan.events { try await world.perform(event) }
      try await world.settle()
      try await world.examine()
    } catch { world.findings.append("\(error)") }
    let head = try await world.ledger.head()
    return SimulationResult(
      findings: (await world.auditor?.findings ?? []) + world.findings, story: world.story,
      situations: situations, digest: head.link, operations: [])
  }

  private func settle() async throws {
    for index in devices.indices { devices[index].isParted = false }
    for _ in 1...2 {
      for index in devices.indices { try await sync(index, in: Weather()) }
    }
  }

  func perform(_ event: SimulatedEvent) async throws {
    let index = index(event)
    switch event.kind {
    case .act: act(index, event)
    case .sync: try await sync(index, in: Weather(event))
    case .redeliver: await redeliver(event)
    case .pass: clock.advance(milliseconds: event.number)
    case .timers: try await runTimers()
    case .skew: skew(event)
    case .clock: setClock(event)
    case .backUp: devices[index].backup = (devices[index].replica, devices[index].made.count)
    case .restore: restore(index)
    case .copy: copy(index)
    case .edit: try await editDirectory(event)
    case .deceive: try await deceive(event)
    case .part: devices[index].isParted.toggle()
    // Without a disk nothing is lost by these.
    case .close, .kill, .cut, .fault, .mend, .attach, .carry, .together, .erase, .settle, .join,
      .fetch, .tell:
      break
    }
  }

  private func act(_ index: Int, _ event: SimulatedEvent) {
    var place = MemoryWorkplace(self, index)
    var workload = Workload(seed: event.seed, now: devices[index].clock.now)
    do {
      try workload.act(at: &place)
      devices[index].made += place.recorded
      for change in place.recorded { tell(StoryLine.of(change, by: devices[index].name)) }
    } catch {}
  }

  private func skew(_ event: SimulatedEvent) {
    let clock = event.machine == 0 ? serverClock : devices[index(event)].clock
    let limit = event.machine == 0 ? 3 * Timestamp.millisecondsPerDay : Int64.max
    clock.jump(max(-limit, min(limit, event.number)))
  }

  private func setClock(_ event: SimulatedEvent) {
    guard let gait = MachineClock.Gait(rawValue: event.number) else { return }
    (event.machine == 0 ? serverClock : devices[index(event)].clock).take(gait)
    situations.note("clock of \(event.machine == 0 ? "the server" : "a device"): \(gait)")
  }

  private func restore(_ index: Int) {
    guard let backup = devices[index].backup else { return }
    let entries = storage.tables.entries.rows
    let since = devices[index].made[backup.madeCount...].filter { change in
      entries.contains { $0.row.entry.change.payload == change.payload }
    }
    devices[index].entrusted += since
    devices[index].made.removeSubrange(backup.madeCount...)
    devices[index].replica = backup.replica
    situations.note("a device was put back to its backup")
    tell("\(devices[index].name)'s device is put back to its backup")
  }

  private func runTimers() async throws {
    let due = try await auditor == nil ? [] : ledger.timers(at: serverClock.now)
    let before = await auditor?.position ?? .start
    let done: [RecordedDraft]
    do { done = try await ledger.runTimers() } catch LedgerError.clockJumped {
      return situations.note("timers were held by a clock that had jumped")
    }
    situations.note("a timer fired", done.count)
    for timer in done where timer.verdict != .applied {
      findings.append("a timer's \(timer.id) is \(timer.verdict)")
    }
    await auditor?.observe(ledger)
    await auditor?.check(timers: done, due: due, after: before)
  }
}
