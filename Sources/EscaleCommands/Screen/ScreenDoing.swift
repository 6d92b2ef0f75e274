import Console
import EscaleCore
import Replica

/// Does to a request what the screen was asked for, by the calls that the commands use.
struct ScreenDoing {
  let replica: LocalReplica
  let now: Timestamp

  /// Does an action with the answers that were given; what is told of it.
  func perform(_ action: ScreenAction, _ ref: RequestID, _ prompt: ScreenPrompt) throws -> Words {
    if action.kind == .undo {
      let undone = try replica.undo(ref)
      return Words(
        french: "« \(undone.what.french) » : retirée.",
        english: "“\(undone.what.english)”: withdrawn.")
    }
    let view = try replica.perform(try command(action, prompt), on: ref)
    guard action.kind.verb != nil else {
      return Words(french: "\(ref) : commentaire ajouté.", english: "\(ref): comment added.")
    }
    let label = view.lifecycle.label(of: view.state)
    return Words(french: "\(ref) : \(label.french).", english: "\(ref): \(label.english).")
  }

  private func command(_ action: ScreenAction, _ prompt: ScreenPrompt) throws -> RequestCommand {
    guard let verb = action.kind.verb else {
      return .comment(text: prompt.draft ?? "", isPrivate: action.kind == .note)
    }
    var command = TransitionCommand(verb: verb)
    if action.kind == .take { command.agent = try replica.user }
    for (ask, answer) in zip(action.asks, prompt.answers) {
      switch ask {
      case .person: command.agent = try replica.knownPerson(answer).number
      case .team: command.team = try replica.knownTeam(answer).number
      case .date: command.date = try LocalClock.parse(answer, now: now).milliseconds
      case .text: command.text = answer
      case .optionalText: command.text = answer.allSatisfy(\.isWhitespace) ? nil : answer
      }
    }
    return .transition(command)
  }
}

extension ScreenAction.Kind {
  /// The verb of the lifecycle, where it is one.
  var verb: Verb? {
    switch self {
    case .verb(let verb): verb
    case .take: .assign
    case .comment, .note, .undo: nil
    }
  }
}

extension ScreenAction {
  /// The end of the name of its draft: what only agents are to see never becomes a comment.
  var draftName: String { kind.verb?.rawValue ?? (kind == .note ? "note" : "comment") }
}
