import EscaleCore

extension DeskDirectory {
  /// The highest number that a document may give somebody or a team.
  static let numberLimit: UInt32 = 1 << 30
  /// How many numbers each epoch since a restoration has to itself, and over how many such blocks
  /// epochs are spread.
  private static let blockSize: UInt32 = 1 << 16
  private static let blocks: UInt64 = 997

  var nextPerson: PersonNumber {
    PersonNumber(rawValue: next(after: people.map(\.number.rawValue)))
  }

  var nextTeam: TeamNumber { TeamNumber(rawValue: next(after: teams.map(\.number.rawValue))) }

  var nextNode: UInt32 { next(after: nodes.map(\.number)) }

  /// The number after those that are given, ascending.
  ///
  /// A restored ledger may have lost people and teams with the numbers that would come next, and
  /// replicas that know them: whoever got such a number would be taken for them. So new ones are of
  /// the epoch's own block.
  private func next(after given: [UInt32]) -> UInt32 {
    guard epoch > 1 else { return (given.last ?? 0) &+ 1 }
    let start = (1 + UInt32(epoch % Self.blocks)) * Self.blockSize
    let block = start..<start + Self.blockSize
    return given.last(where: block.contains).map { $0 + 1 } ?? start
  }
}
