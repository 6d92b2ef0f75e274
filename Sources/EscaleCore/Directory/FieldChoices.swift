/// The codes that some fields of a request are chosen from, with what they are called.
package enum FieldChoices {
  /// How a request reached the desk.
  package static let origins = ["portal", "phone", "mail", "field"]
  /// What sort of work resolved it.
  package static let solutionCategories = [
    "assistance", "configuration", "repair", "replacement", "installation", "training", "other",
  ]

  /// What a code is called; an unknown one stands for itself.
  package static func label(of code: String) -> Words {
    labels[code] ?? Words(french: code, english: code)
  }

  private static let labels: [String: Words] = [
    "critical": Words(french: "critique", english: "critical"),
    "high": Words(french: "haute", english: "high"),
    "medium": Words(french: "moyenne", english: "medium"),
    "low": Words(french: "basse", english: "low"),
    "department": Words(french: "tout un établissement", english: "a whole department"),
    "service": Words(french: "un service", english: "a service"),
    "person": Words(french: "une personne", english: "one person"),
    "portal": Words(french: "portail", english: "portal"),
    "phone": Words(french: "téléphone", english: "phone"),
    "mail": Words(french: "courriel", english: "mail"),
    "field": Words(french: "terrain", english: "field"),
    "assistance": Words(french: "assistance", english: "assistance"),
    "configuration": Words(french: "configuration", english: "configuration"),
    "repair": Words(french: "réparation", english: "repair"),
    "replacement": Words(french: "remplacement", english: "replacement"),
    "installation": Words(french: "installation", english: "installation"),
    "training": Words(french: "formation", english: "training"),
    "other": Words(french: "autre", english: "other"),
  ]
}

extension FieldKey {
  /// What a field is called; a field of the form by its key, a link by what it leads to.
  package var label: Words {
    switch self {
    case .title: return Words(french: "Titre", english: "Title")
    case .description: return Words(french: "Description", english: "Description")
    case .service: return Words(french: "Service", english: "Service")
    case .urgency: return Words(french: "Urgence", english: "Urgency")
    case .impact: return Words(french: "Impact", english: "Impact")
    case .location: return Words(french: "Lieu", english: "Location")
    case .origin: return Words(french: "Origine", english: "Origin")
    case .solutionCategory:
      return Words(french: "Catégorie de solution", english: "Solution category")
    default:
      if let target = linkTarget {
        return Words(french: "Lien avec \(target)", english: "Link with \(target)")
      }
      return Words(french: formKey ?? rawValue, english: formKey ?? rawValue)
    }
  }
}

extension Payload.Field {
  /// The value as people read it: a code of the desk's own by its name, anything else as it is.
  package var shownValue: Words {
    switch key {
    case .urgency, .impact, .origin, .solutionCategory: FieldChoices.label(of: value)
    case _ where key.isLink: LinkKind(rawValue: value)?.label ?? LinkKind.removedLabel
    default: Words(french: value, english: value)
    }
  }
}

extension LinkKind {
  /// What a link is called, seen from the request that names the other.
  package var label: Words {
    switch self {
    case .duplicateOf: Words(french: "doublon de", english: "duplicate of")
    case .relatedTo: Words(french: "liée à", english: "related to")
    }
  }

  /// What it is called, seen from the request that is named.
  package var reverseLabel: Words {
    switch self {
    case .duplicateOf: Words(french: "a pour doublon", english: "duplicated by")
    case .relatedTo: LinkKind.relatedTo.label
    }
  }

  static let removedLabel = Words(french: "aucun", english: "none")
}
