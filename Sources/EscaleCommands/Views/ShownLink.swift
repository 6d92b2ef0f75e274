import EscaleCore
import Replica

/// A link as it is shown at one of its ends.
struct ShownLink {
  let other: RequestID
  let kind: LinkKind
  /// Whether the other one names this one.
  let isReverse: Bool

  /// The code in JSON: `duplicate-of`, `duplicated-by`, `related-to`.
  var code: String { isReverse && kind == .duplicateOf ? "duplicated-by" : kind.rawValue }

  func text(_ language: Language) -> String {
    "\((isReverse ? kind.reverseLabel : kind.label)[language]) \(other)"
  }
}

extension LocalReplica {
  /// The links of a request: those that it names, then those that name it.
  func shownLinks(of view: RequestView) throws -> [ShownLink] {
    let named = view.links
    let naming = try links(to: view.ref).filter { link in
      link.kind == .duplicateOf || !named.contains { $0.target == link.target }
    }
    return named.map { ShownLink(other: $0.target, kind: $0.kind, isReverse: false) }
      + naming.map { ShownLink(other: $0.target, kind: $0.kind, isReverse: true) }
  }
}
