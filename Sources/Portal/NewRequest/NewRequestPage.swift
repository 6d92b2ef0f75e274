import EscaleCore
import Ledger

/// The form of a new request for one service.
struct NewRequestPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let draft: RequestDraft
  var faults: [(field: String, fault: any EscaleError)] = []
  /// Marks this form, so that sending it twice makes one request.
  let once: String

  private var service: CatalogueNode { draft.service }

  var html: HTML {
    let frame = Frame(
      call: call, assets: assets, title: "\(t(.newRequest)) : \(t(service.name))",
      here: PagePath.catalogue, hasFaults: !faults.isEmpty)
    let parts = FormParts(call: call, values: draft.form, faults: faults)
    // The first button is the one that Enter presses.
    return frame.around(
      """
      <p class="path">\(path)</p>
      <h1>\(t(service.name))</h1>
      \(service.description.map { "<p>\(t($0))</p>" as HTML })
      \(parts.summary)
      <form method="post" action="\(PagePath.newRequest(service))" novalidate data-draft\
      \(FilePart.encoding)>
      \(tokenField)
      <input type="hidden" name="once" value="\(once)">
      <button class="unseen" tabindex="-1" aria-hidden="true" name="step" value="send">\(
        t(.send))</button>
      <div class="card">
      \(onBehalf(parts))
      \(service.fields.map { parts.answer(to: $0, draft.directory) })
      \(parts.line("title", t(.title), isRequired: true))
      \(parts.text("description", t(.description), isRequired: true, hint: .describe, rows: 8))
      </div>
      \(contacts)
      \(files)
      <p class="buttons"><button class="main" name="step" value="send">\(t(.send))</button>
      <a href="\(PagePath.catalogue)">\(t(.cancel))</a></p>
      </form>
      """)
  }

  private var path: HTML {
    let nodes = draft.directory.catalogue.path(to: service)
    return "\(nodes.map { t($0.name) }.joined(separator: " › "))"
  }

  private func onBehalf(_ parts: FormParts) -> HTML? {
    guard draft.author.roles.contains(.agent) else { return nil }
    return """
      \(parts.line("for", t("Pour", "For"), isRequired: false, hint: .behalf))
      \(parts.codes(.origin, FieldChoices.origins))
      """
  }

  private var files: HTML {
    let isOpen = !call.files.isEmpty || !call.uploadFaults.isEmpty
    let part = FilePart(
      call: call, byteLimit: draft.directory.policy.attachmentBytes, isDroppable: true)
    return """
      <details class="card" id="files"\(isOpen ? " open" : .none)>
      <summary>\(t(.attachments))</summary>
      \(part.html)
      </details>
      """
  }

  private var contacts: HTML {
    let chosen: [HTML] = draft.contacts.map { person in
      """
      <li><input type="hidden" name="contact" value="\(person.name)"><bdi>\(person.fullName)</bdi>
      <button name="drop" value="\(person.name)" formnovalidate aria-label="\(t(.remove)) \
      \(person.fullName)">\(t(.remove))</button></li>

      """
    }
    let list: HTML? = chosen.isEmpty ? nil : "<ul class=\"people\">\n\(chosen)</ul>"
    return """
      <details class="card" id="contacts"\(chosen.isEmpty ? .none : " open")>
      <summary>\(t(.contactsLabel))</summary>
      <p class="hint">\(t(
        "Un contact a exactement les mêmes droits que vous sur la demande.",
        "A contact has exactly your rights on the request."))</p>
      \(list)
      <p><button name="step" value="contacts" formnovalidate aria-label="\(t(
        "Ajouter des contacts", "Add contacts"))">+</button></p>
      </details>
      """
  }
}

extension Words {
  fileprivate static let describe = Words(
    french: "Ce qui se passe, depuis quand, où, et ce que vous avez déjà essayé.",
    english: "What happens, since when, where, and what you have tried already.")
  fileprivate static let behalf = Words(
    french: "L'identifiant ou le nom de la personne, si la demande n'est pas pour vous.",
    english: "The person's user name or name, if the request isn't for you.")
}
