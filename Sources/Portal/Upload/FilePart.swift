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
      <input id="upload" name="upload" type="file" multiple aria-describedby="upload-hint"></div>
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
  /// How much room a file takes, in the units that people know.
  func size(_ byteCount: UInt64) -> String {
    let units = [
      t("octets", "bytes"), t("Kio", "KiB"), t("Mio", "MiB"), t("Gio", "GiB"), t("Tio", "TiB"),
    ]
    var (value, unit) = (byteCount, 0)
    while value >= 1_024, unit + 1 < units.count {
      value = (value + 512) / 1_024
      unit += 1
    }
    return "\(value)\u{A0}\(units[unit])"
  }
}
