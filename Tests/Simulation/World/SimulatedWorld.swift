import EscaleCore
import Foundation
import Ledger
import Replica
import ReplicaStore
import Seals
import SyncProtocol
import TestSupport

/// A whole desk in one process: the real ledger and real replicas, on real SQLite over disks that
/// fail, with a bad network, wrong clocks and people who come, go and lie.
///
/// What happens is a list of events; the same list gives the same bytes. First the events, with
/// faults; then ``settle()``, without; then everything must be level.
package final class SimulatedWorld {
  /// How many devices copies may make of those there were.
  static let deviceLimit = 6

  let plan: SimulationPlan
  /// Where a machine falls, for worlds that are made to see what becomes of that.
  var crash: CrashPoint?
  let folder: URL
  let clock = SimulatedClock()
  let server: SimulatedServer
  let serverDisk: FaultyDisk
  let serverClock: MachineClock
  let serverRandom: SharedRandom
  let auditor: Auditor
  let memory = MessageMemory()
  package let situations = Situations()
  var devices: [SimulatedDevice] = []
  var impostors: [Impostor]
  var serverBackup: ServerBackup?
  /// How wrong the server's clock was when its program began.
  var serverClockError: Int64 = 0
  /// What people were told.
  var told = ToldPeople()
  /// Whether the server was ever put back to a backup.
  var isServerRestored = false
  /// What isn't as it must be, as soon as it shows.
  var findings: [String] = []
  /// What happened, in words.
  package private(set) var story: [String] = []
  private(set) var trace = Fingerprint.zero

  init(_ plan: SimulationPlan, crash: CrashPoint? = nil) async throws {
    self.plan = plan
    self.crash = crash
    let template = try await WorldTemplates.shared.template(lifecycle: plan.lifecycle)
    folder = WorldTemplate.root.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: template.server, to: folder.appending(path: "server"))
    serverDisk = FaultyDisk(folder: folder.appending(path: "server").path)
    serverClock = MachineClock(clock)
    serverRandom = SharedRandom(seed: plan.seed ^ 0x5EED)
    auditor = Auditor(
      model: try SimulatedDirectory.models(), clock: serverClock, situations: situations)
    server = SimulatedServer(auditor: auditor)
    impostors = template.impostors.map { Impostor($0) }
    for name in plan.people { try add(name, from: template.device(name)) }
    armCrash()
    try await startServer()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Adds a line to the story and to what must be the same each time.
  func tell(_ line: String) {
    story.append(line)
    trace = Hash.sha256(trace, end: Array(line.utf8))
  }
}

extension SimulatedWorld {
  /// Adds a device that begins with the files of a folder.
  func add(_ name: String, from source: URL) throws {
    let device = try bareDevice(name)
    try device.copyFiles(from: source, to: device.folder)
    devices.append(device)
  }

  /// A device on which there is nothing yet.
  func bareDevice(_ name: String) throws -> SimulatedDevice {
    let index = devices.count + 1
    let home = folder.appending(path: "device-\(index)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    return SimulatedDevice(
      index: index, name: name, folder: home, clock: MachineClock(clock),
      seed: plan.seed ^ UInt64(index) << 32)
  }

  func device(_ event: SimulatedEvent) -> SimulatedDevice {
    devices[(max(1, event.machine) - 1) % devices.count]
  }

  /// A second device that begins with a copy of somebody's replica.
  func copy(_ device: SimulatedDevice) throws {
    guard devices.count < Self.deviceLimit, !device.disk.isDead else { return }
    device.close()
    try add(device.name, from: device.folder)
    situations.note("a replica was copied")
    tell("somebody copies \(device.name)'s replica to device \(devices.count)")
  }

  /// The ledger, opened if its program doesn't run; nil where it can't be.
  @discardableResult
  func startServer() async throws -> DeskLedger? {
    if let ledger = server.ledger, !serverDisk.isDead { return ledger }
    if serverDisk.isDead { try await stopServer(seed: 0) }
    do {
      let ledger = try await DeskLedger.open(
        at: folder.appending(path: "server").path,
        surroundings: LedgerSurroundings(
          clock: serverClock, randomBytes: { [serverRandom] in serverRandom.bytes($0) },
          logger: .silent))
      server.ledger = ledger
      serverClockError = serverClock.now - clock.now
      try await auditor.compare(ledger)
      await auditor.observe(ledger)
      return ledger
    } catch  where serverDisk.hasStruck {
      try await stopServer(seed: nil)
      return nil
    }
  }

  /// The server's program is killed, or its power cut where there is a seed; it starts again when
  /// it is needed.
  func stopServer(seed: UInt64?) async throws {
    let former = server.ledger
    server.ledger = nil
    if seed != nil || serverDisk.isDead {
      let lost = serverDisk.restart(seed: (seed ?? 1) ^ (crash?.seed ?? 0))
      situations.note("power cut: server lost unsynced writes", min(lost, 1))
      armRecovery(of: 0)
    } else {
      serverDisk.kill()
    }
    try? await former?.close()
  }
}
