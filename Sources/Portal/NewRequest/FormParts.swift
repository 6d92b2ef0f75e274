import EscaleCore

/// The fields of a form, each with its label, its hint, and what is wrong with it.
struct FormParts: PagePart {
  let call: PageCall
  let values: FormFields
  let faults: [(field: String, fault: any EscaleError)]

  /// A summary of what is wrong, each with a way to its field.
  var summary: HTML? {
    guard !faults.isEmpty else { return nil }
    let items: [HTML] = faults.map { field, fault in
      "<li><a href=\"#\(field)\">\(t(words(fault)))</a></li>\n"
    }
    return """
      <div class="faults" role="alert" id="faults" tabindex="-1">
      <h2>\(t(.faultsTitle))</h2>
      <ul>
      \(items)</ul>
      </div>
      """
  }

  /// A line of text.
  func line(
    _ name: String, _ label: String, isRequired: Bool, hint: Words? = nil,
    kind: HTML = "type=\"text\""
  ) -> HTML {
    around(name, label, isRequired: isRequired, hint: hint) { attributes in
      "<input id=\"\(name)\" name=\"\(name)\" \(kind) value=\"\(values[name] ?? "")\"\(attributes)>"
    }
  }

  /// Several lines of text.
  func text(
    _ name: String, _ label: String, isRequired: Bool, hint: Words? = nil, rows: Int = 6
  ) -> HTML {
    // A browser drops a newline right after the tag.
    around(name, label, isRequired: isRequired, hint: hint) { attributes in
      """
      <textarea id="\(name)" name="\(name)" rows="\(rows)"\(attributes)>
      \(values[name] ?? "")</textarea>
      """
    }
  }

  /// One out of several.
  func choice(
    _ name: String, _ label: String, isRequired: Bool,
    _ options: [(value: String, label: String)], chosen: String? = nil
  ) -> HTML {
    let chosen = values[name] ?? chosen ?? ""
    // What it holds already stays possible, though nobody would be offered it any more.
    let isKnown =
      chosen.utf8.isEmpty || options.contains { $0.value.utf8.elementsEqual(chosen.utf8) }
    let options = isKnown ? options : options + [(chosen, chosen)]
    let items: [HTML] = options.map { option in
      let isChosen = option.value.utf8.elementsEqual(chosen.utf8)
      return """
        <option value="\(option.value)"\(isChosen ? " selected" : .none)>\(option.label)</option>

        """
    }
    return around(name, label, isRequired: isRequired, hint: nil) { attributes in
      """
      <select id="\(name)" name="\(name)"\(attributes)>
      <option value="">\(t("– choisir –", "– choose –"))</option>
      \(items)</select>
      """
    }
  }

  private func around(
    _ name: String, _ label: String, isRequired: Bool, hint: Words?,
    _ control: (_ attributes: HTML) -> HTML
  ) -> HTML {
    let fault = faults.first { $0.field == name }?.fault
    let describing =
      (fault == nil ? [] : ["\(name)-fault"]) + (hint == nil ? [] : ["\(name)-hint"])
    let described: HTML =
      describing.isEmpty
      ? .none : " aria-describedby=\"\(describing.joined(separator: " "))\""
    let required: HTML = isRequired ? " required" : .none
    let invalid: HTML = fault == nil ? .none : " aria-invalid=\"true\""
    return """
      <div class="field">
      <label for="\(name)">\(label) <small>(\(t(isRequired ? .mandatory : .optional)))</small></label>
      \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(t($0))</p>" as HTML })
      \(fault.map { "<p class=\"fault\" id=\"\(name)-fault\">\(t(words($0)))</p>" as HTML })
      \(control("\(required)\(described)\(invalid)"))
      </div>

      """
  }

  /// What is wrong, without the codes that programs use.
  private func words(_ fault: any EscaleError) -> Words {
    guard case InputFault.missingAnswer(_, let label) = fault else { return fault.message }
    return Words(
      french: "Il manque « \(label.french) ».", english: "“\(label.english)” is missing.")
  }
}
