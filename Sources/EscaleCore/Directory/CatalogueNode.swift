/// A family, service or sub-service of the catalogue.
///
/// A node without children can be asked for; one with children only groups them.
package struct CatalogueNode: Hashable, Sendable {
  package var number: UInt32
  /// The code that commands take; unique in the catalogue.
  package var code: String
  /// The node that it hangs under; nil at the top.
  package var parent: UInt32?
  /// Its place among its siblings, from 0.
  package var order: UInt32
  package var name: Words
  package var description: Words?
  /// The team that gets its requests; nil: that of the nearest parent that names one.
  package var team: TeamNumber?
  package var fields: [FormField]
  package var isRetired: Bool

  package init(
    number: UInt32, code: String, parent: UInt32?, order: UInt32, name: Words,
    description: Words? = nil, team: TeamNumber? = nil, fields: [FormField] = [],
    isRetired: Bool = false
  ) {
    self.number = number
    self.code = code
    self.parent = parent
    self.order = order
    self.name = name
    self.description = description
    self.team = team
    self.fields = fields
    self.isRetired = isRetired
  }
}

/// One field of a service's form.
package struct FormField: Hashable, Sendable {
  package var key: String
  package var label: Words
  package var type: FieldType
  package var isRequired: Bool
  /// The answers to choose from, for a `choice`.
  package var choices: [Choice]

  package init(
    key: String, label: Words, type: FieldType, isRequired: Bool, choices: [Choice] = []
  ) {
    self.key = key
    self.label = label
    self.type = type
    self.isRequired = isRequired
    self.choices = choices
  }

  /// One answer of a `choice`.
  package struct Choice: Hashable, Sendable {
    package var code: String
    package var label: Words
    /// The team that gets requests with this answer.
    package var team: TeamNumber?

    package init(code: String, label: Words, team: TeamNumber? = nil) {
      self.code = code
      self.label = label
      self.team = team
    }
  }
}

/// What sort of answer a field takes.
///
/// Raw values are those of `directory.json` and of the wire.
package enum FieldType: String, Hashable, Sendable, CaseIterable {
  case text
  case choice
  case date
  case number
  case team
  case person
}
