import EscaleCore
import ReplicaStore

/// What a restored server has lost of the directory, in words.
extension LostItem {
  /// What kind of item it is, for programs; its number for one of a later version.
  var kindName: String { item?.kindNames.key ?? String(key.kind) }

  /// One item, with its number and position.
  var words: Words {
    let kind =
      item?.kindNames.words
      ?? Words(french: "élément de type \(key.kind)", english: "item of kind \(key.kind)")
    let name = item?.nameInDirectory.map { " \($0)" } ?? ""
    return Words(
      french: "\(kind.french)\(name) (n° \(key.number), position \(position))",
      english: "\(kind.english)\(name) (no. \(key.number), position \(position))")
  }
}

extension DirectoryItem {
  /// The login or code under which people know it.
  var nameInDirectory: String? {
    switch self {
    case .person(let person): person.name
    case .team(let team): team.code
    case .service(let node): node.code
    case .lifecycle(_, let lifecycle): lifecycle.name
    case .policy, .priorities: nil
    }
  }

  fileprivate var kindNames: (key: String, words: Words) {
    switch self {
    case .person: ("person", Words(french: "personne", english: "person"))
    case .team: ("team", Words(french: "équipe", english: "team"))
    case .service: ("service", Words(french: "service", english: "service"))
    case .lifecycle: ("lifecycle", Words(french: "cycle de vie", english: "lifecycle"))
    case .policy: ("policy", Words(french: "règles", english: "policy"))
    case .priorities: ("priorities", Words(french: "priorités", english: "priorities"))
    }
  }
}
