import EscaleCore

/// A form that couldn't be taken yet: nothing that somebody wrote is lost.
struct KeptForm {
  /// Where it was to go.
  let path: String
  /// What it says; no passwords, and no token of before.
  let form: FormFields

  init(path: String, _ form: FormFields) {
    self.path = path
    var kept = FormFields()
    for field in form.fields
    where field.name != "token" && !field.name.hasPrefix("password")
      && !field.name.hasPrefix("kept")
    {
      kept.add(field.name, field.value)
    }
    self.form = path == PagePath.signIn || path == PagePath.signOut ? FormFields() : kept
  }

  /// A kept form that comes back from the page on which one signs in.
  init?(returned form: FormFields) {
    guard let path = form["kept-path"], PagePath.onward(path) == path,
      let body = form["kept-form"], let fields = FormFields(urlEncoded: body.utf8),
      !fields.fields.isEmpty
    else { return nil }
    self.init(path: path, fields)
  }

  /// The form in one text.
  var text: String {
    form.fields.map { "\(URLText.encoded($0.name))=\(URLText.encoded($0.value))" }
      .joined(separator: "&")
  }
}

/// A kept form on a page: what it says, and a button that sends it.
struct KeptFormPart: PagePart {
  let call: PageCall
  let kept: KeptForm
  let isSendable: Bool

  /// Fields that say nothing to people.
  private static let hidden: Set<String> = [
    "once", "step", "seen", "drop", "drop-file", KeptFile.field,
  ]

  private func isShown(_ field: FormFields.Field) -> Bool {
    !field.value.utf8.isEmpty && !Self.hidden.contains(field.name)
      && !field.name.hasPrefix(FieldEdits.formerPrefix)
  }

  var html: HTML {
    let hidden: [HTML] = kept.form.fields.map { field in
      "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">\n"
    }
    let shown: [HTML] = kept.form.fields.filter(isShown).map { field in
      KeptFieldText(call: call, path: kept.path, name: field.name, value: field.value).html
    }
    let files: [HTML] = kept.form.all(KeptFile.field).compactMap { value in
      KeptFile(value, ledger: call.ledger, browser: call.browser)
        .map { "<li><bdi>\($0.attachment.name)</bdi></li>\n" }
    }
    let form: HTML = """
      <form method="post" action="\(kept.path)">
      \(tokenField)
      \(hidden)
      <p><button class="main">\(t("Envoyer maintenant", "Send it now"))</button></p>
      </form>
      """
    return """
      <section class="card">
      <h2>\(t("Ce que vous aviez écrit", "What you had written"))</h2>
      \(shown.isEmpty ? nil : "<dl class=\"facts\">\n\(shown)</dl>" as HTML)
      \(files.isEmpty ? nil : "<ul>\n\(files)</ul>" as HTML)
      \(isSendable ? form : .none)
      </section>
      """
  }
}
