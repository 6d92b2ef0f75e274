import EscaleCore
import Ledger

/// The part of a form in which files are chosen, with those that have come already.
struct FilePart: PagePart {
  let call: PageCall
  let byteLimit: UInt64
  /// Whether a file that has come can be left out again by a button of the form.
  let isDroppable: Bool

  /// What browsers send in place of texts alone.
  static let encoding: HTML = " enctype=\"multipart/form-data\""

  var html: HTML {
    let kept: [HTML] = call.files.map { file in
      """
      <li><input type="hidden" name="\(KeptFile.field)" value="\(file.value)">\
      <bdi>\(file.attachment.name)</bdi> <small>\(size(file.attachment.byteCount))</small>
      \(isDroppable ? drop(file) : nil)</li>

      """
    }
    let faults: [HTML] = call.uploadFaults.map { fault in
      "<p class=\"fault\">\(t(fault.message))</p>\n"
    }
    return """
      \(kept.isEmpty ? nil : "<ul class=\"people\">\n\(kept)</ul>" as HTML)
      \(faults)
      <div class="field"><label for="upload">\(t("Fichiers à joindre", "Files to attach"))</label>
      <p class="hint" id="upload-hint">\(hint)</p>
      <input id="upload" name="upload" type="file" multiple \
      aria-describedby="upload-hint upload-news" data-bytes="\(Int(clamping: byteLimit))" \
      data-count="\(KeptFile.limit - kept.count)">
      \(scripted)</div>
      """
  }

  /// What scripts fill: the chosen files with their sizes, what is wrong with them, and how far
  /// they have come.
  private var scripted: HTML {
    """
    <ul class="people" id="upload-list" hidden></ul>
    <p class="fault" id="upload-news" role="alert" hidden \
    data-large="\(t(
      "« {name} » fait {size} : \(size(byteLimit)) au plus par fichier. Rien n'a été envoyé.",
      "“{name}” has {size}: \(size(byteLimit)) at most for one file. Nothing was sent."))" \
    data-many="\(t(
      "{count} fichiers au plus à la fois. Rien n'a été envoyé.",
      "At most {count} files at a time. Nothing was sent."))" \
    data-lost="\(t(
      "La connexion s'est perdue. Rien ne l'est de ce que vous avez écrit ou choisi : réessayez.",
      "The connection was lost. Nothing of what you wrote or chose is: try again."))" \
    data-stopped="\(t("L'envoi est arrêté ; rien n'est perdu.", "Stopped; nothing is lost."))"></p>
    <div class="sending" id="upload-way" hidden \
    data-units="\(units.joined(separator: ","))" \
    data-share="\(t("{sent} sur {all}", "{sent} of {all}"))">
    <label for="upload-bar">\(t("Envoi des fichiers", "Sending the files"))</label>
    <progress id="upload-bar" max="100" value="0"></progress>
    <span id="upload-share"></span>
    <button type="button" id="upload-stop">\(t("Arrêter l'envoi", "Stop sending"))</button>
    </div>
    """
  }

  private var hint: String {
    t(
      "\(KeptFile.limit) fichiers au plus, de \(size(byteLimit)) chacun au plus.",
      "\(KeptFile.limit) files at most, of \(size(byteLimit)) each at most.")
  }

  private func drop(_ file: KeptFile) -> HTML {
    """
    <button name="drop-file" value="\(file.value)" formnovalidate aria-label="\(t(.remove)) \
    \(file.attachment.name)">\(t(.remove))</button>
    """
  }
}

extension PagePart {
  /// What sizes are counted in, each 1,024 times the one before.
  var units: [String] {
    [t("octets", "bytes"), t("Kio", "KiB"), t("Mio", "MiB"), t("Gio", "GiB"), t("Tio", "TiB")]
  }

  /// How much room a file takes, in the units that people know.
  func size(_ byteCount: UInt64) -> String {
    let units = units
    var (value, unit) = (byteCount, 0)
    while value >= 1_024, unit + 1 < units.count {
      value = (value + 512) / 1_024
      unit += 1
    }
    return "\(value)\u{A0}\(units[unit])"
  }
}
