import EscaleCore

/// `docs/RIGHTS.md`: the table of rights and that of the default lifecycle, put together.
struct RightsPage {
  let lifecycle: Lifecycle

  var markdown: String {
    [opening, acts, verbs, states, sight, closing].joined(separator: "\n")
  }

  private static let columns: [(stance: Stances, name: String, meaning: String)] = [
    (.requester, "requester", "whose request it is"),
    (.contact, "contact", "has exactly the requester's rights on it"),
    (.creator, "creator", "wrote it on somebody's behalf"),
    (.assignee, "its agent", "the agent it is assigned to"),
    (.member, "its team", "an agent of the team in whose hands it is"),
    (.triage, "triage", "an agent of the triage team"),
    (.agent, "agent", "any agent"),
    (.anybody, "anybody", "any active account"),
  ]

  private var opening: String {
    let meanings = Self.columns.map { "| \($0.name) | \($0.meaning) |\n" }.joined()
    return """
      # Rights

      Who may do what, as the program has it: this page is made from `RightsTable` and from the
      lifecycle `\(lifecycle.name)`, and a test compares. `RECORD=1` writes it anew.

      Somebody acts as all that he is to a request at once; one column that allows is enough. An
      administrator has no right on requests for being one: he sees all of them, keeps the directory
      and empties the quarantine. A team that is retired, or none, means the triage team.

      | column | who that is |
      |---|---|
      \(meanings)
      """
  }

  private func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  private var head: [String] { Self.columns.map(\.name) + ["server", "who else tries gets"] }

  private func line(_ first: [String], _ entry: RightsTable.Row, isServers: Bool) -> String {
    let marks = Self.columns.map { column in
      let isAgent = [.assignee, .member, .triage].contains(column.stance)
      let stances: Stances =
        isAgent ? [column.stance, .agent, .anybody] : [column.stance, .anybody]
      return entry.stances.isDisjoint(with: stances) ? "–" : "yes"
    }
    return row(first + marks + [isServers ? "yes" : "–", "`\(entry.refusal.rawValue)`"])
  }

  private func table(_ first: [String], _ lines: [String]) -> String {
    let names = first + head
    return row(names) + "|" + names.map { _ in "---|" }.joined() + "\n" + lines.joined()
  }

  private static let actNames: [(act: RightsTable.Act, name: String, isServers: Bool)] = [
    (.createForOneself, "create a request for oneself", false),
    (.createForAnother, "create one on somebody's behalf", false),
    (.comment, "write in the public log", true),
    (.privateNote, "write a private note", true),
    (.edit, "edit a field, link another request", true),
    (.changeContacts, "add or remove a contact, never oneself", true),
    (.attach, "attach a file", true),
  ]

  private var acts: String {
    "## Whatever the state\n\n"
      + table(
        ["to"],
        Self.actNames.map { line([$0.name], RightsTable.row(of: $0.act), isServers: $0.isServers) })
  }

  private var verbs: String {
    "## The verbs of the lifecycle\n\n"
      + table(
        ["verb", "from", "to"],
        lifecycle.transitions.dropFirst().map { verb in
          let from = verb.from.map { "`\($0.rawValue)`" }.joined(separator: ", ")
          return line(
            ["`\(verb.verb.rawValue)`", from, "`\(verb.destination(namesTeam: true).rawValue)`"],
            RightsTable.row(of: .verb(verb.by)), isServers: verb.by == .system)
        })
      + "\n`assign` gives a request to an active agent of its team, to nobody else\n"
      + "(`rights.assignee-not-in-team`).\n"
  }

  private var states: String {
    let names = Self.columns.map(\.name).filter { $0 != "agent" && $0 != "anybody" }
    let lines = lifecycle.states.map { state in
      let cells = Self.columns.prefix(names.count).map { column in
        verbs(from: state.state) { RightsTable.row(of: .verb($0)).stances.contains(column.stance) }
      }
      return row(
        ["`\(state.state.rawValue)`"] + cells + [verbs(from: state.state) { $0 == .system }])
    }
    let head = ["state"] + names + ["server"]
    return "## State by state\n\nWhat each may do there, besides what is always possible.\n\n"
      + row(head) + "|" + head.map { _ in "---|" }.joined() + "\n" + lines.joined()
  }

  private func verbs(from state: State, _ mayUse: (ActorKind) -> Bool) -> String {
    let verbs = lifecycle.transitions(from: state).filter { mayUse($0.by) }
    return verbs.isEmpty ? "–" : verbs.map { "`\($0.verb.rawValue)`" }.joined(separator: " ")
  }

  private var sight: String {
    """
    ## Who sees what

    | who | the request and its public log | private notes | what was denied or quarantined |
    |---|---|---|---|
    | requester, contact, creator | yes | – | one's own |
    | its agent, its team | yes | yes | one's own |
    | an administrator | yes | yes | yes |
    | anybody else | – | – | one's own |

    Sight begins and ends at a position of the ledger: a request that comes into it comes whole, one
    that leaves it is forgotten. What somebody may not see isn't sent to his device in any form.

    """
  }

  private var closing: String {
    """
    ## When rights change

    Role and team count as they are when the ledger decides; what somebody is to the request counts
    as his change's context shows it. Where he couldn't know that a right was withdrawn, his change
    is quarantined instead of denied, and an administrator adopts or refuses it.

    """
  }
}
