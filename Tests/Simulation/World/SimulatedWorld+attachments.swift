import Blobs
import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol
import Synchronization
import TestSupport

extension SimulatedWorld {
  /// Somebody attaches a file: a small one mostly, now and then one that goes in several pieces.
  func attach(_ event: SimulatedEvent) throws {
    let device = device(event)
    try start(device, event)
    try record(on: device, event) { replica in
      var random = SeededRandom(seed: event.seed)
      let shown = try replica.list(ListFilter(scope: .all, sort: .ref))
      guard let request = random.pick(shown.prefix(3)) else { return }
      let size =
        random.once(in: 12) ? random.number(270_000...300_000) : random.number(0...3_000)
      let writer = try replica.store.blobs.writer(byteLimit: 1 << 20)
      // The same bytes at times: whoever attaches them again has them stored once.
      var content = SeededRandom(seed: random.once(in: 4) ? 7 : event.seed)
      try writer.write(content.bytes(size))
      let kept = try writer.finish().attachment(named: "plan.pdf")
      situations.note("a file was attached")
      _ = try replica.perform(.attachment(kept), on: request.ref)
    }
  }

  /// A device carries files; what nobody caused is a finding.
  func carry(
    _ device: SimulatedDevice, in weather: Weather, _ event: SimulatedEvent
  ) async throws {
    try start(device, event)
    guard !device.isParted, try await startServer() != nil else { return }
    let connection = WeatheredConnection(
      to: server, in: weather, memory: memory, situations: situations)
    var report = BlobReport()
    do {
      try await device.replica().exchangeBlobs(
        over: connection, fetchesAll: weather.place % 2 == 0, &report)
    } catch let fault as StoreFault {
      try disk(of: device, failed: fault, event)
    } catch let fault as BlobFault {
      try disk(of: device, failed: fault, event)
    } catch let failure as ServerFailure {
      try note(failure, of: device, in: weather)
    } catch let fault as SyncFault where weather.fault == .cutAnswer {
      situations.note("an answer was refused: \(fault.code)")
    }
    situations.note("a file reached the server", report.sent)
    situations.note("a file reached a device", report.received)
    situations.note("a file wasn't there yet", report.awaited)
    tell("\(device.name) carries files: sent \(report.sent), received \(report.received)")
    if serverDisk.isDead { try await stopServer(seed: event.seed) }
  }

  /// A device syncs, and while the server answers somebody works on it with another program.
  func together(_ event: SimulatedEvent) async throws {
    let device = device(event)
    try start(device, event)
    let second = SecondProgram(on: device, seed: event.seed)
    try await sync(device, in: Weather(event), event, meanwhile: { second.run() })
    let (changes, fault) = second.outcome
    device.note(changes)
    situations.note("a second program worked during a sync", changes.count)
    for change in changes { tell(StoryLine.of(change, by: "\(device.name) beside a sync")) }
    switch fault {
    case nil, is CommandRefusal, is InputFault, is ReplicaFault: break
    case let fault as StoreFault:
      guard device.disk.hasStruck || device.disk.isDead else {
        // What struck was met by the sync already, and mended there.
        return situations.note("disk: a second program met \(fault.code)")
      }
      try disk(of: device, failed: fault, event)
    case .some(let fault): throw fault
    }
  }
}

/// Another program on somebody's device, which does one thing.
private final class SecondProgram: Sendable {
  private let path: String
  private let surroundings: Surroundings
  private let seed: UInt64
  private let done = Mutex<([Change], (any Error)?)>(([], nil))

  init(on device: SimulatedDevice, seed: UInt64) {
    path = device.path
    surroundings = device.surroundings
    self.seed = seed
  }

  /// What it recorded, and what kept it from that.
  var outcome: ([Change], (any Error)?) { done.withLock { $0 } }

  func run() {
    do {
      let replica = try LocalReplica(path: path, access: .writing, surroundings: surroundings)
      let before = try replica.identity()
      var workload = Workload(seed: seed, now: surroundings.now())
      var place = RealWorkplace(replica: replica)
      try workload.act(at: &place)
      let new = try replica.store.read {
        try $0.ownChanges(of: before.replica, from: before.lastSequence + 1, limit: .max)
      }.map(\.change)
      done.withLock { $0.0 = new }
    } catch {
      done.withLock { $0.1 = error }
    }
  }
}
