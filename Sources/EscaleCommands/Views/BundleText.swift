import Console
import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

/// What a replica carries for others, for people.
struct BundleText {
  static let forked = Words(
    french: "Attention : cet appareil a déjà dit autre chose sous les mêmes numéros. Les deux sont "
      + "gardés ; le serveur tranchera.",
    english: "Careful: this device has said something else under the same numbers. Both are kept; "
      + "the server will decide.")

  /// What of the attached files goes along, and what doesn't.
  static func files(_ export: BundleExport, _ language: Language) -> [Words] {
    with(export.files, language)
      + without(
        export.leftOut,
        Words(french: "absentes d'ici, ou de trop", english: "not here, or too much"))
  }

  /// What of the attached files came along, and what was left.
  static func files(_ report: BundleImport, _ language: Language) -> [Words] {
    with(report.files, language)
      + without(
        report.leftOut, Words(french: "de trop pour ici", english: "too much for here"))
  }

  private static func with(_ files: [BundledFile], _ language: Language) -> [Words] {
    guard !files.isEmpty else { return [] }
    let count = Counted.attachments(files.count)
    let size = ByteCountText.text(files.reduce(0) { $0 &+ $1.byteCount }, language)
    return [
      Words(french: "Avec \(count.french), \(size).", english: "With \(count.english), \(size).")
    ]
  }

  private static func without(_ leftOut: Int, _ reason: Words) -> [Words] {
    guard leftOut > 0 else { return [] }
    let count = Counted.attachments(leftOut)
    return [
      Words(
        french: "Sans \(count.french) : \(reason.french) (--attachment-bytes).",
        english: "Without \(count.english): \(reason.english) (--attachment-bytes).")
    ]
  }

  let directory: DirectoryNames
  let moments: Moments

  func table(_ parcels: [HeldParcel]) -> Table {
    let language = moments.language
    var table = Table([
      Table.Column(Labels.replica[language]), Table.Column(Labels.user[language]),
      Table.Column(Words(french: "Modifications", english: "Changes")[language]),
      Table.Column(Words(french: "Repris", english: "Taken along")[language]),
      Table.Column(Labels.state[language], flexible: true),
    ])
    for parcel in parcels {
      table.add([
        Table.Cell(parcel.replica.description, ink: .bold),
        Table.Cell(directory.name(parcel.person)),
        Table.Cell("\(parcel.sequences.lowerBound)–\(parcel.sequences.upperBound)"),
        Table.Cell(moments.relative(parcel.importedAt), ink: .dim), fate(of: parcel),
      ])
    }
    return table
  }

  private func fate(of parcel: HeldParcel) -> Table.Cell {
    guard let code = parcel.refusal else {
      let words = Words(french: "à remettre au serveur", english: "to be handed to the server")
      return Table.Cell(words[moments.language], ink: .yellow)
    }
    let words = Words(
      french: "refusé par le serveur (\(code))", english: "refused by the server (\(code))")
    return Table.Cell(words[moments.language], ink: .red)
  }
}
