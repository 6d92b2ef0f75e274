import EscaleCore
import Ledger
import Replica
import ReplicaStore
import Simulation
import SyncProtocol
import TestSupport
import Testing

/// Devices that are shut out, and let in again.
struct ShutOutTests {
  /// Lets an account be used, or no longer.
  private func admit(_ name: String, isActive: Bool, _ desk: SimulatedDesk) async throws {
    try await desk.ledger.amendDirectory { draft in
      guard var person = draft.directory.person(named: name) else { return }
      person.isActive = isActive
      draft.put(.person(person))
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `who is let in again lacks nothing`(seed: UInt64) async throws {
    let desk = try await SimulatedDesk(seed: seed, faultOneIn: 0)
    let network = BadConnection(to: desk.ledger, random: SharedRandom(seed: seed))
    let lea = desk.devices[0].replica
    try await desk.live(steps: 40)
    _ = try await lea.sync(over: network)
    try await admit("lea", isActive: false, desk)
    await #expect(throws: ReplicaFault.self) { try await lea.sync(over: network) }
    #expect(try lea.list(ListFilter(scope: .all)).isEmpty)
    try await admit("lea", isActive: true, desk)
    try await desk.settle()
    #expect(try await desk.findings() == [], "seed \(seed)")
  }

  @Test func `a copy of a device that is shut out forgets, too`() async throws {
    let desk = try await SimulatedDesk(seed: 3, faultOneIn: 0)
    let network = BadConnection(to: desk.ledger, random: SharedRandom(seed: 3))
    try await desk.live(steps: 40)
    try await desk.settle()
    try desk.copyDevice(0)
    for index in [0, desk.devices.count - 1] {
      let replica = desk.devices[index].replica
      let service = try #require(try replica.catalogue().node(code: "autre-numerique"))
      _ = try replica.create(NewRequest(service: service, title: "Écran", description: "Noir."))
      if index == 0 { _ = try await replica.sync(over: network) }
    }
    try await admit("lea", isActive: false, desk)
    let copy = try #require(desk.devices.last).replica
    await #expect(throws: ReplicaFault.revoked(handedOver: 0)) {
      try await copy.sync(over: network)
    }
    #expect(try copy.list(ListFilter(scope: .all)).isEmpty)
    #expect(try copy.status().pending == 1)
  }
}
