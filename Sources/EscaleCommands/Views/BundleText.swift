import Console
import EscaleCore
import ReplicaStore

/// What a replica carries for others, for people.
struct BundleText {
  static let forked = Words(
    french: "Attention : cet appareil a déjà dit autre chose sous les mêmes numéros. Les deux sont "
      + "gardés ; le serveur tranchera.",
    english: "Careful: this device has said something else under the same numbers. Both are kept; "
      + "the server will decide.")

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
