/// The tree of services, as one version of the directory has it.
package struct Catalogue: Sendable {
  private let nodes: [UInt32: CatalogueNode]
  private let children: [UInt32: [UInt32]]
  private let roots: [UInt32]
  /// The nodes that have others under them, retired ones included.
  private let groups: Set<UInt32>

  /// How many levels a catalogue may have.
  package static let depthLimit = 16

  package init(_ list: [CatalogueNode]) {
    let sorted = list.filter { !$0.isRetired }.sorted {
      ($0.order, $0.number) < ($1.order, $1.number)
    }
    nodes = Dictionary(list.map { ($0.number, $0) }) { _, last in last }
    roots = sorted.filter { $0.parent == nil }.map(\.number)
    groups = Set(list.compactMap(\.parent))
    var children: [UInt32: [UInt32]] = [:]
    for node in sorted {
      if let parent = node.parent { children[parent, default: []].append(node.number) }
    }
    self.children = children
  }

  /// The families at the top, in their order, without retired ones.
  package var topNodes: [CatalogueNode] { roots.compactMap { nodes[$0] } }

  /// What hangs directly under a node, in order, without retired ones.
  package func nodes(under node: CatalogueNode) -> [CatalogueNode] {
    (children[node.number] ?? []).compactMap { nodes[$0] }
  }

  /// A node by its code; bytes are compared, case counts.
  package func node(code: String) -> CatalogueNode? {
    nodes.values.first { $0.code.utf8.elementsEqual(code.utf8) }
  }

  /// A node that can be asked for: in use with all above it, and without anything under it.
  package func service(code: String) -> CatalogueNode? {
    guard let node = node(code: code), isService(node) else { return nil }
    return node
  }

  /// Whether a node can be asked for.
  package func isService(_ node: CatalogueNode) -> Bool {
    !groups.contains(node.number) && isOffered(node)
  }

  /// Whether a node groups others, and can't be asked for itself.
  package func isGroup(_ node: CatalogueNode) -> Bool { groups.contains(node.number) }

  /// Whether neither a node nor any above it is retired.
  package func isOffered(_ node: CatalogueNode) -> Bool {
    path(to: node).allSatisfy { !$0.isRetired }
  }

  /// From the top down to a node, the node included.
  package func path(to node: CatalogueNode) -> [CatalogueNode] {
    var path = [node]
    while let parent = path.last?.parent, let next = nodes[parent],
      path.count < Catalogue.depthLimit
    {
      path.append(next)
    }
    return path.reversed()
  }

  /// Every node that can be asked for, depth first, with its path.
  package var services: [[CatalogueNode]] {
    var found: [[CatalogueNode]] = []
    func walk(_ path: [CatalogueNode]) {
      guard let last = path.last, path.count <= Catalogue.depthLimit else { return }
      let below = nodes(under: last)
      if !groups.contains(last.number) { found.append(path) }
      for node in below { walk(path + [node]) }
    }
    for root in topNodes { walk([root]) }
    return found
  }

  /// The team that gets a request: that of the chosen answer where it names one (a field of type
  /// `team` names itself), else that of the service or its nearest parent, else none.
  ///
  /// Source: CLI, "directory.json".
  package func team(
    for service: CatalogueNode, answers: [String: String], teamNamed: (String) -> TeamNumber?
  ) -> TeamNumber? {
    for field in service.fields {
      guard let answer = answers[field.key] else { continue }
      if field.type == .team, let team = teamNamed(answer) { return team }
      let choice = field.choices.first { $0.code.utf8.elementsEqual(answer.utf8) }
      if let team = choice?.team { return team }
    }
    return path(to: service).last { $0.team != nil }?.team
  }
}
