import EscaleCore

/// Whoever and whatever a log names, before the directory has numbers for them.
///
/// People, teams and services are named by their place in the lists here.
package struct Cast: Sendable {
  /// A person of a log, or one invented for it.
  package struct Member: Sendable {
    /// The name that commands take: `caller-2403`.
    package let login: String
    package let fullName: String
    package fileprivate(set) var isAgent = false
    /// The teams in whose name he acts, ascending.
    package fileprivate(set) var teams: [Int] = []
    /// Nobody that the log names: one who stands for a group's members, or for the callers.
    package let isInvented: Bool
  }

  /// A group of a log; the first is the triage team of the desk.
  package struct Group: Sendable {
    package let code: String
    package let name: String
    var desk: Int?
  }

  /// A category and what of it.
  package struct Service: Sendable {
    package let category: String
    package let subcategory: String
    package let categoryCode: String
    package let code: String
  }

  /// The place of the triage team among the groups.
  package static let triage = 0

  package private(set) var members: [Member] = []
  package private(set) var groups: [Group]
  package private(set) var services: [Service] = []

  private var memberPlaces: [String: Int] = [:]
  private var logins: Set<String> = []
  private var groupPlaces: [String: Int] = [:]
  private var servicePlaces: [ServiceName: Int] = [:]
  private var unknownCaller: Int?

  private struct ServiceName: Hashable {
    let category: String
    let subcategory: String
  }

  /// A cast for a desk whose triage team has this code.
  package init(triageTeam code: String) {
    groups = [Group(code: code, name: code)]
  }

  /// The person of a name; whoever is new joins as a requester.
  mutating func member(_ name: String) -> Int {
    if let place = memberPlaces[name] { return place }
    let place = add(login: LogText.slug(name), name: name, isInvented: false)
    memberPlaces[name] = place
    return place
  }

  /// The one who stands for callers that the log doesn't name.
  mutating func callerWithoutName() -> Int {
    if let unknownCaller { return unknownCaller }
    let place = add(login: "unknown-caller", name: "Unknown caller", isInvented: true)
    unknownCaller = place
    return place
  }

  /// The one who stands for the members of a group, where the log names none.
  mutating func desk(of group: Int) -> Int {
    if let desk = groups[group].desk { return desk }
    let code = LogText.slug(groups[group].code)
    let place = add(login: "\(code)-desk", name: "\(groups[group].name) desk", isInvented: true)
    groups[group].desk = place
    join(place, group)
    return place
  }

  /// Makes a person an agent of a group.
  mutating func join(_ member: Int, _ group: Int) {
    members[member].isAgent = true
    guard !members[member].teams.contains(group) else { return }
    members[member].teams.append(group)
    members[member].teams.sort()
  }

  /// The group of a name.
  mutating func group(_ name: String) -> Int {
    if let place = groupPlaces[name] { return place }
    let code = LogText.slug(name).uppercased()
    let place = groups.firstIndex { $0.code == code } ?? groups.count
    if place == groups.count { groups.append(Group(code: code, name: name)) }
    groupPlaces[name] = place
    return place
  }

  /// The service that a category and a subcategory name; what is unknown is `Other`.
  mutating func service(category: String?, subcategory: String?) -> Int {
    let name = ServiceName(category: category ?? "Other", subcategory: subcategory ?? "Other")
    if let place = servicePlaces[name] { return place }
    let code = LogText.slug(name.category)
    services.append(
      Service(
        category: name.category, subcategory: name.subcategory, categoryCode: code,
        code: "\(code)-\(LogText.slug(name.subcategory))"))
    servicePlaces[name] = services.count - 1
    return services.count - 1
  }

  private mutating func add(login: String, name: String, isInvented: Bool) -> Int {
    var free = login
    var count = 1
    while !logins.insert(free).inserted {
      count += 1
      free = "\(login)-\(count)"
    }
    members.append(Member(login: free, fullName: name, isInvented: isInvented))
    return members.count - 1
  }
}
