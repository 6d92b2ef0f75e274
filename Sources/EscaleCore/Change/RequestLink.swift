/// A link from one request to another: a field of its own for each, so that links merge as fields
/// do.
package struct RequestLink: Hashable, Sendable {
  package let target: RequestID
  package let kind: LinkKind

  package init(target: RequestID, kind: LinkKind) {
    self.target = target
    self.kind = kind
  }
}

/// What a request is to the one that it names.
package enum LinkKind: String, Hashable, Sendable, CaseIterable {
  case duplicateOf = "duplicate-of"
  case relatedTo = "related-to"

  /// What a field of a link holds where the link was removed.
  package static let removed = "none"
}

extension FieldKey {
  private static let linkPrefix = "link."

  /// The link to another request.
  package static func link(_ target: RequestID) -> FieldKey {
    FieldKey(rawValue: linkPrefix + target.description)
  }

  /// Whether it is a link, to whatever.
  package var isLink: Bool { rawValue.utf8.starts(with: FieldKey.linkPrefix.utf8) }

  /// The request that a link leads to; nil for another field.
  package var linkTarget: RequestID? {
    guard isLink else { return nil }
    return ChangeID(text: String(rawValue.dropFirst(FieldKey.linkPrefix.count)))
  }
}

extension RequestFold {
  /// The links that hold, in the order of what they lead to.
  package var links: [RequestLink] {
    var links: [RequestLink] = []
    for (key, value) in fields where key.isLink {
      guard let target = key.linkTarget, let kind = LinkKind(rawValue: value.value) else {
        continue
      }
      links.append(RequestLink(target: target, kind: kind))
    }
    return links.sorted { $0.target < $1.target }
  }
}

extension RequestView {
  /// The links that hold, in the order of what they lead to.
  package var links: [RequestLink] { fold.links }
}
