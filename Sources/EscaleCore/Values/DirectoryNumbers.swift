/// The directory's number of a person; 0 is the system itself.
///
/// Numbers are given by the server, in order, and never given twice.
package struct PersonNumber: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The author of what the server does by itself.
  package static let system = PersonNumber(rawValue: 0)

  package static func < (left: PersonNumber, right: PersonNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The directory's number of a team, from 1.
package struct TeamNumber: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static func < (left: TeamNumber, right: TeamNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}
