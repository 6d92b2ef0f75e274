import Foundation
import Simulation
import TestSupport

/// The model with a small desk in it: Claire asks, Amélie and Bruno are of team A, Chloé of B.
struct ModelDesk {
  static let devices = ["claire": 10, "paul": 11, "amelie": 20, "bruno": 21, "chloe": 22]

  var ledger: ModelLedger
  let request = ModelID(10, 1)
  private var sequences: [Int: Int] = [:]

  init(_ lifecycle: String = "lorraine") throws {
    let json = Data(try Fixture.bytes("lifecycles/\(lifecycle).json"))
    var directory = ModelDirectory(
      people: [
        "claire": .init(isAgent: false), "paul": .init(isAgent: false),
        "amelie": .init(isAgent: true, teams: ["A"]), "bruno": .init(isAgent: true, teams: ["A"]),
        "chloe": .init(isAgent: true, teams: ["B"]),
      ])
    for (name, device) in Self.devices { directory.devices[device] = .init(user: name) }
    ledger = ModelLedger(lifecycles: [try ModelLifecycle(json: json)], directory: directory)
    var creation = change("claire", .transition, seen: [])
    creation.verb = "create"
    creation.lifecycle = lifecycle
    creation.person = "claire"
    creation.team = "A"
    ledger.receive(creation)
  }

  var shown: ModelRequest { ledger.request(request) }

  /// A change of somebody's, who has seen some others.
  mutating func change(_ name: String, _ kind: ModelChange.Kind, seen: [ModelID]) -> ModelChange {
    let device = Self.devices[name] ?? ModelLedger.serverReplica
    sequences[device, default: 0] += 1
    let id = ModelID(device, sequences[device, default: 1])
    return ModelChange(
      id: id, request: request, kind: kind, context: seen, author: name, claim: 0)
  }

  /// Somebody uses a verb on the last of what he has seen; what he needs for it is given.
  @discardableResult
  mutating func act(
    _ name: String, _ verb: String, seen: [ModelID], claim: Int = 0, team: String? = nil
  ) -> (id: ModelID, outcome: ModelOutcome) {
    var change = change(name, .transition, seen: seen)
    change.verb = verb
    change.base = seen.last
    change.claim = claim
    change.team = team
    change.agent = verb == "assign" ? name : nil
    return (change.id, ledger.receive(change))
  }
}
