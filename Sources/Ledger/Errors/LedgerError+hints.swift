package import EscaleCore
import SyncProtocol

extension LedgerError {
  package var hint: Words? {
    switch self {
    case .notQuarantined:
      Words(
        french: "« escale-server quarantine list » montre ce qui attend.",
        english: "\"escale-server quarantine list\" shows what waits.")
    case .noLedger:
      Words(
        french: "Créez-le : escale-server init.", english: "Create it: escale-server init.")
    case .ledgerExists:
      Words(
        french: "Servez-le, ou donnez un autre dossier par --data.",
        english: "Serve it, or name another folder with --data.")
    case .copyExists:
      Words(french: "Donnez un nom nouveau.", english: "Give a new name.")
    case .unknownUser:
      Words(
        french: "« escale-server directory export » montre tout le monde ; « user add » ajoute.",
        english: "\"escale-server directory export\" shows everybody; \"user add\" adds.")
    case .unknownReplica:
      Words(
        french: "« escale-server replica list » les montre.",
        english: "\"escale-server replica list\" shows them.")
    case .damaged, .storage:
      Words(
        french: "Lancez escale-server verify ; gardez une copie du dossier avant tout.",
        english: "Run escale-server verify; keep a copy of the folder before anything else.")
    case .clockJumped:
      Words(
        french: "Remettez-la à l'heure ; si elle est juste maintenant, relancez escale-server.",
        english: "Set it right; if it is right now, start escale-server anew.")
    case .busy, .signInBusy:
      Words(french: "Réessayez dans un instant.", english: "Try again in a moment.")
    case .weakPassword:
      Words(
        french: "Il en faut au moins \(PasswordRules.leastByteCount).",
        english: "At least \(PasswordRules.leastByteCount) are needed.")
    case .invalidName:
      Words(
        french: "Lettres sans accent, chiffres, point, tiret et souligné.",
        english: "Letters without accents, digits, dot, hyphen and underscore.")
    case .lifecycleTaken:
      Words(
        french: "Donnez un autre numéro de version.", english: "Give it another version number.")
    case .wrongCredential:
      Words(
        french: "Vérifiez le nom ; un code d'invitation ne sert qu'une fois.",
        english: "Check the name; an invite code works only once.")
    case .unknownToken, .revoked:
      Words(
        french: "Demandez une invitation à un administrateur.",
        english: "Ask an administrator for an invitation.")
    case .resetOver:
      Words(french: "Demandez-en un autre.", english: "Ask for another one.")
    case .noCommonVersion(let versions)
    where !versions.isEmpty && versions.allSatisfy { !ProtocolVersion.isOutlived($0) }:
      Words(
        french:
          "Demandez à qui gère le serveur de le mettre à jour, ou gardez le programme d'avant. "
          + "Rien n'est perdu.",
        english:
          "Ask whoever runs the server to upgrade it, or keep the program you had. Nothing is "
          + "lost.")
    case .noCommonVersion:
      Words(
        french: "Mettez escale à jour sur cet appareil. Rien n'est perdu.",
        english: "Upgrade escale on this device. Nothing is lost.")
    case .newerSchema:
      Words(french: "Mettez le programme à jour.", english: "Upgrade the program.")
    case .restored:
      Words(
        french: "Lancez escale sync, mis à jour : il rend au serveur ce qui lui manque. Rien n'est "
          + "perdu.",
        english: "Run escale sync, upgraded: it hands back to the server what that lacks. Nothing "
          + "is lost.")
    case .forked:
      Words(
        french: "La réplique continue sous un nouveau numéro, avec tout son travail.",
        english: "The replica goes on under a new id, with all its work.")
    default: nil
    }
  }
}
