import EscaleCore
import Replica

/// The directory as views need it: numbers in, names out.
struct DirectoryNames {
  private let cache: DirectoryCache

  /// The names that a replica knows, read when they are first needed.
  init(_ replica: LocalReplica) { cache = DirectoryCache(replica) }

  var priorities: PriorityTable { cache.priorities }

  /// Reads login names and teams now: within a read of the replica nothing else can be read.
  func load() { (_, _) = (cache.logins, cache.teams) }

  /// Whether a change that waits was brought by hand for another replica.
  func isCarried(_ entry: TimelineEntry) -> Bool {
    entry.verdict == nil && entry.id.replica != cache.ownReplica
  }

  /// Whether a request has changes brought by hand, or is only told of by a bundle.
  func isCarried(_ ref: RequestID) -> Bool { cache.carried[ref] != nil }

  /// A person, with everything that the directory has of him.
  func person(_ number: PersonNumber) -> Person? { cache.person(number) }

  /// The login name: what commands and JSON use.
  func name(_ number: PersonNumber) -> String {
    guard number != .system else { return "system" }
    return cache.logins[number] ?? "#\(number.rawValue)"
  }

  /// The name for people, with the login name: `Léa Vautrelle (lea)`.
  func fullName(_ number: PersonNumber, _ language: Language) -> String {
    guard number != .system else { return Labels.system[language] }
    guard let person = person(number) else { return name(number) }
    return "\(person.fullName) (\(person.name))"
  }

  /// The code of a team.
  func code(_ number: TeamNumber) -> String {
    cache.teams[number]?.code ?? "#\(number.rawValue)"
  }

  /// The name of a team for people, with its code.
  func fullName(_ number: TeamNumber, _ language: Language) -> String {
    guard let team = cache.teams[number] else { return code(number) }
    return "\(team.name[language]) (\(team.code))"
  }

  /// From the top of the catalogue down to a service; empty for an unknown code.
  func servicePath(_ code: String) -> [CatalogueNode] {
    cache.catalogue.node(code: code).map { cache.catalogue.path(to: $0) } ?? []
  }

  /// The names from the top of the catalogue down to a service: `NUMÉRIQUE › Réseau › Wi-Fi`.
  func serviceName(_ code: String, _ language: Language) -> String {
    let path = servicePath(code)
    return path.isEmpty ? code : path.map { $0.name[language] }.joined(separator: " › ")
  }

  /// What a state is called under a lifecycle.
  func label(of state: State, under version: LifecycleVersion) -> Words {
    cache.label(of: state, under: version)
  }
}
