package import EscaleCore
import ReplicaStore

extension LocalReplica {
  /// The words of a search, with the people that each may mean.
  package func searchQuery(_ texts: [String]) throws -> SearchQuery {
    SearchQuery(texts, people: try people())
  }

  /// Brings the index of texts up to date; a search before that finds nothing new.
  ///
  /// The replica must be open for writing unless it is up to date already.
  package func prepareSearch() throws {
    guard try !store.read({ try $0.isSearchable() }) else { return }
    while try advanceSearch() {}
  }

  /// Brings the index of texts on by one portion, in a transaction of its own.
  ///
  /// - Returns: Whether more are left.
  package func advanceSearch() throws -> Bool { try store.write { try $0.updateSearchIndex() } }

  /// Whether whoever searched now would wait for the index.
  package func isSearchFarBehind() throws -> Bool { try store.read { try $0.isSearchFarBehind() } }
}
