import EscaleCore
import FullScreen

/// The lists that the screen has.
enum ScreenTab: Int, Hashable, Sendable, CaseIterable {
  case mine
  case team
  case all
  case conflicts

  var label: Words {
    switch self {
    case .mine: Words(french: "Mes demandes", english: "My requests")
    case .team: Words(french: "Équipe", english: "Team")
    case .all: Words(french: "Toutes", english: "All")
    case .conflicts: Labels.conflicts
    }
  }
}

/// A list, laid out for the width of the screen.
struct ScreenList: Hashable, Sendable {
  var heading = StyledLine()
  /// A line for each request, or for each conflict.
  var lines: [StyledLine] = []
  /// The request of each line.
  var refs: [RequestID] = []
  /// Whether there are more than are shown.
  var isCut = false
}

/// A request as it is read on the screen.
struct ScreenPage: Hashable, Sendable {
  let ref: RequestID
  /// Its facts and its timeline.
  var lines: [StyledLine]
  /// What the user may do to it now.
  var actions: [ScreenAction]
  /// The keys of the actions, and those that lead out, each with its word.
  var keys: [String] = []
}

/// How the replica stands, in a line.
struct ScreenStanding: Hashable, Sendable {
  var user = ""
  var pending = 0
  var conflicts = 0
  /// How long ago the last sync was, in words; nil: there was none.
  var lastSync: String?
}

/// What came of the last thing that was done.
struct ScreenNotice: Hashable, Sendable {
  let words: Words
  /// The next step, where there is one.
  var hint: Words?
  var isError = false
}
