/// What the header of an edit holds: which fields; their values are in the payload.
package struct Edit: Hashable, Sendable {
  /// The edited fields, in ascending order of their names' bytes, at most ``Payload/fieldLimit``.
  package var keys: [FieldKey]

  package init(keys: [FieldKey]) { self.keys = keys }
}

/// The name of a field of a request: `title`, `description`, `service`, `urgency`, `impact`,
/// `location`, `origin`, `solutionCategory`, `form.` and the key of a field of the service's form, or
/// `link.` and the reference of another request.
package struct FieldKey: RawRepresentable, Hashable, Comparable, Sendable {
  /// The longest name in bytes.
  package static let byteLimit = 128

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let title = FieldKey(rawValue: "title")
  package static let description = FieldKey(rawValue: "description")
  package static let service = FieldKey(rawValue: "service")
  package static let urgency = FieldKey(rawValue: "urgency")
  package static let impact = FieldKey(rawValue: "impact")
  package static let location = FieldKey(rawValue: "location")
  package static let origin = FieldKey(rawValue: "origin")
  package static let solutionCategory = FieldKey(rawValue: "solutionCategory")

  private static let formPrefix = "form."

  /// The field of a form.
  package static func form(_ key: String) -> FieldKey { FieldKey(rawValue: formPrefix + key) }

  /// The key within the form, or nil for a field that every request has.
  package var formKey: String? {
    rawValue.utf8.starts(with: FieldKey.formPrefix.utf8)
      ? String(rawValue.dropFirst(FieldKey.formPrefix.count)) : nil
  }

  /// The order of a deterministic map: shorter first, then by bytes.
  package static func < (left: FieldKey, right: FieldKey) -> Bool {
    CBORWriter.precedes(left.rawValue, right.rawValue)
  }
}
