/// Who is who at one ledger position.
package struct ModelDirectory: Sendable {
  package struct Person: Sendable {
    package var isAgent: Bool
    package var teams: [String]
    package var isActive: Bool

    package init(isAgent: Bool, teams: [String] = [], isActive: Bool = true) {
      self.isAgent = isAgent
      self.teams = teams
      self.isActive = isActive
    }
  }

  package struct Device: Sendable {
    package var user: String
    package var isActive: Bool

    package init(user: String, isActive: Bool = true) {
      self.user = user
      self.isActive = isActive
    }
  }

  package var people: [String: Person]
  package var devices: [Int: Device]
  package var triageTeam: String
  package var retiredTeams: [String]
  package var maxOfflineDays: Int

  package init(
    people: [String: Person] = [:], devices: [Int: Device] = [:], triageTeam: String = "triage",
    retiredTeams: [String] = [], maxOfflineDays: Int = 180
  ) {
    self.people = people
    self.devices = devices
    self.triageTeam = triageTeam
    self.retiredTeams = retiredTeams
    self.maxOfflineDays = maxOfflineDays
  }

  /// The team in whose hands a request is: "a request for which no team is named stays in the
  /// hands of the triage team; a request whose team is retired passes into its hands too".
  package func hands(of team: String?) -> String {
    guard let team, !retiredTeams.contains(team) else { return triageTeam }
    return team
  }
}
