import EscaleCore
import Ledger

/// The form with which the fields of a request get other values, and for agents its links.
struct EditPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let seen: SeenRequest
  let values: FormFields
  var faults: [(field: String, fault: any EscaleError)] = []

  private var view: RequestView { seen.view }

  var html: HTML {
    let frame = Frame(
      call: call, assets: assets, title: "\(t(.edit)) – \(view.ref)", hasFaults: !faults.isEmpty)
    let parts = FormParts(call: call, values: values, faults: faults)
    let hints = faults.compactMap { $0.fault is PageFault ? $0.fault.hint : nil }
    return frame.around(
      """
      <p class="path"><a href="\(PagePath.request(view.ref))">\(view.ref.description) \
      <bdi>\(view[.title] ?? "")</bdi></a></p>
      <h1>\(t("Modifier la demande", "Edit the request"))</h1>
      \(parts.summary)
      \(hints.first.map { "<p class=\"note\">\(t($0))</p>" as HTML })
      <form method="post" action="\(PagePath.edit(view.ref))" novalidate \
      data-draft="\(version)">
      \(tokenField)
      \(former)
      <div class="card">
      \(parts.line("title", t(.title), isRequired: true))
      \(parts.text("description", t(.description), isRequired: true, rows: 8))
      \((seen.service?.fields ?? []).map { parts.answer(to: $0, seen.directory) })
      \(parts.codes(.urgency, PriorityTable.urgencies))
      \(parts.codes(.impact, PriorityTable.impacts))
      \(parts.line("location", t(FieldKey.location.label), isRequired: false))
      \(seen.mayNote ? agents(parts) : nil)
      </div>
      <p class="buttons"><button class="main">\(t(.save))</button>
      <a href="\(PagePath.request(view.ref))">\(t(.cancel))</a></p>
      </form>
      \(seen.mayNote ? links(parts) : nil)
      """)
  }

  /// What a draft of this form belongs to: another one is begun where a value has changed.
  private var version: String {
    FieldEdits.fields(of: seen).compactMap { view.fold.fields[$0.key]?.change }.max()?
      .description ?? ""
  }

  private var former: [HTML] {
    FieldEdits.fields(of: seen).compactMap { name, key in
      view.fold.fields[key].map { value in
        """
        <input type="hidden" name="\(FieldEdits.formerPrefix + name)" \
        value="\(value.change.description)">

        """
      }
    }
  }

  private func agents(_ parts: FormParts) -> HTML {
    """
    \(parts.codes(.origin, FieldChoices.origins))
    \(parts.codes(.solutionCategory, FieldChoices.solutionCategories))
    """
  }

  // Links

  private func links(_ parts: FormParts) -> HTML {
    let items: [HTML] = view.links.map { link in
      """
      <li><span>\(t(link.kind.label)) <a href="\(PagePath.request(link.target))">\
      \(link.target.description)</a></span>
      <button name="unlink" value="\(link.target.description)" aria-label="\(t(.remove)) \
      \(link.target.description)">\(t(.remove))</button></li>

      """
    }
    let list: HTML = """
      <form method="post" action="\(PagePath.links(view.ref))">
      \(tokenField)
      <ul class="people">
      \(items)</ul>
      </form>
      """
    let kinds = LinkKind.allCases.map { ($0.rawValue, t($0.label)) }
    return """
      <section class="card" aria-labelledby="links-title">
      <h2 id="links-title">\(t(.links))</h2>
      \(items.isEmpty ? nil : list)
      <form method="post" action="\(PagePath.links(view.ref))" novalidate>
      \(tokenField)
      \(parts.choice("kind", t("Cette demande est", "This request is"), isRequired: true, kinds))
      \(parts.line("target", t("Référence de l'autre demande", "Reference of the other request"),
        isRequired: true))
      <p><button>\(t("Lier", "Link"))</button></p>
      </form>
      </section>
      """
  }
}
