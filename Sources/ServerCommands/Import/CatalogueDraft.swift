import EscaleCore
import Ledger

/// The nodes that an import needs in the catalogue: those that aren't there, and those whose form
/// lacks a field.
struct CatalogueDraft {
  private(set) var addedCount = 0

  private var nodes: [String: CatalogueNode] = [:]
  private var childCounts: [UInt32: UInt32] = [:]
  private var rootCount: UInt32 = 0
  private var next: UInt32
  private var changed: [String] = []

  init(_ directory: DeskDirectory) {
    next = (directory.nodes.last?.number ?? 0) + 1
    for node in directory.nodes {
      nodes[node.code] = node
      count(node.parent)
    }
  }

  /// What is new or changed, in the order in which it was asked for.
  var items: [CatalogueNode] { changed.compactMap { nodes[$0] } }

  /// The number of a node at the top, which groups services.
  mutating func family(code: String, name: String) -> UInt32 {
    if let known = nodes[code] { return known.number }
    return add(code: code, name: name, under: nil, fields: [])
  }

  /// Makes sure of a service that takes imported requests.
  mutating func service(code: String, name: String, under parent: UInt32) {
    guard var known = nodes[code] else {
      _ = add(code: code, name: name, under: parent, fields: ImportField.form)
      return
    }
    let missing = ImportField.form.filter { field in
      !known.fields.contains { $0.key.utf8.elementsEqual(field.key.utf8) }
    }
    guard !missing.isEmpty else { return }
    known.fields += missing
    nodes[code] = known
    changed.append(code)
  }

  private mutating func add(
    code: String, name: String, under parent: UInt32?, fields: [FormField]
  ) -> UInt32 {
    let node = CatalogueNode(
      number: next, code: code, parent: parent, order: count(parent),
      name: Words(french: name, english: name), fields: fields)
    next += 1
    addedCount += 1
    nodes[code] = node
    changed.append(code)
    return node.number
  }

  /// Counts one more node under a parent, or at the top; how many there were before.
  @discardableResult private mutating func count(_ parent: UInt32?) -> UInt32 {
    guard let parent else {
      rootCount += 1
      return rootCount - 1
    }
    let former = childCounts[parent, default: 0]
    childCounts[parent] = former + 1
    return former
  }
}
