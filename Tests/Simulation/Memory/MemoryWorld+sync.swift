import EscaleCore
import Ledger
import Seals
import SyncProtocol

extension MemoryWorld {
  /// Why a sync ended early.
  private enum Interruption: Error {
    case lost
    case problem(Problem)
  }

  /// A device syncs; what nobody caused is a finding.
  func sync(_ index: Int, in weather: Weather) async throws {
    guard !devices[index].isParted else { return }
    do throws(Interruption) {
      try await exchange(index, weather)
    } catch .problem(let problem) where problem.code == "sync.forked" {
      situations.note("a fork was noticed")
      await renew(index, weather)
    } catch .problem(let problem) {
      note(problem, devices[index].name, weather)
    } catch {
      situations.note("a message was lost")
    }
  }

  private func note(_ problem: Problem, _ name: String, _ weather: Weather) {
    situations.note("sync refused: \(problem.code)")
    switch problem.code {
    case "sync.revoked": return
    case "sync.malformed" where weather.fault == .cutRequest: return
    default: findings.append("\(name) can't sync: \(problem.code)")
    }
  }

  private func exchange(_ index: Int, _ weather: Weather) async throws(Interruption) {
    var session = devices[index].replica.session
    var round = 0
    repeat {
      var request = devices[index].replica.message(
        &session, clock: devices[index].clock.now, signatures: .simulated, key: .simulated)
      if let limit = weather.entryLimit { request.entryLimit = limit }
      let fault = round == weather.strikesAt ? weather.fault : nil
      round += 1
      let token = devices[index].replica.token
      let bytes = try await carry(.sync, request.bytes, token, fault, weather)
      guard let answer = try? SyncAnswer(bytes: bytes) else { throw .lost }
      apply(answer, index, &session)
    } while !session.isFinished
    tell("\(devices[index].name) syncs at \(devices[index].replica.acknowledged.position)")
  }

  private func apply(_ answer: SyncAnswer, _ index: Int, _ session: inout SyncSession) {
    do {
      try session.take(answer)
      try devices[index].replica.apply(answer)
    } catch { findings.append("\(devices[index].name) can't apply: \(error)") }
    session.applied(devices[index].replica.acknowledged)
    situations.note("a request was renewed", answer.renewed.count)
    situations.note("a request was to be forgotten", answer.forgotten.count)
    if answer.hasMore { situations.note("an answer came in portions") }
    for result in answer.results {
      guard case .decided(_, let verdict, _) = result.ruling else {
        situations.note("a change cites what isn't there")
        continue
      }
      situations.note(verdict.code.map { "\(verdict.outcome.name): \($0.rawValue)" } ?? "applied")
    }
  }

  private func renew(_ index: Int, _ weather: Weather) async {
    do throws(Interruption) {
      let request = devices[index].replica.renewal(key: .simulated)
      let token = devices[index].replica.token
      let bytes = try await carry(.renew, request.bytes, token, nil, weather)
      guard let answer = try? RenewAnswer(bytes: bytes) else { throw .lost }
      devices[index].replica.renew(answer)
      tell("\(devices[index].name) goes on as \(devices[index].replica.id)")
      try await exchange(index, weather)
    } catch .problem(let problem) {
      note(problem, devices[index].name, weather)
    } catch {}
  }

  private func carry(
    _ endpoint: Endpoint, _ body: [UInt8], _ token: String, _ fault: Weather.Fault?,
    _ weather: Weather
  ) async throws(Interruption) -> [UInt8] {
    if let fault { situations.note(fault.situation) }
    switch fault {
    case .lostRequest: throw .lost
    case .delayed:
      memory.keep(endpoint, body, token)
      throw .lost
    case .remembered: memory.keep(endpoint, body, token)
    case .repeated: _ = try await ask(endpoint, body, token)
    case .cutRequest:
      return try await ask(
        endpoint, Array(body.prefix(body.count * weather.place / 1_001)), token)
    case .cutAnswer:
      let answer = try await ask(endpoint, body, token)
      return Array(answer.prefix(answer.count * weather.place / 1_001))
    case .lostAnswer:
      _ = try await ask(endpoint, body, token)
      throw .lost
    case nil: break
    }
    return try await ask(endpoint, body, token)
  }

  private func ask(
    _ endpoint: Endpoint, _ body: [UInt8], _ token: String
  ) async throws(Interruption) -> [UInt8] {
    do throws(Problem) {
      let answer = try await ledger.answer(endpoint, body: body, token: token, client: "memory")
      await auditor?.observe(ledger)
      return answer
    } catch { throw .problem(error) }
  }

  /// A message that was kept on the way arrives; nobody waits for the answer.
  func redeliver(_ event: SimulatedEvent) async {
    guard let message = memory.pick(event.seed) else { return }
    do throws(Problem) {
      _ = try await ledger.answer(
        message.endpoint, body: message.body, token: message.token, client: "late")
      situations.note("a message came late, and was answered")
    } catch {
      situations.note("a message came late, and was refused: \(error.code)")
    }
    await auditor?.observe(ledger)
  }
}
