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
    <h2 id="facts-title">\(t("La demande", "The request"))</h2>
    <div class="text">\(view[.description] ?? "")</div>
    \(view.solution.map(solution))
    <dl class="facts">
    \(facts.map { "<div><dt>\($0.label)</dt><dd>\($0.value)</dd></div>\n" as HTML })</dl>
    </section>
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
    let node = view[.service].flatMap { directory.catalogue.node(code: $0) }
    let path = node.map { directory.catalogue.path(to: $0).map { t($0.name) } }
    add(.service, (path?.joined(separator: " › ") ?? view[.service]).map { "\($0)" })
    for answer in view.answers {
      let field = node?.fields.first { $0.key == answer.key }
      let label = field?.label ?? Words(french: answer.key, english: answer.key)
      add(label, shown(answer.value, in: field))
    }
    add(.urgency, view[.urgency].map { "\(t(.level($0)))" })
    add(.impact, view[.impact].map { "\(t(.level($0)))" })
    add(.location, view[.location].map { "<bdi>\($0)</bdi>" })
    add(.requester, name(view.requester))
    if view.creator != view.requester {
      add(Words(french: "Saisie par", english: "Entered by"), name(view.creator))
    }
    let contacts = view.contacts.map { "<li>\(name($0))</li>" as HTML }
    add(.contactsLabel, contacts.isEmpty ? nil : "<ul class=\"plain\">\(contacts)</ul>")
    add(Words(french: "Créée", english: "Created"), moment(view.createdAt))
    return facts
  }

  private func shown(_ answer: String, in field: FormField?) -> HTML {
    switch field?.type {
    case .choice:
      let choice = field?.choices.first { $0.code.utf8.elementsEqual(answer.utf8) }
      return "\(choice.map { t($0.label) } ?? answer)"
    case .team: return "\(directory.team(code: answer).map { t($0.name) } ?? answer)"
    case .person: return "<bdi>\(directory.person(named: answer)?.fullName ?? answer)</bdi>"
    default: return "<bdi>\(answer)</bdi>"
    }
  }

  private func name(_ number: PersonNumber) -> HTML {
    "<bdi>\(directory.person(number)?.fullName ?? number.rawValue.description)</bdi>"
  }
}
