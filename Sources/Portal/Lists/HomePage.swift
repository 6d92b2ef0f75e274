import EscaleCore
import Ledger

/// The middle of the desk: the two ways in, and what waits for the reader.
struct HomePage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let person: Person
  /// Requests that wait for the reader: to be answered, or to be closed.
  let waiting: [ListedRequest]

  var html: HTML {
    let frame = Frame(call: call, assets: assets, title: t(.home))
    return frame.around(
      """
      <h1>\(t("Bonjour,", "Hello,")) <bdi>\(person.fullName)</bdi></h1>
      <ul class="entries">
      <li><a class="entry" href="\(PagePath.catalogue)">\(PageIcon.plus)
      <strong>\(t(.newRequest))</strong>
      <span>\(t(
        "Une panne, une question, un besoin : dites-le, la bonne équipe le reçoit.",
        "A failure, a question, a need: say so, the right team gets it."))</span></a></li>
      <li><a class="entry" href="\(PagePath.current)">\(PageIcon.list)
      <strong>\(t(.currentRequests))</strong>
      <span>\(t(
        "Celles que vous avez créées, et celles auxquelles vous avez été invité.",
        "Those that you created, and those to which you were invited."))</span></a></li>
      </ul>
      \(waiting.isEmpty ? nil : waitingPart)
      """)
  }

  private var waitingPart: HTML {
    let directory = call.visit?.directory
    return """
      <section>
      <h2>\(t("À vous de jouer", "Your turn"))</h2>
      <ol class="requests">
      \(waiting.map { RequestLine(call: call, request: $0, directory: directory, isInSection: true).html })
      </ol>
      </section>
      """
  }
}

extension Portal {
  /// How many requests of each sort the home page shows as waiting.
  private static let waitingLimit = 5

  func home(_ call: PageCall) async throws -> PageAnswer {
    guard let visit = call.visit else { return try await signInPage(call) }
    var waiting: [ListedRequest] = []
    for state in [State.pending, State.resolved] {
      let list = RequestList(
        scope: .concerning(visit.person.number), state: state, limit: Self.waitingLimit)
      waiting += try await ledger.list(list).requests
    }
    let page = HomePage(call: call, assets: assets, person: visit.person, waiting: waiting)
    return .page(page.html, call.language)
  }

  func accessibility(_ call: PageCall) -> PageAnswer {
    .page(AccessibilityPage(call: call, assets: assets).html, call.language)
  }
}
