import EscaleCore
import Ledger
import Replica
import ReplicaStore
import SyncProtocol

extension SimulatedWorld {
  /// A device syncs; what nobody caused is a finding.
  func sync(
    _ device: SimulatedDevice, in weather: Weather, _ event: SimulatedEvent,
    meanwhile: (@Sendable () -> Void)? = nil
  ) async throws {
    try start(device, event)
    guard !device.isParted else { return situations.note("a device had no network") }
    try await startServer()
    let connection = WeatheredConnection(
      to: server, in: weather, memory: memory, situations: situations, meanwhile: meanwhile)
    do {
      note(try await device.replica().sync(over: connection), of: device)
    } catch let fault as StoreFault {
      try disk(of: device, failed: fault, event)
    } catch let failure as ServerFailure {
      try note(failure, of: device, in: weather)
    } catch let fault as ReplicaFault {
      guard case .revoked = fault else { throw fault }
      situations.note("a device that was shut out handed over")
    } catch let fault as SyncFault where weather.fault == .cutAnswer {
      situations.note("an answer was refused: \(fault.code)")
    }
    if serverDisk.isDead { try await stopServer(seed: event.seed) }
  }

  private func note(_ report: SyncReport, of device: SimulatedDevice) {
    let former = report.renewedFrom.map { ", renewed from \($0)" } ?? ""
    tell(
      "\(device.name) syncs at \(report.position): sent \(report.sent), received "
        + "\(report.received), conflicts \(report.conflicts.count)\(former)")
    if report.foundRestored { situations.note("a device found the server restored") }
    situations.note("a change was handed back to a restored server", report.returned)
    situations.note("a change couldn't be taken back yet", report.unreturned)
    if report.renewedFrom != nil { situations.note("a fork was noticed") }
    situations.note("a request was forgotten", report.forgotten.count)
    for conflict in report.conflicts {
      situations.note("conflict: \(conflict.reason)")
      if conflict.verdict?.outcome == .applied {
        situations.note("a conflict about what had been applied")
      }
    }
    if report.roundTrips > 1 { situations.note("a sync took several round trips") }
  }

  func note(
    _ failure: ServerFailure, of device: SimulatedDevice, in weather: Weather
  ) throws {
    situations.note("sync refused: \(failure.code)")
    tell("\(device.name) can't sync: \(failure.code)")
    switch failure.code {
    case "server.unreachable", "simulation.down", "sync.revoked": return
    case "sync.malformed" where weather.fault == .cutRequest: return
    case "ledger.storage", "ledger.damaged", "ledger.busy", "attachment.disk",
      "attachment.disk-full":
      guard serverDisk.hasStruck || serverDisk.isDead else { throw failure }
    default: throw failure
    }
  }

  /// A message that was kept on the way arrives; nobody waits for the answer.
  func redeliver(_ event: SimulatedEvent) async {
    guard let message = memory.pick(event.seed) else { return }
    do throws(Problem) {
      _ = try await server.answer(
        message.endpoint, body: message.body, token: message.token, client: "late")
      situations.note("a message came late, and was answered")
    } catch {
      situations.note("a message came late, and was refused: \(error.code)")
    }
  }

  func runTimers() async throws {
    guard let ledger = try await startServer() else { return }
    let before = await auditor.position
    do {
      let due = try await ledger.timers(at: serverClock.now)
      let done = try await ledger.runTimers()
      if jump.magnitude > Self.jumpLimit + Self.jumpMargin {
        findings.append("timers ran though the server's clock had jumped by \(jump)")
      }
      await auditor.observe(ledger)
      await auditor.check(timers: done, due: due, after: before)
      for timer in done {
        situations.note("a timer fired")
        tell("the server does what was due on \(timer.request)")
      }
    } catch LedgerError.clockJumped {
      if jump.magnitude < Self.jumpLimit - Self.jumpMargin {
        findings.append("timers were held though the server's clock had jumped by \(jump)")
      }
      situations.note("timers were held by a clock that had jumped")
      tell("the server's timers are held")
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      situations.note("the server's disk failed in the middle of the timers")
      try await stopServer(seed: serverDisk.isDead ? 1 : nil)
    }
  }

  /// By how much the server's clock went otherwise than the world's since its program began.
  private var jump: Int64 { serverClock.now - clock.now - serverClockError }

  private static let jumpLimit: UInt64 = 86_400_000
  /// A clock that falls while somebody looks may be on either side.
  private static let jumpMargin: UInt64 = 600_000
}
