import EscaleCore

/// A change in words, for people who read what happened.
enum StoryLine {
  static func of(_ change: Change, by name: String) -> String {
    let header = change.header
    let what =
      switch header.body {
      case .create: "asks for something"
      case .transition(let step): verb(step)
      case .comment(let comment): comment.isPrivate ? "notes in private on" : "comments on"
      case .edit(let edit): "sets \(edit.keys.map(\.rawValue).joined(separator: ", ")) of"
      case .contact(let contact): "\(contact.removes ? "removes" : "adds") \(contact.person) at"
      case .attachment, .void, .other: "says something about"
      }
    return "\(name) [\(header.id)] \(what) \(header.request)"
  }

  private static func verb(_ step: TransitionStep) -> String {
    let to = step.team.map { " to team \($0)" } ?? step.agent.map { " to \($0)" } ?? ""
    return "\(step.verb)\(to) (on \(step.base))"
  }
}
