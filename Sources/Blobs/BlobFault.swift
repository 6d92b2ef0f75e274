package import EscaleCore

/// Why the bytes of a blob can't be had or kept.
package enum BlobFault: EscaleError, Hashable {
  /// They aren't here.
  case absent(Fingerprint)
  /// What is stored under the name has another hash; it was put aside.
  case damaged(Fingerprint)
  /// More bytes than are taken.
  case tooLong(byteLimit: UInt64)
  /// The disk has no room.
  case diskFull(path: String)
  /// A file can't be read or written.
  case disk(path: String, reason: String)

  package var code: String {
    switch self {
    case .absent: "attachment.absent"
    case .damaged: "attachment.damaged"
    case .tooLong: "attachment.too-large"
    case .diskFull: "attachment.disk-full"
    case .disk: "attachment.disk"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .absent: .notFound
    case .tooLong: .refused
    case .damaged, .diskFull, .disk: .unexpected
    }
  }

  package var message: Words {
    switch self {
    case .absent:
      Words(
        french: "Le contenu de cette pièce jointe n'est pas ici.",
        english: "The content of this attachment isn't here.")
    case .damaged:
      Words(
        french: "Le contenu de cette pièce jointe est abîmé.",
        english: "The content of this attachment is damaged.")
    case .tooLong(let limit):
      Words(
        french: "Le fichier dépasse \(limit) octets, la limite d'une pièce jointe.",
        english: "The file is larger than \(limit) bytes, the limit of an attachment.")
    case .diskFull(let path):
      Words(french: "\(path) : le disque est plein.", english: "\(path): the disk is full.")
    case .disk(let path, let reason):
      Words(french: "\(path) : \(SystemReason.french(reason)).", english: "\(path): \(reason).")
    }
  }

  package var hint: Words? {
    switch self {
    case .absent:
      Words(
        french: "Elle arrivera avec une synchronisation de son auteur.",
        english: "It will arrive with a sync of its author.")
    case .damaged:
      Words(
        french: "Une réplique qui l'a encore la rendra : escale sync --attachments.",
        english: "A replica that still has it gives it back: escale sync --attachments.")
    case .tooLong:
      Words(
        french: "Compressez-le, ou dites où le trouver.",
        english: "Compress it, or say where to find it.")
    case .diskFull: Words(french: "Libérez de la place.", english: "Free some room.")
    case .disk: nil
    }
  }

  package var details: [String: String] {
    switch self {
    case .absent(let blob), .damaged(let blob): ["sha256": blob.description]
    case .tooLong(let limit): ["byteLimit": "\(limit)"]
    case .diskFull(let path), .disk(let path, _): ["path": path]
    }
  }
}
