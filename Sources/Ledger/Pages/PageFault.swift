package import EscaleCore

/// Why the server's pages don't do what somebody asks of them.
package enum PageFault: EscaleError, Hashable {
  /// There is no such request, or not for him: the two look the same.
  case unknownRequest(RequestID)
  case unknownService(String)
  /// Another transition holds than the one that his page showed.
  case moved(RequestID, to: Words)
  /// A field has another value than the one that his page showed, since somebody set it.
  case edited(Words, by: String, value: String)
  case refused(VerdictCode)

  package var code: String {
    switch self {
    case .unknownRequest: "page.unknown-request"
    case .unknownService: "page.unknown-service"
    case .moved: "page.moved"
    case .edited: "page.edited"
    case .refused(let code): code.rawValue
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .unknownRequest, .unknownService: .notFound
    case .moved, .edited: .refused
    case .refused(let code): code.isAboutRights ? .notAllowed : .refused
    }
  }

  package var message: Words {
    switch self {
    case .unknownRequest(let id):
      Words(
        french: "Vous n'avez pas de demande \(id).", english: "You have no request \(id).")
    case .unknownService(let code):
      Words(
        french: "Le catalogue n'a pas de service « \(code) ».",
        english: "The catalogue has no service “\(code)”.")
    case .moved(let id, let state):
      Words(
        french: "\(id) a bougé depuis que cette page a été affichée : « \(state.french) ».",
        english: "\(id) has moved since this page was shown: “\(state.english)”.")
    case .edited(let field, let author, let value):
      Words(
        french: "« \(field.french) » vient d'être changé par \(author) : « \(value) ».",
        english: "“\(field.english)” has just been changed by \(author): “\(value)”.")
    case .refused(let code):
      Words(
        french: "Ce n'est pas possible : \(code.reason.french).",
        english: "That isn't possible: \(code.reason.english).")
    }
  }

  package var hint: Words? {
    switch self {
    case .unknownRequest:
      Words(
        french: "Vérifiez la référence, ou demandez à être ajouté comme contact.",
        english: "Check the reference, or ask to be added as a contact.")
    case .moved:
      Words(
        french: "Relisez ce qui s'est passé ; votre texte est gardé, envoyez-le s'il convient"
          + " encore.",
        english: "Read what has happened; your text is kept, send it if it still fits.")
    case .edited:
      Words(
        french: "Ce que vous avez écrit est gardé : enregistrez encore une fois si cela doit"
          + " remplacer l'autre valeur.",
        english: "What you wrote is kept: save it once more if it is to replace the other value.")
    default: nil
    }
  }
}
