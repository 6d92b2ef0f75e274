import Console
package import EscaleCore

extension ImportError {
  package var message: Words {
    switch self {
    case .unreadable(let path, let number):
      Words(
        french: "« \(path) » n'a pas pu être lu : \(SystemText.french(number)).",
        english: "\"\(path)\" could not be read: \(SystemText.reason(number)).")
    case .tooLong(let limit):
      Words(
        french: "Le journal dépasse \(limit) octets.",
        english: "The log is longer than \(limit) bytes.")
    case .damagedArchive(let path):
      Words(
        french: "« \(path) » n'est pas une archive gzip intacte.",
        english: "\"\(path)\" isn't an intact gzip archive.")
    case .empty: Words(french: "Le journal est vide.", english: "The log is empty.")
    case .missingColumns(let columns):
      Words(
        french: "La ligne d'en-tête ne nomme pas : \(columns.joined(separator: ", ")).",
        english: "The header line doesn't name: \(columns.joined(separator: ", ")).")
    case .unknownLifecycle(let name, _):
      Words(
        french: "Le cycle de vie « \(name) » n'est pas connu.",
        english: "The lifecycle \"\(name)\" isn't known.")
    case .alreadyThere(let incident, let request):
      Words(
        french: "\(incident) est déjà là, c'est la demande \(request). Rien n'a été chargé.",
        english: "\(incident) is already there as request \(request). Nothing was loaded.")
    }
  }

  package var hint: Words? {
    switch self {
    case .unreadable, .tooLong, .empty: nil
    case .damagedArchive:
      Words(
        french: "Téléchargez-la de nouveau ; gzip -t la vérifie.",
        english: "Download it again; gzip -t checks it.")
    case .missingColumns:
      Words(
        french: "Il faut les colonnes du journal d'incidents de l'UCI, dans un ordre quelconque.",
        english: "It takes the columns of the UCI incident log, in any order.")
    case .unknownLifecycle(_, let known):
      Words(
        french:
          "Connus : \(known.joined(separator: ", ")). « init --lifecycle FICHIER » en ajoute.",
        english: "Known: \(known.joined(separator: ", ")). \"init --lifecycle FILE\" adds one.")
    case .alreadyThere:
      Words(
        french: "Un journal se charge une seule fois, ou dans un registre neuf.",
        english: "A log is loaded once, or into a new ledger.")
    }
  }
}
