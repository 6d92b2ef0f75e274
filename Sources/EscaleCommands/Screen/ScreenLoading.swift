import Console
import EscaleCore
import FullScreen
import Replica
import ReplicaStore

/// Reads from the replica what the screen shows, by the same views as the commands.
struct ScreenLoading {
  /// The most requests of a list.
  static let lineLimit = 1_000
  /// Colours become those of cells; whether they are shown is the painter's business.
  private static let style = TerminalStyle(isColored: true)

  let replica: LocalReplica
  let moments: Moments

  private var language: Language { moments.language }

  /// How the replica stands.
  func standing() throws -> ScreenStanding {
    let status = try replica.status()
    return ScreenStanding(
      user: DirectoryNames(replica).name(status.identity.person), pending: status.pending,
      conflicts: status.conflicts, lastSync: status.identity.lastSyncAt.map { moments.relative($0) }
    )
  }

  /// The list of a tab, or of a search.
  func list(_ state: ScreenState) throws -> ScreenList {
    if state.search == nil, state.tab == .conflicts { return try conflicts() }
    let rows = try rows(state)
    let view = ListView(
      rows: Array(rows.prefix(Self.lineLimit)), directory: DirectoryNames(replica), moments: moments
    )
    let width = max(1, state.columns - ScreenDrawing.markCells)
    let lines = StyledLine.lines(
      of: view.table.text(for: .terminal(width: width, style: Self.style)))
    return ScreenList(
      heading: lines.first ?? StyledLine(), lines: Array(lines.dropFirst()),
      refs: rows.prefix(Self.lineLimit).map(\.ref), isCut: rows.count > Self.lineLimit)
  }

  /// The requests of a list, and one more than it shows where there are more.
  private func rows(_ state: ScreenState) throws -> [RequestSummary] {
    var filter = ListFilter(limit: Self.lineLimit + 1)
    if let search = state.search {
      try replica.prepareSearch()
      filter.scope = .all
      filter.search = try replica.searchQuery([search])
      return try replica.list(filter)
    }
    switch state.tab {
    case .mine: filter.mine = try replica.user
    case .team: return try teamRows(filter)
    case .all, .conflicts: break
    }
    return try replica.list(filter)
  }

  /// The requests of all teams of the user, the latest first.
  private func teamRows(_ filter: ListFilter) throws -> [RequestSummary] {
    let teams = try replica.person(replica.user)?.teams ?? []
    let rows = try teams.flatMap { team in
      var filter = filter
      filter.team = team
      return try replica.list(filter)
    }
    guard teams.count > 1 else { return rows }
    return rows.sorted { ($0.updatedAt, $1.ref) > ($1.updatedAt, $0.ref) }
  }

  private func conflicts() throws -> ScreenList {
    let lines = try replica.conflicts().prefix(Self.lineLimit)
    let text = ConflictText(language: language, style: Self.style)
    return ScreenList(
      heading: StyledLine(Labels.conflicts[language], .bold),
      lines: StyledLine.lines(of: lines.map { text.line($0) }.joined()), refs: lines.map(\.ref))
  }

  /// A request as wide as the screen, and what the user may do to it.
  func page(_ ref: RequestID, columns: Int) throws -> ScreenPage {
    let view = try replica.view(ref)
    let text = RequestText(
      view: view, conflictCount: try replica.conflictCount(of: ref),
      links: try replica.shownLinks(of: view), unread: try replica.attention(on: ref),
      directory: DirectoryNames(replica), moments: moments, style: Self.style, width: columns,
      isDetailed: false, holds: replica.holds)
    let actions = try actions(on: view)
    let ways = [
      Words(french: "? aide", english: "? help"), Words(french: "q retour", english: "q back"),
    ]
    return ScreenPage(
      ref: ref, lines: StyledLine.lines(of: text.text), actions: actions,
      keys: actions.map { "\($0.key) \($0.label[language])" } + ways.map { $0[language] })
  }

  private func actions(on view: RequestView) throws -> [ScreenAction] {
    let identity = try replica.identity()
    let rights = try replica.presentRights(on: view)
    let last = view.timeline.last { $0.position == nil && $0.id.replica == identity.replica }
    let canUndo = last.map { $0.kind != .void && $0.id.sequence > identity.sentSequence } ?? false
    return ScreenAction.offered(rights, canUndo: canUndo)
  }
}
