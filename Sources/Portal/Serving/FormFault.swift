import EscaleCore

/// Why a form as a whole can't be taken.
enum FormFault: EscaleError, Hashable {
  case tooLong
  case unreadable
  /// A name that nobody of the directory has, or several.
  case unknownPerson(String, candidates: [String])
  case missingPerson
  /// A text that is no reference of a request.
  case unknownReference(String)
  case passwordsDiffer
  case missingChoice(Words)
  case noFile
  case tooManyFiles

  var code: String {
    switch self {
    case .tooLong: "page.form-too-long"
    case .unreadable: "page.form-unreadable"
    case .unknownPerson: "page.unknown-person"
    case .missingPerson: "page.no-person"
    case .unknownReference: "page.no-reference"
    case .passwordsDiffer: "page.passwords-differ"
    case .missingChoice: "page.nothing-chosen"
    case .noFile: "page.no-file"
    case .tooManyFiles: "page.too-many-files"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .tooLong, .unreadable: .usage
    case .unknownPerson, .unknownReference, .missingPerson, .passwordsDiffer, .missingChoice,
      .noFile, .tooManyFiles:
      .refused
    }
  }

  var message: Words {
    switch self {
    case .tooLong:
      Words(
        french: "Ce formulaire dépasse \(FormFields.byteLimit >> 10) Kio.",
        english: "This form is longer than \(FormFields.byteLimit >> 10) KiB.")
    case .unreadable:
      Words(
        french: "Ce formulaire ne peut pas être lu.", english: "This form can't be read.")
    case .unknownPerson(let name, let candidates):
      candidates.isEmpty
        ? Words(
          french: "L'annuaire n'a personne du nom de « \(name) ».",
          english: "The directory has nobody called “\(name)”.")
        : Words(
          french: "« \(name) » peut être : \(candidates.joined(separator: ", ")).",
          english: "“\(name)” may be: \(candidates.joined(separator: ", ")).")
    case .missingPerson:
      Words(french: "Cochez au moins une personne.", english: "Tick at least one person.")
    case .unknownReference(let text):
      Words(
        french: "« \(text) » n'est pas une référence : elles s'écrivent comme 1-42.",
        english: "“\(text)” isn't a reference: they look like 1-42.")
    case .passwordsDiffer:
      Words(
        french: "Les deux nouveaux mots de passe diffèrent.",
        english: "The two new passwords differ.")
    case .noFile:
      Words(french: "Choisissez au moins un fichier.", english: "Choose at least one file.")
    case .tooManyFiles:
      Words(
        french: "\(KeptFile.limit) fichiers au plus à la fois.",
        english: "At most \(KeptFile.limit) files at a time.")
    case .missingChoice(let name):
      Words(
        french: "Choisissez : \(name.french).", english: "Choose: \(name.english).")
    }
  }
}
