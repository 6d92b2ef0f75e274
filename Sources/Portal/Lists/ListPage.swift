import EscaleCore
import Ledger

/// A list of requests, with what narrows it.
struct ListPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let title: Words
  let base: String
  let wish: ListWish
  let found: ListedPage
  let states: [StateRow]
  let teams: [Team]
  let isQueue: Bool
  let directory: DeskDirectory

  var html: HTML {
    let frame = Frame(call: call, assets: assets, title: t(title), here: base)
    return frame.around(
      """
      <h1>\(t(title))</h1>
      \(filter)
      \(count)
      \(found.requests.isEmpty ? nothing : list)
      \(pages)
      """)
  }

  /// How many there are, as far as they are counted.
  private var count: HTML? {
    guard let count = found.count, count > 0 else { return nil }
    let isMore = count >= ListedPage.countLimit
    let words: Words =
      if isMore {
        Words(french: "plus de \(count - 1) demandes", english: "more than \(count - 1) requests")
      } else if count == 1 {
        Words(french: "une demande", english: "one request")
      } else {
        Words(french: "\(count) demandes", english: "\(count) requests")
      }
    return "<p class=\"count\" role=\"status\">\(t(words))</p>"
  }

  private var list: HTML {
    """
    \(isQueue ? TakeForm(call: call).listForm : nil)
    <ol class="requests" start="\((wish.page - 1) * ListWish.pageSize + 1)">
    \(found.requests.map { line($0) })
    </ol>
    """
  }

  private func line(_ request: ListedRequest) -> HTML {
    let isOthers = isQueue || request.requester != call.visit?.person.number
    return RequestLine(
      call: call, request: request, directory: directory, showsRequester: isOthers,
      offersTake: isQueue
    ).html
  }

  private var nothing: HTML {
    wish.isNarrowed
      ? "<p class=\"empty\">\(t("Aucune demande ne correspond.", "No request matches."))</p>"
      : "<p class=\"empty\">\(t("Aucune demande ici.", "No requests here."))</p>"
  }

  private var filter: HTML {
    """
    <form class="filter card" method="get" action="\(base)" role="search">
    <p class="field grow"><label for="q">\(t("Mots ou référence", "Words or reference"))</label>
    <input id="q" name="q" type="search" value="\(wish.search)"></p>
    \(states.count > 1 ? stateChoice : nil)
    \(teams.count > 1 ? teamChoice : nil)
    <p class="field"><label for="order">\(t("Ordre", "Order"))</label>
    <select id="order" name="order">
    \(RequestList.Order.allCases.map { option($0.rawValue, label($0), wish.order == $0) })
    </select></p>
    \(isQueue ? mineChoice : nil)
    <p><button>\(t(.filterVerb))</button></p>
    </form>
    """
  }

  private var stateChoice: HTML {
    """
    <p class="field"><label for="state">\(t(.state))</label>
    <select id="state" name="state">
    \(option("", t("tous", "all"), wish.state == nil))
    \(states.map { option($0.state.rawValue, t($0.label), wish.state == $0.state) })
    </select></p>
    """
  }

  private var teamChoice: HTML {
    """
    <p class="field"><label for="team">\(t(.team))</label>
    <select id="team" name="team">
    \(option("", t("toutes", "all"), wish.team.utf8.isEmpty))
    \(teams.map { option($0.code, t($0.name), wish.team == $0.code) })
    </select></p>
    """
  }

  private var mineChoice: HTML {
    """
    <p class="field tick"><input id="mine" name="mine" type="checkbox" value="1"\
    \(wish.isMine ? " checked" : .none)>
    <label for="mine">\(t("les miennes seulement", "mine only"))</label></p>
    """
  }

  private func option(_ value: String, _ label: String, _ isChosen: Bool) -> HTML {
    "<option value=\"\(value)\"\(isChosen ? " selected" : .none)>\(label)</option>\n"
  }

  private func label(_ order: RequestList.Order) -> String {
    switch order {
    case .updated: t("dernier mouvement", "last movement")
    case .created: t("création", "creation")
    case .title: t("titre", "title")
    case .state: t("état", "state")
    }
  }

  private var pages: HTML? {
    guard wish.page > 1 || found.hasMore else { return nil }
    let former: HTML? =
      wish.page > 1
      ? "<a rel=\"prev\" href=\"\(wish.path(base, page: wish.page - 1))\">\(t("Page précédente", "Previous page"))</a>"
      : nil
    let next: HTML? =
      found.hasMore && wish.page < ListWish.lastPage
      ? "<a rel=\"next\" href=\"\(wish.path(base, page: wish.page + 1))\">\(t("Page suivante", "Next page"))</a>"
      : nil
    return """
      <nav class="pages" aria-label="\(t("Pages de la liste", "Pages of the list"))">
      \(former) <span>\(t("Page", "Page")) \(wish.page)</span> \(next)
      </nav>
      """
  }
}
