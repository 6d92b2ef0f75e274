import EscaleCore
import Ledger

/// The list in which contacts are ticked: a page of its own, so that it needs no scripts.
struct ContactPicker: PagePart {
  let call: PageCall
  let assets: PageAssets
  /// Where the choice goes.
  let action: String
  let search: String
  let found: [Person]
  /// Those who are ticked already.
  let chosen: [Person]
  /// What else the form says; it comes back with the choice.
  let kept: FormFields
  /// What the buttons of the form are called.
  let stepName: String
  var fault: (any EscaleError)?
  let here: String

  var html: HTML {
    let title = t("Choisir des contacts", "Choose contacts")
    let frame = Frame(
      call: call, assets: assets, title: title, here: here, hasFaults: fault != nil)
    let hidden: [HTML] = kept.fields.map { field in
      "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">\n"
    }
    return frame.around(
      """
      <h1>\(title)</h1>
      \(fault.map { "<div class=\"faults\" role=\"alert\"><p>\(t($0.message))</p></div>" as HTML })
      <form method="post" action="\(action)">
      \(tokenField)
      \(hidden)
      <div class="filter card" role="search">
      <p class="field grow"><label for="search">\(t(
        "Nom, identifiant ou courriel", "Name, user name or mail"))</label>
      <input id="search" name="search" type="search" value="\(search)"></p>
      <p><button name="\(stepName)" value="search">\(t(.searchVerb))</button></p>
      </div>
      \(people)
      <p class="buttons"><button class="main" name="\(stepName)" value="chosen">\(
        t(.confirmChoice))</button>
      <button name="\(stepName)" value="back">\(t(.cancel))</button></p>
      </form>
      """)
  }

  private var people: HTML {
    let others = found.filter { person in !chosen.contains { $0.number == person.number } }
    let items: [HTML] =
      chosen.map { tick($0, isTicked: true) } + others.map { tick($0, isTicked: false) }
    guard !items.isEmpty else {
      return search.utf8.isEmpty
        ? .none
        : "<p class=\"empty\" role=\"status\">\(t("Personne ne correspond.", "Nobody matches."))</p>"
    }
    return """
      <fieldset class="card ticks">
      <legend>\(t("Personnes proposées", "People found"))</legend>
      \(items)
      </fieldset>
      """
  }

  private func tick(_ person: Person, isTicked: Bool) -> HTML {
    """
    <p class="tick"><input type="checkbox" id="tick-\(person.name)" name="contact"\
     value="\(person.name)"\(isTicked ? " checked" : .none)>
    <label for="tick-\(person.name)"><bdi>\(person.fullName)</bdi> <small>\(person.name) · \
    \(person.email)</small></label></p>

    """
  }
}
