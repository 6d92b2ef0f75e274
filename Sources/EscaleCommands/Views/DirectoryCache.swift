import EscaleCore
import Replica
import ReplicaStore

/// What one run has read of the directory, so that it is read once.
///
/// A name that can't be read is shown as its number: views never fail for it.
final class DirectoryCache {
  private let replica: LocalReplica
  private var people: [PersonNumber: Person] = [:]
  private var lifecycles: [LifecycleVersion: Lifecycle] = [:]
  private(set) lazy var logins = (try? replica.loginNames()) ?? [:]
  private(set) lazy var teams = (try? replica.teams()) ?? [:]
  private(set) lazy var catalogue = (try? replica.catalogue()) ?? Catalogue([])
  private(set) lazy var ownReplica = try? replica.identity().replica
  /// How many changes of others each request shows; 0 for one only told of.
  private(set) lazy var carried = (try? replica.carriedCounts()) ?? [:]
  private(set) lazy var priorities = (try? replica.priorities()) ?? PriorityTable(rows: [])

  init(_ replica: LocalReplica) { self.replica = replica }

  func person(_ number: PersonNumber) -> Person? {
    if let person = people[number] { return person }
    guard let person = try? replica.person(number) else { return nil }
    people[number] = person
    return person
  }

  /// What a state is called under a lifecycle; its code where that isn't known.
  func label(of state: State, under version: LifecycleVersion) -> Words {
    if let lifecycle = lifecycles[version] { return lifecycle.label(of: state) }
    let lifecycle = (try? replica.lifecycle(version)) ?? .lorraine
    lifecycles[version] = lifecycle
    return lifecycle.label(of: state)
  }
}
