import Console
import EscaleCore

/// A name that the directory, as this replica holds it, doesn't have.
enum DirectoryMiss: EscaleError, Hashable {
  /// With names that are near, as all of them.
  case person(String, near: [String])
  case team(String, near: [String])
  case service(String, near: [String])

  var kind: ErrorKind { .notFound }

  var code: String {
    switch self {
    case .person: "directory.unknown-person"
    case .team: "directory.unknown-team"
    case .service: "directory.unknown-service"
    }
  }

  var details: [String: String] {
    switch self {
    case .person(let name, _), .team(let name, _), .service(let name, _): ["name": name]
    }
  }

  var message: Words {
    switch self {
    case .person(let name, _):
      Words(
        french: "L'annuaire ne connaît personne sous le nom de « \(name) ».",
        english: "The directory knows nobody by the name \"\(name)\".")
    case .team(let name, _):
      Words(
        french: "L'annuaire n'a pas d'équipe « \(name) ».",
        english: "The directory has no team \"\(name)\".")
    case .service(let name, _):
      Words(
        french: "Le catalogue n'a pas de service « \(name) ».",
        english: "The catalogue has no service \"\(name)\".")
    }
  }

  var hint: Words? {
    switch self {
    case .person(_, let near), .team(_, let near), .service(_, let near):
      Suggestion.hint(near, otherwise: whereToLook)
    }
  }

  private var whereToLook: Words {
    switch self {
    case .person:
      Words(
        french: "« escale people --fetch MOTS » cherche aussi sur le serveur.",
        english: "\"escale people --fetch WORDS\" searches the server as well.")
    case .team:
      Words(
        french: "« escale teams » donne les codes des équipes.",
        english: "\"escale teams\" lists the codes of the teams.")
    case .service:
      Words(
        french: "« escale catalog » donne les codes des services.",
        english: "\"escale catalog\" lists the codes of the services.")
    }
  }
}
