import Console
import EscaleCore

extension State {
  /// The colour of a state: what calls for work stands out, what is done steps back.
  var ink: TerminalStyle.Ink? {
    switch self {
    case .new, .dispatched, .redispatched: .yellow
    case .assigned: .cyan
    case .pending, .postponed, .frozen: .magenta
    case .resolved: .green
    case .closed: .dim
    default: nil
    }
  }
}
