import EscaleCore
import Ledger

/// Brings a cast into a directory: whoever isn't there joins, whoever is keeps his number.
struct CastDirectory {
  /// What the directory needs for the cast, in the order people, teams, services.
  private(set) var items: [DirectoryItem] = []
  private(set) var numbers = CastNumbers()
  private(set) var added = (people: 0, teams: 0, services: 0)

  private let cast: Cast
  private let directory: DeskDirectory

  init(_ cast: Cast, in directory: DeskDirectory) {
    self.cast = cast
    self.directory = directory
    addTeams()
    addPeople()
    addServices()
  }

  private mutating func addTeams() {
    var next = (directory.teams.last?.number.rawValue ?? 0) + 1
    numbers.teams = [directory.policy.triageTeam]
    for group in cast.groups.dropFirst() {
      if let known = directory.team(code: group.code) {
        numbers.teams.append(known.number)
        continue
      }
      let team = Team(
        number: TeamNumber(rawValue: next), code: group.code,
        name: Words(french: group.name, english: group.name))
      next += 1
      added.teams += 1
      numbers.teams.append(team.number)
      items.append(.team(team))
    }
  }

  private mutating func addPeople() {
    var next = (directory.people.last?.number.rawValue ?? 0) + 1
    for member in cast.members {
      var person = directory.person(named: member.login)
      if person == nil {
        person = Person(
          number: PersonNumber(rawValue: next), name: member.login, fullName: member.fullName,
          email: "", roles: .requester, teams: [])
        next += 1
        added.people += 1
      }
      guard var person else { continue }
      if member.isAgent { person.roles.insert(.agent) }
      let teams = Set(person.teams).union(member.teams.map { numbers.teams[$0] })
      person.teams = teams.sorted()
      numbers.people.append(person.number)
      items.append(.person(person))
    }
  }

  private mutating func addServices() {
    var catalogue = CatalogueDraft(directory)
    for service in cast.services {
      let parent = catalogue.family(code: service.categoryCode, name: service.category)
      catalogue.service(code: service.code, name: service.subcategory, under: parent)
    }
    added.services = catalogue.addedCount
    items += catalogue.items.map { .service($0) }
  }
}

/// The directory's numbers of a cast, by its places.
struct CastNumbers: Sendable {
  fileprivate(set) var people: [PersonNumber] = []
  fileprivate(set) var teams: [TeamNumber] = []
}
