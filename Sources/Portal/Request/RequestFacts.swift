import EscaleCore
import Ledger

/// What is known of a request, besides where it stands.
struct RequestFacts: PagePart {
  let call: PageCall
  let seen: SeenRequest

  private var view: RequestView { seen.view }
  private var directory: DeskDirectory { seen.directory }

  var html: HTML {
    """
    <section class="card" aria-labelledby="facts-title">
    <div class="heading"><h2 id="facts-title">\(t("La demande", "The request"))</h2>
    \(seen.mayEdit ? edit : nil)</div>
    <div class="text">\(view[.description] ?? "")</div>
    \(view.solution.map(solution))
    <dl class="facts">
    \(facts.map { "<div><dt>\($0.label)</dt><dd>\($0.value)</dd></div>\n" as HTML })</dl>
    </section>
    """
  }

  private var edit: HTML {
    """
    <a class="button" href="\(PagePath.edit(view.ref))">\(t(.edit)) \
    <span class="unseen">\(t("la demande", "the request"))</span></a>
    """
  }

  private func solution(_ text: String) -> HTML {
    "<h3>\(t("Solution", "Solution"))</h3>\n<div class=\"text\">\(text)</div>"
  }

  private var facts: [(label: String, value: HTML)] {
    var facts: [(label: String, value: HTML)] = []
    func add(_ label: Words, _ value: HTML?) {
      if let value { facts.append((t(label), value)) }
    }
    let path = seen.service.map { directory.catalogue.path(to: $0).map { t($0.name) } }
    add(.service, (path?.joined(separator: " › ") ?? view[.service]).map { "\($0)" })
    for answer in view.answers {
      let key = FieldKey.form(answer.key)
      add(seen.label(of: key), shown(key))
    }
    for key in [FieldKey.urgency, .impact, .location, .solutionCategory] {
      add(key.label, shown(key))
    }
    if seen.mayNote { add(FieldKey.origin.label, shown(.origin)) }
    add(.requester, name(view.requester))
    if view.creator != view.requester {
      add(Words(french: "Saisie par", english: "Entered by"), name(view.creator))
    }
    let contacts = view.contacts.map { "<li>\(name($0))</li>" as HTML }
    let links = view.links.map { link in
      """
      <li>\(t(link.kind.label)) <a href="\(PagePath.request(link.target))">\
      \(link.target.description)</a></li>
      """ as HTML
    }
    add(.links, links.isEmpty ? nil : "<ul class=\"plain\">\(links)</ul>")
    add(.contactsLabel, contacts.isEmpty ? nil : "<ul class=\"plain\">\(contacts)</ul>")
    add(Words(french: "Créée", english: "Created"), moment(view.createdAt))
    return facts
  }

  /// What a field holds, where it holds something.
  private func shown(_ key: FieldKey) -> HTML? {
    view[key].map {
      FieldText(call: call, seen: seen, field: Payload.Field(key: key, value: $0)).html
    }
  }

  private func name(_ number: PersonNumber) -> HTML {
    "<bdi>\(directory.person(number)?.fullName ?? number.rawValue.description)</bdi>"
  }
}
