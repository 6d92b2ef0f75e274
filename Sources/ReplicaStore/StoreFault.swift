package import EscaleCore

/// Why a replica's file can't be used.
package enum StoreFault: EscaleError, Hashable {
  /// There is no replica at that path.
  case noReplica(path: String)
  /// There is one already.
  case replicaExists(path: String)
  /// Another program holds the replica's lock.
  case busy(path: String)
  /// The disk has no room.
  case diskFull(path: String)
  /// The file or its folder can't be written.
  case readOnly(path: String)
  /// The file isn't a replica, or is damaged.
  case damaged(path: String, reason: String)
  /// The file was made by a later version.
  case newerSchema(path: String, version: Int)
  /// Something has the name that a copy was to get.
  case copyExists(path: String)
  /// The system refused something.
  case failed(path: String, reason: String)

  package var kind: ErrorKind {
    switch self {
    case .noReplica: .notAllowed
    case .replicaExists, .copyExists: .refused
    case .busy, .diskFull, .readOnly, .damaged, .newerSchema, .failed: .unexpected
    }
  }

  package var code: String {
    switch self {
    case .noReplica: "replica.none"
    case .replicaExists: "replica.exists"
    case .busy: "replica.busy"
    case .diskFull: "replica.disk-full"
    case .readOnly: "replica.read-only"
    case .damaged: "replica.damaged"
    case .newerSchema: "replica.newer-schema"
    case .copyExists: "replica.copy-exists"
    case .failed: "replica.failed"
    }
  }

  package var message: Words {
    switch self {
    case .noReplica(let path):
      Words(
        french: "Aucune réplique à \(path) : cet appareil n'est inscrit nulle part.",
        english: "There is no replica at \(path): this device hasn't joined a server.")
    case .replicaExists(let path):
      Words(
        french: "Il y a déjà une réplique à \(path).",
        english: "There already is a replica at \(path).")
    case .busy(let path):
      Words(
        french: "Un autre programme écrit dans \(path).",
        english: "Another program is writing to \(path).")
    case .diskFull(let path):
      Words(
        french: "Plus de place sur le disque de \(path) ; rien n'a changé.",
        english: "No room left on the disk of \(path); nothing was changed.")
    case .readOnly(let path):
      Words(
        french: "\(path) ne peut pas être modifié.", english: "\(path) can't be written to.")
    case .damaged(let path, let reason):
      Words(
        french: "\(path) est endommagé : \(reason).", english: "\(path) is damaged: \(reason).")
    case .newerSchema(let path, let version):
      Words(
        french: "\(path) vient d'une version plus récente (schéma \(version)).",
        english: "\(path) was made by a later version (schema \(version)).")
    case .copyExists(let path):
      Words(french: "« \(path) » existe déjà.", english: "“\(path)” exists already.")
    case .failed(let path, let reason):
      Words(french: "\(path) : \(SystemReason.french(reason)).", english: "\(path): \(reason).")
    }
  }

  package var hint: Words? {
    switch self {
    case .noReplica:
      Words(
        french: "Inscrivez-le : escale join URL --user NOM.",
        english: "Enrol it: escale join URL --user NAME.")
    case .replicaExists:
      Words(
        french: "Nommez-en un autre par --replica, ou utilisez celle-là.",
        english: "Name another with --replica, or use that one.")
    case .busy:
      Words(french: "Réessayez dans un instant.", english: "Try again in a moment.")
    case .diskFull: Words(french: "Libérez de la place.", english: "Free some room.")
    case .readOnly:
      Words(
        french: "Vérifiez les droits du fichier et de son dossier.",
        english: "Check the rights of the file and of its folder.")
    case .damaged:
      Words(
        french: "Lancez escale doctor ; rien n'est envoyé d'une réplique endommagée.",
        english: "Run escale doctor; nothing is sent from a damaged replica.")
    case .newerSchema:
      Words(french: "Mettez escale à jour.", english: "Upgrade escale.")
    case .copyExists:
      Words(
        french: "Donnez un autre nom, ou --force pour la remplacer.",
        english: "Give another name, or --force to replace it.")
    case .failed: nil
    }
  }
}
