/// A person of the directory.
package struct Person: Hashable, Sendable {
  package var number: PersonNumber
  /// The login name: ASCII, unique, what commands take.
  package var name: String
  package var fullName: String
  package var email: String
  package var roles: Roles
  /// The teams he is a member of, ascending.
  package var teams: [TeamNumber]
  package var isActive: Bool

  package init(
    number: PersonNumber, name: String, fullName: String, email: String, roles: Roles,
    teams: [TeamNumber], isActive: Bool = true
  ) {
    self.number = number
    self.name = name
    self.fullName = fullName
    self.email = email
    self.roles = roles
    self.teams = teams
    self.isActive = isActive
  }

  /// What rights depend on.
  package var standing: PersonStanding {
    PersonStanding(isActive: isActive, roles: roles, teams: teams)
  }
}

/// A team of the directory.
package struct Team: Hashable, Sendable {
  package var number: TeamNumber
  /// The short code that commands take: `PROX-NANCY`.
  package var code: String
  package var name: Words
  /// No longer in use: its requests are in the hands of the triage team.
  package var isRetired: Bool

  package init(number: TeamNumber, code: String, name: Words, isRetired: Bool = false) {
    self.number = number
    self.code = code
    self.name = name
    self.isRetired = isRetired
  }
}
