import EscaleCore
import Ledger

/// What a reader wants to see of a list, as it stands in the page's address.
struct ListWish {
  /// How many requests a page shows.
  static let pageSize = 50
  /// The last page that is shown.
  static let lastPage = 2_000

  let search: String
  let state: State?
  let team: String
  let order: RequestList.Order
  /// From 1.
  let page: Int
  /// In the queue: only the reader's own.
  let isMine: Bool

  init(_ query: FormFields) {
    search = (query["q"] ?? "").trimmed
    state = query["state"].flatMap { $0.utf8.isEmpty ? nil : State(rawValue: $0) }
    team = query["team"] ?? ""
    order = query["order"].flatMap { RequestList.Order(rawValue: $0) } ?? .updated
    page = min(max(query["page"].flatMap { Int($0) } ?? 1, 1), Self.lastPage)
    isMine = query["mine"] == "1"
  }

  /// The list that is to be read.
  func list(
    _ scope: RequestList.Scope, isFinal: Bool, directory: DeskDirectory
  ) -> RequestList {
    RequestList(
      scope: scope, isFinal: isFinal, order: order, state: state,
      team: team.utf8.isEmpty ? nil : directory.team(code: team)?.number,
      words: FoldedText.fold(search).split(separator: " ").map { String($0) },
      offset: (page - 1) * Self.pageSize, limit: Self.pageSize)
  }

  /// The address of another page of the same list.
  func path(_ base: String, page: Int) -> String {
    var parts: [String] = []
    if !search.utf8.isEmpty { parts.append("q=\(URLText.encoded(search))") }
    if let state { parts.append("state=\(URLText.encoded(state.rawValue))") }
    if !team.utf8.isEmpty { parts.append("team=\(URLText.encoded(team))") }
    if order != .updated { parts.append("order=\(order.rawValue)") }
    if isMine { parts.append("mine=1") }
    if page > 1 { parts.append("page=\(page)") }
    return parts.isEmpty ? base : "\(base)?\(parts.joined(separator: "&"))"
  }

  var isNarrowed: Bool { !search.utf8.isEmpty || state != nil || !team.utf8.isEmpty || isMine }
}
