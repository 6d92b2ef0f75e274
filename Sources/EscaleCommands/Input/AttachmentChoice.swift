import EscaleCore

/// Which attachment of a request somebody means.
struct AttachmentChoice {
  let view: RequestView
  let name: String

  /// The one that has the name, or that a change attached; of several with the same bytes the
  /// last.
  ///
  /// - Throws: ``AttachmentMiss`` where none or several are meant.
  var only: (ChangeID, Attachment) {
    get throws(AttachmentMiss) {
      let all = view.attachments.compactMap { entry in entry.attachment.map { (entry.id, $0) } }
      if let id = ChangeID(text: name), let found = all.first(where: { $0.0 == id }) {
        return found
      }
      let named = all.filter { $0.1.name.utf8.elementsEqual(name.utf8) }
      guard let last = named.last else {
        throw .unknown(name: name, ref: view.ref, known: all.map(\.1.name))
      }
      guard named.allSatisfy({ $0.1.blob == last.1.blob }) else {
        throw .ambiguous(name: name, changes: named.map(\.0))
      }
      return last
    }
  }
}

/// Why an attachment can't be told from its name, or can't be written.
enum AttachmentMiss: EscaleError, Hashable {
  case unknown(name: String, ref: RequestID, known: [String])
  case ambiguous(name: String, changes: [ChangeID])
  case fileExists(path: String)
  case unwritable(path: String, reason: String)

  /// How many names or changes a hint tells.
  private static let listLimit = 20

  var code: String {
    switch self {
    case .unknown: "attachment.unknown"
    case .ambiguous: "attachment.ambiguous"
    case .fileExists: "attachment.file-exists"
    case .unwritable: "attachment.unwritable"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .unknown: .notFound
    case .ambiguous: .usage
    case .fileExists: .refused
    case .unwritable: .unexpected
    }
  }

  var message: Words {
    switch self {
    case .unknown(let name, let ref, _):
      Words(
        french: "\(ref) n'a pas de pièce jointe « \(name) ».",
        english: "\(ref) has no attachment “\(name)”.")
    case .ambiguous(let name, _):
      Words(
        french: "Plusieurs pièces jointes s'appellent « \(name) ».",
        english: "Several attachments are called “\(name)”.")
    case .fileExists(let path):
      Words(french: "« \(path) » existe déjà.", english: "“\(path)” exists already.")
    case .unwritable(let path, let reason):
      Words(
        french: "« \(path) » n'a pas pu être écrit : \(SystemReason.french(reason)).",
        english: "“\(path)” could not be written: \(reason).")
    }
  }

  var hint: Words? {
    switch self {
    case .unknown(_, _, let known):
      known.isEmpty ? nil : Self.list(known)
    case .ambiguous(_, let changes): Self.list(changes.map(\.description))
    case .fileExists:
      Words(
        french: "Donnez un autre nom par -o, ou --force pour le remplacer.",
        english: "Give another name with -o, or --force to replace it.")
    case .unwritable: nil
    }
  }

  var details: [String: String] {
    switch self {
    case .unknown(let name, let ref, _): ["name": name, "ref": ref.description]
    case .ambiguous(let name, _): ["name": name]
    case .fileExists(let path), .unwritable(let path, _): ["path": path]
    }
  }

  private static func list(_ items: [String]) -> Words {
    let list = items.prefix(listLimit).joined(separator: ", ")
    return Words(french: "Possible : \(list).", english: "Possible: \(list).")
  }
}
