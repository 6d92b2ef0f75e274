import EscaleCore
import Foundation
import TestSupport

/// The desk of the simulation: as small as can be, with one of each.
enum SimulatedDirectory {
  /// Two colleagues first; then one of the same team, one of two teams, one of the other, one of the
  /// triage, an administrator, and two who only ask.
  static let names = [
    "lea", "karim", "jules", "maud", "yann", "tiphaine", "basile", "claire", "paul",
  ]

  static func document(lifecycle: String) -> [UInt8] {
    Array(text.replacing("LIFECYCLE", with: lifecycle).utf8)
  }

  /// The teams by their codes, in the order of their numbers.
  static let teamCodes = ["PROX", "RESEAU", "ACCUEIL"]

  /// The lifecycles that requests can have, as the model reads them.
  static func models() throws -> [ModelLifecycle] {
    try ["lorraine", "servicedesk"].map { name in
      try ModelLifecycle(json: Data(Fixture.bytes("lifecycles/\(name).json")))
    }
  }

  static func servicedesk() throws -> Lifecycle {
    try Lifecycle.parse(Fixture.bytes("lifecycles/servicedesk.json"))
  }

  private static func person(_ name: String, _ roles: String, _ teams: String) -> String {
    """
    {"name": "\(name)", "fullName": "\(name)", "email": "\(name)@example.org",
     "roles": [\(roles)], "teams": [\(teams)]}
    """
  }

  private static let text = """
    {"people": [
      \(person("lea", agent, "\"PROX\"")), \(person("karim", agent, "\"PROX\"")),
      \(person("jules", agent, "\"PROX\"")), \(person("maud", agent, "\"PROX\", \"RESEAU\"")),
      \(person("yann", agent, "\"RESEAU\"")), \(person("tiphaine", agent, "\"ACCUEIL\"")),
      \(person("basile", agent + ", \"admin\"", "\"ACCUEIL\"")),
      \(person("claire", "\"requester\"", "")), \(person("paul", "\"requester\"", ""))],
     "teams": [
      {"code": "PROX", "name": {"fr": "Proximité", "en": "Proximity"}},
      {"code": "RESEAU", "name": {"fr": "Réseau", "en": "Network"}},
      {"code": "ACCUEIL", "name": {"fr": "Accueil", "en": "Front desk"}}],
     "catalogue": [
      {"code": "panne", "name": {"fr": "Panne", "en": "Failure"}, "fields": [
        {"key": "equipe", "label": {"fr": "Équipe", "en": "Team"}, "type": "team"}]}],
     "policy": {"lifecycle": "LIFECYCLE", "triageTeam": "ACCUEIL", "closeAfterDays": 21,
      "answerWithinDays": 14, "expireAfterDays": 365, "maxOfflineDays": 180,
      "historyDays": 20}}
    """

  private static let agent = "\"requester\", \"agent\""
}
