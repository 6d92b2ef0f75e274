import EscaleCore
import Foundation
import Ledger
import Replica
import ReplicaStore
import SyncProtocol
import TestSupport

/// A whole desk in one process: the real ledger and real replicas, on real files, over a bad
/// network, driven by a seed.
///
/// First ``live(steps:)`` with faults, then ``settle()`` without; then everything must be level.
package final class SimulatedDesk {
  /// Whose devices there are: three of one team, one of two teams, one of another, the triage,
  /// and two requesters.
  package static let names = [
    "lea", "karim", "jtarnier", "mlorquin", "ychampel", "tmessager", "claire", "paul",
  ]

  package let ledger: DeskLedger
  package let clock = SimulatedClock()
  package private(set) var devices: [DeskDevice] = []
  /// Every change that a command recorded, as it was when the command returned.
  package private(set) var made: [Change] = []
  var random: SeededRandom
  private let bytes: SharedRandom
  private let folder: URL
  private let network: BadConnection

  /// A desk with the directory of the fixtures, everybody joined and level.
  package init(seed: UInt64, lifecycle: String = "lorraine", faultOneIn: Int = 5) async throws {
    random = SeededRandom(seed: seed)
    let bytes = SharedRandom(seed: seed ^ 0x5EED)
    self.bytes = bytes
    folder = FileManager.default.temporaryDirectory
      .appending(path: "escale-simulation-\(UUID().uuidString)")
    let surroundings = LedgerSurroundings(clock: clock, randomBytes: { bytes.bytes($0) })
    ledger = try await DeskLedger.create(
      at: folder.appending(path: "server").path, document: SimulatedDesk.directory(lifecycle),
      lifecycles: [Lifecycle.parse(Fixture.bytes("lifecycles/servicedesk.json"))],
      surroundings: surroundings)
    network = BadConnection(
      to: ledger, random: SharedRandom(seed: seed ^ 0xBAD), faultOneIn: faultOneIn)
    for name in SimulatedDesk.names { devices.append(try await join(name)) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func directory(_ lifecycle: String) throws -> [UInt8] {
    let text = try Fixture.text("directory.json")
    let marked = text.replacing(
      "\"triageTeam\":", with: "\"lifecycle\": \"\(lifecycle)\",\n    \"triageTeam\":",
      maxReplacements: 1)
    return Array(marked.utf8)
  }

  private func join(_ name: String) async throws -> DeskDevice {
    let invite = try await ledger.invite(name)
    let perfect = BadConnection(to: ledger, random: bytes)
    let replica = try await LocalReplica.join(
      JoinRequest(
        server: "simulation", user: name, credential: .invite(invite.code), deviceName: name,
        path: folder.appending(path: "\(name).sqlite").path),
      over: perfect, surroundings: surroundings)
    _ = try await replica.sync(over: perfect)
    return DeskDevice(name: name, replica: replica)
  }

  private var surroundings: Surroundings {
    Surroundings(now: { [clock] in clock.now }, randomBytes: { [bytes] in bytes.bytes($0) })
  }

  /// A second device that begins with a copy of somebody's replica.
  package func copyDevice(_ index: Int) throws {
    let path = folder.appending(path: "copy-\(devices.count).sqlite").path
    try devices[index].replica.store.copy(to: path)
    let replica = try LocalReplica(path: path, access: .writing, surroundings: surroundings)
    devices.append(DeskDevice(name: devices[index].name, replica: replica))
  }
}

/// Somebody's device.
package struct DeskDevice {
  package let name: String
  package let replica: LocalReplica

  /// What its changes are named by now.
  package func id() throws -> String { try replica.identity().replica.description }
}

extension SimulatedDesk {
  /// Lets people work, sync and lose answers for so many steps.
  package func live(steps: Int) async throws {
    for _ in 0..<steps {
      clock.advance(milliseconds: Int64(random.number(1...3_600_000)))
      let index = random.number(0...devices.count - 1)
      switch random.number(0...9) {
      case 0...5: try act(on: devices[index])
      case 6...8: try await sync(devices[index])
      default: try await passTime()
      }
    }
  }

  /// Lets everybody sync over a network that has healed, twice.
  package func settle() async throws {
    network.heal()
    for _ in 0..<2 {
      for device in devices { _ = try await device.replica.sync(over: network) }
    }
  }

  private func sync(_ device: DeskDevice) async throws {
    do {
      _ = try await device.replica.sync(over: network)
    } catch let failure as ServerFailure where failure.kind == .unreachable {
    } catch is SyncFault {
    }
  }

  /// Days go by, and the server does what is due.
  private func passTime() async throws {
    guard random.once(in: 4) else { return }
    clock.advance(milliseconds: Int64(random.number(1...15)) * 86_400_000)
    _ = try await ledger.runTimers()
  }

  private func act(on device: DeskDevice) throws {
    let before = try device.replica.identity().lastSequence
    do {
      try device.act(&random, now: clock.now)
    } catch is CommandRefusal {
    } catch is InputFault {
    }
    let identity = try device.replica.identity()
    guard identity.lastSequence > before else { return }
    made += try device.replica.store.read {
      try $0.ownChanges(of: identity.replica, from: before + 1, limit: .max)
    }.map(\.change)
  }
}
