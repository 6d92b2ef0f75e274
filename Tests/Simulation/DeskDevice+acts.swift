import EscaleCore
import Replica
import ReplicaStore
import TestSupport

extension DeskDevice {
  /// Somebody does one random thing that people do.
  ///
  /// - Throws: What the replica throws where the rules refuse it.
  func act(_ random: inout SeededRandom, now: Int64) throws {
    let requests = try replica.list(ListFilter(scope: .all, sort: .ref))
    guard !random.once(in: 5), let request = random.pick(requests) else {
      return try create(&random)
    }
    let command: RequestCommand =
      switch random.number(0...9) {
      case 0: .comment(text: text(&random), isPrivate: random.once(in: 2))
      case 1: .edit([random.pick([.title, .location]) ?? .title: text(&random)])
      case 2: .contact(try somebody(&random), removes: random.once(in: 3))
      default: try verb(on: request, &random, now: now)
      }
    _ = try replica.perform(command, on: request.ref)
  }

  private func create(_ random: inout SeededRandom) throws {
    guard let service = try replica.catalogue().node(code: "autre-numerique") else { return }
    let team = random.pick(["PROX-NANCY", "PROX-BRABOIS", nil]) ?? nil
    let onBehalf = random.once(in: 3) ? try somebody(&random) : nil
    _ = try replica.create(
      NewRequest(
        service: service, title: text(&random), description: text(&random), requester: onBehalf,
        answers: team.map { ["equipe": $0] } ?? [:],
        contacts: random.once(in: 6) ? [try somebody(&random)] : []))
  }

  private func verb(
    on request: RequestSummary, _ random: inout SeededRandom, now: Int64
  ) throws -> RequestCommand {
    let lifecycle = try replica.lifecycle(request.lifecycle) ?? .lorraine
    let rows = lifecycle.transitions(from: request.state).filter { $0.by != .system }
    let row = random.pick(rows)
    let teams = try ["PROX-NANCY", "PROX-BRABOIS"].compactMap { try replica.team(code: $0)?.number }
    return .transition(
      TransitionCommand(
        verb: row?.verb ?? .close,
        team: row?.needs.contains(.team) == true ? random.pick(teams) : nil,
        agent: row?.needs.contains(.agent) == true ? try somebody(&random) : nil,
        date: row?.needs.contains(.date) == true
          ? now + Int64(random.number(1...40)) * 86_400_000 : nil,
        text: row?.needs.contains(where: \.isText) == true ? text(&random) : nil))
  }

  /// Oneself half of the time, else anybody who has a device.
  private func somebody(_ random: inout SeededRandom) throws -> PersonNumber {
    let name = random.once(in: 2) ? name : random.pick(SimulatedDesk.names) ?? name
    return try replica.person(named: name)?.number ?? .system
  }

  private func text(_ random: inout SeededRandom) -> String {
    let words = ["imprimante", "réseau", "mot de passe", "écran", "e\u{301}cran", "水", "🖨️", "<b>"]
    return (0...random.number(0...3)).map { _ in random.pick(words) ?? "" }.joined(separator: " ")
      + " \(random.number(0...999))"
  }
}
