package import EscaleCore

/// Why a bundle can't be written or taken in; nothing has changed then.
package enum BundleFault: EscaleError, Hashable {
  /// The file isn't a bundle at all.
  case notABundle
  /// It ends before it should.
  case truncated
  /// Its bytes aren't those that were written.
  case damaged
  /// It was written by a later version.
  case newer(UInt64)
  case tooLarge(byteLimit: Int)
  /// It belongs to another ledger.
  case otherLedger
  /// The server of this ledger never gave its word on the device that wrote it.
  case unknownDevice(ReplicaID)
  /// Its signature isn't that of the device that it names.
  case wrongSignature(ReplicaID)
  /// This replica carries as much as it can.
  case tooMany(limit: Int)
  case nothingToExport
  /// The server hasn't given its word on this device yet.
  case noCredential

  package var kind: ErrorKind {
    switch self {
    case .wrongSignature, .unknownDevice: .notAllowed
    default: .refused
    }
  }

  package var code: String {
    switch self {
    case .notABundle: "bundle.not-a-bundle"
    case .truncated: "bundle.truncated"
    case .damaged: "bundle.damaged"
    case .newer: "bundle.newer"
    case .tooLarge: "bundle.too-large"
    case .otherLedger: "bundle.other-ledger"
    case .unknownDevice: "bundle.unknown-device"
    case .wrongSignature: "bundle.wrong-signature"
    case .tooMany: "bundle.too-many"
    case .nothingToExport: "bundle.nothing-to-export"
    case .noCredential: "bundle.no-credential"
    }
  }

  package var message: Words {
    switch self {
    case .notABundle:
      Words(french: "Ce fichier n'est pas un colis d'escale.", english: "This isn't a bundle.")
    case .truncated:
      Words(french: "Le colis est incomplet.", english: "The bundle is cut short.")
    case .damaged: Words(french: "Le colis est abîmé.", english: "The bundle is damaged.")
    case .newer(let version):
      Words(
        french: "Le colis est d'une version plus récente (\(version)).",
        english: "The bundle is of a later version (\(version)).")
    case .tooLarge(let limit):
      Words(
        french: "Le colis dépasse \(limit >> 20) Mio.",
        english: "The bundle is larger than \(limit >> 20) MiB.")
    case .otherLedger:
      Words(
        french: "Le colis appartient à un autre registre.",
        english: "The bundle belongs to another ledger.")
    case .unknownDevice(let replica):
      Words(
        french: "Le serveur ne s'est jamais porté garant de la réplique \(replica) du colis.",
        english: "The server never vouched for replica \(replica) of the bundle.")
    case .wrongSignature(let replica):
      Words(
        french: "Le colis a été modifié : ce n'est pas la signature de la réplique \(replica).",
        english: "The bundle was altered: this isn't the signature of replica \(replica).")
    case .tooMany(let limit):
      Words(
        french: "Cette réplique porte déjà \(limit) colis.",
        english: "This replica carries \(limit) bundles already.")
    case .nothingToExport:
      Words(french: "Rien n'attend d'être envoyé.", english: "Nothing waits to be sent.")
    case .noCredential:
      Words(
        french: "Le serveur ne s'est pas encore porté garant de cet appareil.",
        english: "The server hasn't vouched for this device yet.")
    }
  }

  package var hint: Words? {
    switch self {
    case .notABundle, .truncated, .damaged:
      Words(
        french: "Copiez-le à nouveau, tel quel.", english: "Copy it again, as it is.")
    case .newer: Words(french: "Mettez escale à jour.", english: "Upgrade escale.")
    case .wrongSignature, .unknownDevice:
      Words(
        french: "Demandez-en un autre à son auteur ; rien n'a été repris de celui-ci.",
        english: "Ask its author for another one; nothing of this one was taken in.")
    case .tooMany, .noCredential:
      Words(french: "Lancez escale sync.", english: "Run escale sync.")
    case .nothingToExport:
      Words(
        french: "--request emporte une demande entière.",
        english: "--request takes a whole request along.")
    case .otherLedger, .tooLarge: nil
    }
  }
}
