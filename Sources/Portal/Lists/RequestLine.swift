import EscaleCore
import Ledger

/// A request in a list.
struct RequestLine: PagePart {
  let call: PageCall
  let request: ListedRequest
  let directory: DeskDirectory?
  /// Whether it says whose request it is.
  var showsRequester = false
  /// Whether it stands in a section with a heading of its own.
  var isInSection = false
  /// Whether it can be taken from the list.
  var offersTake = false

  var html: HTML {
    """
    <li>
    \(heading)
    <p class="meta">\(badge)\(requester)
    <span>\(team)</span>
    <span>\(t("modifiée", "updated")) \(ago(request.updatedAt))</span></p>
    \(mayTake ? TakeForm(call: call).listButton(for: request.id) : nil)
    </li>

    """
  }

  /// Whether the reader can take it: it waits, in the hands of a team of his.
  private var mayTake: Bool {
    guard offersTake, let directory, let person = call.visit?.person,
      person.roles.contains(.agent), let lifecycle = directory.lifecycle(request.lifecycle),
      let row = lifecycle[.assign], row.from.contains(request.state)
    else { return false }
    return person.teams.contains(directory.responsibleTeam(request.team))
  }

  private var heading: HTML { isInSection ? "<h3>\(title)</h3>" : "<h2>\(title)</h2>" }

  private var title: HTML {
    """
    <a href="\(PagePath.request(request.id))"><span class="ref">\(request.id.description)</span> \
    <bdi>\(request.title)</bdi></a>
    """
  }

  private var badge: HTML {
    let label = directory?.lifecycle(request.lifecycle)?.label(of: request.state)
    return StateBadge(call: call, state: request.state, label: label).html
  }

  private var team: HTML {
    guard let directory else { return .none }
    let team = directory.team(directory.responsibleTeam(request.team))
    let agent = request.agent.flatMap { directory.person($0) }
    let name = team.map { t($0.name) } ?? ""
    guard let agent else { return "\(name)" }
    return "\(name) · <bdi>\(agent.fullName)</bdi>"
  }

  private var requester: HTML? {
    guard showsRequester, let person = directory?.person(request.requester) else { return nil }
    return "\n<span><bdi>\(person.fullName)</bdi></span>"
  }
}

/// A state as a small coloured sign; the colour says nothing that the word doesn't.
struct StateBadge: PagePart {
  let call: PageCall
  let state: State
  let label: Words?

  var html: HTML {
    "<span class=\"state \(Self.tone(state))\">\(label.map(t) ?? state.rawValue)</span>"
  }

  /// The colour of a state, as a class of the style sheet.
  static func tone(_ state: State) -> HTML {
    switch state {
    case .new, .dispatched, .redispatched: "waiting"
    case .assigned: "active"
    case .pending: "yours"
    case .postponed, .frozen: "held"
    case .resolved: "solved"
    default: "over"
    }
  }
}
