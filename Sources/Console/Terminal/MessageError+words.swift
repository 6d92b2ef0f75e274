package import EscaleCore

extension MessageError {
  package var message: Words {
    switch self {
    case .twoSources:
      Words(
        french: "-m et -F donnent chacun un message.",
        english: "-m and -F each give a message.")
    case .unreadable(let name, let number):
      Words(
        french: "« \(name) » n'a pas pu être lu : \(SystemText.french(number)).",
        english: "\"\(name)\" could not be read: \(SystemText.reason(number)).")
    case .tooLong(let limit):
      Words(
        french: "Le message dépasse \(limit) octets.",
        english: "The message is longer than \(limit) bytes.")
    case .notText(let name):
      Words(
        french: "« \(name) » n'est pas un texte en UTF-8.",
        english: "\"\(name)\" is not UTF-8 text.")
    case .noEditor:
      Words(
        french: "Il manque un message, et ni VISUAL ni EDITOR ne nomme d'éditeur.",
        english: "A message is missing, and neither VISUAL nor EDITOR names an editor.")
    case .editorFailed(let status, _):
      Words(
        french: "L'éditeur s'est terminé avec le code \(status).",
        english: "The editor ended with status \(status).")
    case .abandoned:
      Words(
        french: "Rien n'a été écrit : la commande est abandonnée.",
        english: "Nothing was written: the command is abandoned.")
    case .draftNotKept(let path, let number):
      Words(
        french: "Le brouillon « \(path) » n'a pas pu être gardé : \(SystemText.french(number)).",
        english: "The draft \"\(path)\" could not be kept: \(SystemText.reason(number)).")
    }
  }

  package var hint: Words? {
    switch self {
    case .twoSources:
      Words(french: "N'en gardez qu'un.", english: "Give only one of them.")
    case .noEditor, .draftNotKept:
      Words(
        french: "Donnez le message par -m ou -F.", english: "Give the message with -m or -F.")
    case .editorFailed(_, let draft):
      Words(
        french: "Ce qui était écrit reste dans \(draft) et revient à la prochaine tentative.",
        english: "What was written stays in \(draft) and comes back at the next attempt.")
    case .notText:
      Words(
        french: "Convertissez-le, par exemple avec iconv.",
        english: "Convert it, for example with iconv.")
    case .unreadable, .tooLong, .abandoned:
      nil
    }
  }
}
