import EscaleCore
import Ledger

/// What somebody entered to use a verb, read from its form.
struct ActionWish {
  let form: FormFields
  let row: TransitionRow
  let seen: SeenRequest
  /// In milliseconds since 1970 UTC.
  let now: Int64

  /// The commands: the verb, after the sort of work where a solution is one.
  ///
  /// - Throws: ``FormFault``, ``DateWordsError``.
  func commands() throws -> [RequestCommand] {
    let category = form[ActionField.category(of: row.verb)] ?? ""
    let isNew =
      row.needs.contains(.solution) && !category.utf8.isEmpty
      && !category.utf8.elementsEqual((seen.view[.solutionCategory] ?? "").utf8)
    let edits: [RequestCommand] = isNew ? [.edit([.solutionCategory: category])] : []
    return edits + [.transition(try command())]
  }

  private func command() throws -> TransitionCommand {
    var command = TransitionCommand(verb: row.verb)
    for need in row.needs {
      let value = (form[ActionField.name(need, of: row.verb)] ?? "").trimmed
      switch need {
      case .team: command.team = try team(value)
      case .agent: command.agent = try agent(value)
      case .date: command.date = try date(value)
      case .reason, .question, .text, .solution: command.text = value
      case .service, .title, .description: continue
      }
    }
    if row.verb == .close {
      let note = (form[ActionField.name(.text, of: row.verb)] ?? "").trimmed
      command.text = note.utf8.isEmpty ? nil : note
    }
    return command
  }

  /// The field that something wrong belongs to.
  func field(of fault: any EscaleError) -> String {
    let wrong: Need? =
      switch fault {
      case FormFault.missingChoice: row.needs.first { $0 == .team || $0 == .agent }
      case is DateWordsError, InputFault.pastDate: .date
      default: row.needs.first { $0.isText }
      }
    return (wrong ?? row.needs.first).map { ActionField.name($0, of: row.verb) } ?? "main"
  }

  private func team(_ code: String) throws(FormFault) -> TeamNumber {
    guard let team = seen.directory.team(code: code), !team.isRetired else {
      throw .missingChoice(Words(french: "une équipe", english: "a team"))
    }
    return team.number
  }

  private func agent(_ name: String) throws(FormFault) -> PersonNumber {
    guard let person = seen.directory.person(named: name) else {
      throw .missingChoice(Words(french: "un agent", english: "an agent"))
    }
    return person.number
  }

  private func date(_ text: String) throws -> Int64 {
    let moment = Timestamp(milliseconds: now)
    let offset = PageTime.offsetMinutes(at: moment)
    let today = moment.date(offsetMinutes: offset)
    let date = try DateWords.parse(text, today: today, offsetMinutes: offset)
    // Summer time may have begun or ended by then.
    return try DateWords.parse(
      text, today: today, offsetMinutes: PageTime.offsetMinutes(at: date)
    ).milliseconds
  }
}
