import Console
import EscaleCore
import Replica
import ReplicaStore

// What is named on the command line, looked up in the replica's directory.
extension LocalReplica {
  /// The user enrolled on this replica.
  var user: PersonNumber { get throws { try identity().person } }

  /// A person who must be there, by login name.
  ///
  /// - Throws: ``DirectoryMiss``.
  func knownPerson(_ name: String) throws -> Person {
    if let person = try person(named: name) { return person }
    let names = try loginNames().values.sorted()
    throw DirectoryMiss.person(name, near: Suggestion.near(name, among: names))
  }

  /// A team that must be there, by code.
  ///
  /// - Throws: ``DirectoryMiss``.
  func knownTeam(_ code: String) throws -> Team {
    if let team = try team(code: code), !team.isRetired { return team }
    let codes = try teams().values.filter { !$0.isRetired }.map(\.code).sorted()
    throw DirectoryMiss.team(code, near: Suggestion.near(code, among: codes))
  }

  /// States by their codes, separated by commas.
  ///
  /// - Throws: ``UsageError`` for one that neither the desk's lifecycle nor the built-in one has.
  func states(_ list: String) throws -> [State] {
    let desk = try policy().flatMap { try lifecycle($0.lifecycle) } ?? .lorraine
    let known = desk.states.map(\.state) + Lifecycle.lorraine.states.map(\.state)
    return try list.split(separator: ",").map { code in
      let state = State(rawValue: String(code))
      guard known.contains(state) else { throw Self.unknownState(state, desk) }
      return state
    }
  }

  private static func unknownState(_ state: State, _ lifecycle: Lifecycle) -> UsageError {
    let codes = lifecycle.states.map(\.state.rawValue)
    let near = Suggestion.near(state.rawValue, among: codes)
    let list = codes.joined(separator: ", ")
    return UsageError(
      message: Words(
        french: "Il n'y a pas d'état « \(state) ».", english: "There is no state \"\(state)\"."),
      hint: Suggestion.hint(
        near, otherwise: Words(french: "Possible : \(list).", english: "Possible: \(list).")))
  }
}

extension LocalReplica {
  /// How many conflicts of a request nobody has dismissed.
  func conflictCount(of ref: RequestID) throws -> Int {
    try store.read { try $0.conflicts(of: ref).count }
  }

  /// How many changes wait to be synced.
  func pendingCount() throws -> Int {
    try store.read { try $0.pendingCount() }
  }
}
