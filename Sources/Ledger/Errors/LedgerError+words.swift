package import EscaleCore

extension LedgerError {
  package var message: Words {
    switch self {
    case .noLedger(let path):
      Words(french: "Pas de registre dans \(path).", english: "There is no ledger in \(path).")
    case .ledgerExists(let path):
      Words(
        french: "Il y a déjà un registre dans \(path).",
        english: "There is a ledger in \(path) already.")
    case .copyExists(let path):
      Words(french: "« \(path) » existe déjà.", english: "“\(path)” exists already.")
    case .newerSchema(let path):
      Words(
        french: "\(path) vient d'une version plus récente d'Escale.",
        english: "\(path) was made by a later version of Escale.")
    case .damaged(let what):
      Words(
        french: "Le registre est abîmé : \(what).", english: "The ledger is damaged: \(what).")
    case .storage(let reason):
      Words(
        french: "Le registre n'a pas pu être lu ou écrit : \(SystemReason.french(reason)).",
        english: "The ledger couldn't be read or written: \(reason).")
    case .busy:
      Words(
        french: "Un autre programme écrit dans le registre.",
        english: "Another program is writing to the ledger.")
    case .clockJumped(let jump):
      Words(
        french: "L'horloge du serveur a sauté de \(jump / Timestamp.millisecondsPerDay) jours : "
          + "rien ne se fait de lui-même.",
        english:
          "The server's clock jumped by \(jump / Timestamp.millisecondsPerDay) days: nothing "
          + "is done by itself.")
    case .unknownDraft(let index):
      Words(
        french: "Le brouillon \(index) ne crée pas de demande avant celui-ci.",
        english: "Draft \(index) doesn't create a request before this one.")
    case .unknownAttachment:
      Words(
        french: "Il n'y a pas de telle pièce jointe.", english: "There is no such attachment.")
    case .unknownChange(let id):
      Words(french: "Le registre n'a pas « \(id) ».", english: "The ledger has no “\(id)”.")
    case .notQuarantined(let id):
      Words(
        french: "« \(id) » n'attend pas en quarantaine.",
        english: "“\(id)” doesn't wait in quarantine.")
    default: peopleMessage ?? signInMessage ?? syncMessage
    }
  }

  private var peopleMessage: Words? {
    switch self {
    case .unknownUser(let name):
      Words(
        french: "L'annuaire n'a personne du nom de « \(name) ».",
        english: "The directory has nobody called “\(name)”.")
    case .userInactive(let name):
      Words(
        french: "Le compte de « \(name) » est désactivé.",
        english: "The account of “\(name)” is disabled.")
    case .weakPassword(let count):
      Words(
        french: "Ce mot de passe fait \(count) octets.",
        english: "This password has \(count) bytes.")
    case .unknownReplica(let text):
      Words(french: "Pas de réplique « \(text) ».", english: "There is no replica “\(text)”.")
    case .nameTaken(let name):
      Words(french: "« \(name) » existe déjà.", english: "“\(name)” exists already.")
    case .invalidName(let name):
      Words(
        french: "« \(name) » ne peut pas servir de nom.", english: "“\(name)” can't be a name.")
    case .lifecycleTaken(let lifecycle):
      Words(
        french:
          "La version \(lifecycle.version) du cycle « \(lifecycle.name) » existe déjà, différente.",
        english:
          "Version \(lifecycle.version) of the lifecycle “\(lifecycle.name)” exists and differs.")
    default: nil
    }
  }

  private var signInMessage: Words? {
    switch self {
    case .wrongCredential:
      Words(
        french: "Ce nom et ce mot de passe, ou ce code, ne vont pas ensemble.",
        english: "This name and this password or code don't go together.")
    case .signInBusy:
      Words(
        french: "Trop de connexions à la fois.", english: "Too many people are signing in at once.")
    case .tooManyAttempts(let seconds):
      Words(
        french: "Trop d'essais ; le prochain sera possible dans \(seconds) s.",
        english: "Too many attempts; the next one is possible in \(seconds) s.")
    case .unknownToken:
      Words(
        french: "Cet appareil n'est pas inscrit ici.", english: "This device isn't enrolled here.")
    case .revoked:
      Words(
        french: "Cet appareil ou ce compte a été révoqué.",
        english: "This device or this account was revoked.")
    case .resetOver:
      Words(
        french: "Ce lien a servi, a été remplacé, ou a plus d'une heure.",
        english: "This link was used, was replaced, or is more than an hour old.")
    default: nil
    }
  }

  private var syncMessage: Words {
    switch self {
    case .malformed:
      Words(french: "Ce message ne peut pas être lu.", english: "This message can't be read.")
    case .invalidKey:
      Words(
        french: "La clé de la réplique n'est pas une clé Ed25519.",
        english: "The replica's key isn't an Ed25519 key.")
    case .noCommonVersion(let versions):
      Words(
        french: "Ce serveur ne parle aucune des versions \(versions) du protocole.",
        english: "This server speaks none of the protocol's versions \(versions).")
    case .wrongLedger:
      Words(
        french: "Cette réplique appartient à un autre registre.",
        english: "This replica belongs to another ledger.")
    case .foreignChange(let replica):
      Words(
        french: "Le message parle pour la réplique \(replica), qui n'est pas celle du jeton.",
        english: "The message speaks for replica \(replica), which isn't the token's.")
    case .sequenceGap(let expected, let found):
      Words(
        french: "Après les modifications connues, \(expected) est attendue, pas \(found).",
        english: "After the known changes \(expected) is expected, not \(found).")
    case .wrongCheckpoint:
      Words(
        french: "La signature ne correspond pas aux modifications.",
        english: "The signature doesn't fit the changes.")
    case .forked(let replica, _):
      Words(
        french: "La réplique \(replica) existe en deux exemplaires qui ont divergé.",
        english: "Replica \(replica) exists twice, and the two have gone apart.")
    case .otherHistory(let position):
      Words(
        french: "Le registre n'a pas ce que la réplique en a vu à la position \(position).",
        english: "The ledger doesn't have what the replica saw of it at position \(position).")
    case .restored(let position):
      Words(
        french: "Le serveur a été restauré depuis une sauvegarde : il n'a plus ce que cette "
          + "réplique en a vu à la position \(position).",
        english: "The server was restored from a backup: it no longer has what this replica saw "
          + "of it at position \(position).")
    case .unprovenReturn:
      Words(
        french: "Ce qui est rendu n'est pas ce que ce serveur avait livré.",
        english: "What is handed back isn't what this server had delivered.")
    default: carryMessage
    }
  }

  private var carryMessage: Words {
    switch self {
    case .unknownSender(let replica):
      Words(
        french: "La réplique \(replica), d'où viennent ces modifications, n'est pas inscrite ici.",
        english: "Replica \(replica), from which these changes come, isn't enrolled here.")
    case .revokedSender(let replica):
      Words(
        french: "La réplique \(replica) a été révoquée, et a déjà remis ce qu'elle avait.",
        english: "Replica \(replica) was revoked, and has handed over what it had already.")
    case .renewedSender(let replica):
      Words(
        french: "La réplique \(replica) continue sous un nouveau numéro, et redit tout elle-même.",
        english: "Replica \(replica) goes on under a new id, and says all of it again itself.")
    default: Words(french: "Le serveur a échoué.", english: "The server failed.")
    }
  }
}
