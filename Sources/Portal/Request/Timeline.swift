import EscaleCore
import Ledger

/// What happened to a request, in plain words, first to last; also what took no effect, and why.
struct Timeline: PagePart {
  let call: PageCall
  let seen: SeenRequest
  let present: Set<Fingerprint>

  var html: HTML {
    """
    <section aria-labelledby="story-title">
    <h2 id="story-title">\(t("Ce qui s'est passé", "What has happened"))</h2>
    <ol class="story">
    \(seen.view.timeline.map { TimelineItem(call: call, seen: seen, present: present, entry: $0).html })</ol>
    </section>
    """
  }
}

/// One thing that happened.
struct TimelineItem: PagePart {
  let call: PageCall
  let seen: SeenRequest
  let present: Set<Fingerprint>
  let entry: TimelineEntry

  var html: HTML {
    """
    <li id="\(entry.id.description)" class="\(tone)">
    <p class="what"><bdi>\(author)</bdi> \(sentence.what(entry)) \(note)\
    <span class="when">\(moment(entry.receivedAt ?? entry.authoredAt))</span></p>
    \(way)\(fate)\(lost)\(text)\(values)\(file)
    </li>

    """
  }

  private var sentence: TimelineSentence { TimelineSentence(call: call, seen: seen) }

  private var author: String { sentence.name(entry.author) }

  /// How the entry looks: a step that counts, one that doesn't, or something said.
  private var tone: HTML {
    if !entry.presumed.outcome.counts { return "refused" }
    if entry.kind.movesRequest { return entry.isEffective ? "step" : "off" }
    return entry.isPrivate ? "said private" : "said"
  }

  private var note: HTML? {
    entry.isPrivate
      ? "<span class=\"tag\">\(t("note entre agents", "note among agents"))</span> " : nil
  }

  /// The states that it led through.
  private var way: HTML? {
    let states = [entry.from, entry.through, entry.to].compactMap { $0 }
    guard entry.kind.movesRequest, !states.isEmpty else { return nil }
    let labels = states.map { t(seen.view.lifecycle.label(of: $0)) }
    return "<p class=\"way\">\(labels.joined(separator: " → "))</p>\n"
  }

  /// Why it took no effect.
  private var fate: HTML? {
    if !entry.presumed.outcome.counts {
      let reason = entry.presumed.code?.reason ?? Words(french: "refusée", english: "refused")
      return "<p class=\"fate\">\(t("Sans effet :", "Without effect:")) \(t(reason)).</p>\n"
    }
    guard entry.kind.movesRequest, let winner = entry.displacedBy else { return nil }
    let other = seen.view.timeline.first { $0.id == winner }
    let cause: HTML =
      other.map { "<bdi>\(sentence.name($0.author))</bdi> \(sentence.what($0))" }
      ?? "\(winner.description)"
    let isTie =
      seen.view.history[entry.id]?.weight == seen.view.history[winner]?.weight
    let reason =
      isTie
      ? t(
        "les deux pèsent autant, et cela est arrivé d'abord",
        "both weigh the same, and that came first")
      : t("cela l'emporte", "that prevails")
    return """
      <p class="fate">\(t("Sans effet : en même temps,", "Without effect: at the same time"))
       <a href="#\(winner.description)">\(cause)</a> ; \(reason).</p>

      """
  }

  /// Values that somebody else replaced without having seen them.
  private var lost: HTML? {
    let lines: [HTML] = entry.lostFields.map { lost in
      let other = seen.view.timeline.first { $0.id == lost.winner }
      let value = entry.fields.first { $0.key == lost.key }.map {
        FieldText(call: call, seen: seen, field: $0).html
      }
      return """
        <p class="fate">\(t("Sans effet :", "Without effect:")) \
        \(t(seen.label(of: lost.key))) \(t("« ", "“"))\(value)\(t(" »", "”")). \
        <a href="#\(lost.winner.description)">\(t("En même temps,", "At the same time")) \
        <bdi>\(other.map { sentence.name($0.author) } ?? lost.winner.description)</bdi> \
        \(t("l'a changé", "changed it"))</a>\(t(
          ", et c'est arrivé après : la dernière valeur reste.",
          ", and that came later: the last value stays."))</p>

        """
    }
    return lines.isEmpty ? nil : "\(lines)"
  }

  private var text: HTML? {
    if entry.isErased { return "<p class=\"fate\">\(t("Texte effacé.", "Text erased."))</p>\n" }
    guard let text = entry.text, !text.utf8.isEmpty else { return nil }
    return "<div class=\"text\">\(text)</div>\n"
  }

  /// The attached file; a picture shows itself.
  private var file: HTML? {
    guard let attachment = entry.attachment else { return nil }
    let (name, size) = (attachment.name, size(attachment.byteCount))
    guard present.contains(attachment.blob) else {
      return """
        <p class="file"><bdi>\(name)</bdi> <small>\(size)</small> – \(t(
          "pas encore arrivé", "not here yet"))</p>

        """
    }
    let path = PagePath.file(attachment, of: seen.view.ref)
    let picture: HTML? =
      Portal.shownTypes.contains(attachment.mediaType)
      ? "<img src=\"\(path)\" alt=\"\" loading=\"lazy\">" : nil
    return """
      <p class="file"><a href="\(path)">\(picture)<bdi>\(name)</bdi></a> <small>\(size)</small></p>

      """
  }

  /// What an edit set.
  private var values: HTML? {
    guard entry.kind == .edit else { return nil }
    let items: [HTML] = entry.fields.map { field in
      """
      <div><dt>\(t(seen.label(of: field.key)))</dt>\
      <dd>\(FieldText(call: call, seen: seen, field: field).html)</dd></div>

      """
    }
    return "<dl class=\"facts\">\n\(items)</dl>\n"
  }
}
