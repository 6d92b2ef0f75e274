import Console
import EscaleCore
import ReplicaStore

/// What the doctor found, for people.
struct DoctorText {
  let findings: StoreFindings
  let isRebuilt: Bool
  let language: Language

  var text: String {
    let (changes, requests) = (
      Counted.changes(findings.changes), Counted.requests(findings.requests)
    )
    let checked = Words(
      french: "Vérifié : \(changes.french), \(requests.french).",
      english: "Checked: \(changes.english), \(requests.english).")
    let rebuilt = Words(
      french: "Les tables sont refaites à partir des modifications.",
      english: "The tables were made again from the changes.")
    let sound = Words(french: "Tout est sain.", english: "All is sound.")
    var text = checked[language] + "\n"
    if isRebuilt { text += rebuilt[language] + "\n" }
    for problem in findings.problems { text += "✗ \(sanitizedLine(problem.words[language]))\n" }
    return findings.problems.isEmpty ? text + sound[language] + "\n" : text
  }
}

extension StoreFindings.Problem {
  /// The name in JSON.
  var name: String {
    switch self {
    case .sqlite: "sqlite"
    case .unreadableChange: "unreadable"
    case .brokenLink: "link"
    case .missingSequence: "sequence"
    case .staleProjection: "projection"
    case .damagedAttachment: "attachment-damaged"
    case .lostAttachment: "attachment-lost"
    }
  }

  /// What it is about: a change or a request, or SQLite's own words.
  var subject: String {
    switch self {
    case .sqlite(let text): text
    case .unreadableChange(let id), .brokenLink(let id), .missingSequence(let id),
      .damagedAttachment(let id), .lostAttachment(let id):
      id.description
    case .staleProjection(let request): request.description
    }
  }

  /// What is wrong, for people.
  var words: Words {
    switch self {
    case .sqlite(let text): Words(french: "SQLite : \(text)", english: "SQLite: \(text)")
    case .unreadableChange(let id):
      Words(french: "\(id) n'est pas lisible", english: "\(id) can't be read")
    case .brokenLink(let id):
      Words(french: "la chaîne est rompue à \(id)", english: "the chain is broken at \(id)")
    case .missingSequence(let id): Words(french: "\(id) manque", english: "\(id) is missing")
    case .staleProjection(let request):
      Words(
        french: "\(request) : la table ne dit pas ce que disent ses modifications",
        english: "\(request): the table doesn't say what its changes say")
    case .damagedAttachment(let id):
      Words(
        french: "\(id) : le contenu de la pièce jointe est abîmé",
        english: "\(id): the content of the attachment is damaged")
    case .lostAttachment(let id):
      Words(
        french: "\(id) : le contenu de la pièce jointe, pas encore envoyé, manque",
        english: "\(id): the content of the attachment, not sent yet, is missing")
    }
  }
}

/// The replica isn't sound.
struct ReplicaUnsound: EscaleError, Hashable {
  let count: Int

  var code: String { "replica.unsound" }
  var kind: ErrorKind { .unexpected }

  var message: Words {
    Words(
      french: "La réplique n'est pas saine : \(count) anomalie(s).",
      english: "The replica is not sound: \(count) finding(s).")
  }

  var hint: Words? {
    Words(
      french: "« escale doctor --rebuild » refait les tables à partir des modifications.",
      english: "\"escale doctor --rebuild\" makes the tables again from the changes.")
  }
}
