import Blobs
import EscaleCore
import Ledger
import Replica
import ReplicaStore
import SyncProtocol

extension SimulatedWorld {
  /// Lets one event happen.
  func perform(_ event: SimulatedEvent) async throws {
    switch event.kind {
    case .act: try act(event)
    case .sync: try await sync(device(event), in: Weather(event), event)
    case .redeliver: await redeliver(event)
    case .pass: clock.advance(milliseconds: event.number)
    case .timers: try await runTimers()
    case .close: close(event)
    case .kill, .cut: try await interrupt(event)
    case .fault: arm(event)
    case .mend: try await mend(event)
    case .skew: skew(event)
    case .clock: setClock(event)
    case .join: try await join(event)
    case .fetch: try await fetch(device(event), event)
    case .tell: try await tellPeople(event)
    case .backUp where event.machine == 0: try await backUpServer(event)
    case .backUp: try backUp(device(event))
    case .restore where event.machine == 0: try await restoreServer()
    case .restore: try await restore(device(event))
    case .copy: try copy(device(event))
    case .edit: try await editDirectory(event)
    case .deceive: try await deceive(event)
    case .part: device(event).isParted.toggle()
    case .attach: try attach(event)
    case .carry: try await carry(device(event), in: Weather(event), event)
    case .together: try await together(event)
    case .erase: try await erase(event)
    case .settle: try await settleQuarantine(event)
    }
  }

  private func act(_ event: SimulatedEvent) throws {
    let device = device(event)
    try start(device, event)
    try record(on: device, event) { replica in
      var workload = Workload(seed: event.seed, now: device.clock.now)
      var place = RealWorkplace(replica: replica)
      try workload.act(at: &place)
    }
  }

  /// Somebody does something on a device; what nobody caused is a finding.
  func record(
    on device: SimulatedDevice, _ event: SimulatedEvent, _ body: (LocalReplica) throws -> Void
  ) throws {
    do {
      for change in try device.recording(body) { tell(StoryLine.of(change, by: device.name)) }
    } catch let refusal as CommandRefusal {
      guard !refusal.verdictCode.isAboutHonesty else { throw refusal }
      situations.note("a command was refused")
    } catch is InputFault {
      situations.note("a command's input was refused")
    } catch let fault as ReplicaFault {
      situations.note("a command failed: \(fault.code)")
    } catch let fault as StoreFault {
      try disk(of: device, failed: fault, event)
    } catch let fault as BlobFault {
      try disk(of: device, failed: fault, event)
    }
  }

  /// A fault of the disk ends the program; one that nobody caused is a finding.
  func disk(
    of device: SimulatedDevice, failed fault: any EscaleError, _ event: SimulatedEvent
  ) throws {
    situations.note("disk: \(fault.code)")
    tell("\(device.name)'s disk: \(fault.code)")
    guard device.disk.hasStruck || device.disk.isDead else { throw fault }
    if device.disk.isDead { try restart(device, seed: event.seed) } else { device.close() }
  }

  /// Starts a device whose power was cut, and sees that everything is still there.
  func start(_ device: SimulatedDevice, _ event: SimulatedEvent) throws {
    if device.disk.isDead { try restart(device, seed: event.seed) }
  }

  func restart(_ device: SimulatedDevice, seed: UInt64) throws {
    let lost = device.cutPower(seed: seed ^ (crash?.seed ?? 0))
    armRecovery(of: device.index)
    situations.note(
      lost > 0 ? "power cut: unsynced writes were lost" : "power cut: nothing was lost")
    tell("\(device.name)'s power is cut")
    try inspect(device)
  }

  private func close(_ event: SimulatedEvent) {
    device(event).close()
    situations.note("a program ended")
  }

  private func interrupt(_ event: SimulatedEvent) async throws {
    situations.note("\(event.kind.rawValue): \(event.machine == 0 ? "server" : "device")")
    guard event.machine != 0 else {
      tell("the server's \(event.kind == .cut ? "power is cut" : "program is killed")")
      try await stopServer(seed: event.kind == .cut ? event.seed : nil)
      return
    }
    let device = device(event)
    guard event.kind == .kill else { return try restart(device, seed: event.seed) }
    guard !device.disk.isDead else { return }
    tell("\(device.name)'s program is killed")
    device.kill()
    try inspect(device)
  }

  private func arm(_ event: SimulatedEvent) {
    guard let fault = FaultyDisk.Fault(rawValue: Int32(event.number)) else { return }
    let disk = event.machine == 0 ? serverDisk : device(event).disk
    guard !disk.isDead else { return }
    disk.arm(fault, after: Int(event.seed % 40) + 1)
    situations.note("disk armed: \(fault)")
  }

  private func mend(_ event: SimulatedEvent) async throws {
    if event.machine == 0 {
      serverDisk.mend()
      try await startServer()
    } else {
      device(event).disk.mend()
      try start(device(event), event)
    }
  }

  private func skew(_ event: SimulatedEvent) {
    situations.note(event.number < 0 ? "a clock went back" : "a clock went ahead")
    let clock = event.machine == 0 ? serverClock : device(event).clock
    // Whoever keeps the server's clock has it wrong by days, not by decades.
    let limit = event.machine == 0 ? SimulatedWorld.serverErrorLimit : Int64.max
    clock.jump(max(-limit, min(limit, event.number)))
  }

  private func setClock(_ event: SimulatedEvent) {
    guard let gait = MachineClock.Gait(rawValue: event.number) else { return }
    (event.machine == 0 ? serverClock : device(event).clock).take(gait)
    let who = event.machine == 0 ? "the server" : "a device"
    situations.note("clock of \(who): \(gait)")
    tell("\(event.machine == 0 ? "the server" : device(event).name)'s clock is \(gait)")
  }

  private static let serverErrorLimit: Int64 = 3 * 86_400_000
}
