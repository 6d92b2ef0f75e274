import EscaleCore

/// What things are called on the terminal.
enum Labels {
  static let system = Words(french: "le serveur", english: "the server")
  static let reference = Words(french: "Référence", english: "Reference")
  static let title = Words(french: "Titre", english: "Title")
  static let description = Words(french: "Description", english: "Description")
  static let state = Words(french: "État", english: "State")
  static let service = Words(french: "Service", english: "Service")
  static let requester = Words(french: "Demandeur", english: "Requester")
  static let creator = Words(french: "Saisie par", english: "Entered by")
  static let contacts = Words(french: "Contacts", english: "Contacts")
  static let team = Words(french: "Équipe", english: "Team")
  static let agent = Words(french: "Agent", english: "Agent")
  static let urgency = Words(french: "Urgence", english: "Urgency")
  static let impact = Words(french: "Impact", english: "Impact")
  static let priority = Words(french: "Priorité", english: "Priority")
  static let location = Words(french: "Lieu", english: "Location")
  static let created = Words(french: "Créée", english: "Created")
  static let updated = Words(french: "Modifiée", english: "Updated")
  static let postponedUntil = Words(french: "Reportée au", english: "Postponed until")
  static let solution = Words(french: "Solution", english: "Solution")
  static let formerReference = Words(french: "Ancienne réf.", english: "Formerly")
  static let carried = Words(
    french: "⇄ apportée à la main, pas encore confirmée",
    english: "⇄ brought by hand, not confirmed yet")
  static let carriedRequest = Words(
    french: "Apportée à la main en tout ou partie : votre prochain sync dira ce qui tient.",
    english: "Brought by hand, all or in part: your next sync will say what holds.")
  static let pending = Words(french: "À synchroniser", english: "To be synced")
  static let conflicts = Words(french: "Conflits", english: "Conflicts")
  static let name = Words(french: "Nom", english: "Name")
  static let user = Words(french: "Utilisateur", english: "User")
  static let mail = Words(french: "Courriel", english: "Mail")
  static let change = Words(french: "Modification", english: "Change")
  static let verb = Words(french: "Action", english: "Verb")
  static let author = Words(french: "Auteur", english: "Author")
  static let moment = Words(french: "Date", english: "Date")
  static let verdict = Words(french: "Verdict", english: "Verdict")
  static let position = Words(french: "Position", english: "Position")
  static let server = Words(french: "Serveur", english: "Server")
  static let replica = Words(french: "Réplique", english: "Replica")
  static let ledger = Words(french: "Registre", english: "Ledger")
  static let lastSync = Words(french: "Dernière synchro", english: "Last sync")
  static let clock = Words(french: "Écart d'horloge", english: "Clock difference")
  static let requests = Words(french: "Demandes", english: "Requests")
  static let size = Words(french: "Taille", english: "Size")
  static let attachments = Words(french: "Pièces jointes", english: "Attachments")
  static let mediaType = Words(french: "Type", english: "Type")
  static let here = Words(french: "Ici", english: "Here")
  static let origin = FieldKey.origin.label
  static let solutionCategory = FieldKey.solutionCategory.label
  static let unread = Words(french: "À lire", english: "Unread")
  static let links = Words(french: "Liens", english: "Links")
  static let timeline = Words(french: "Historique", english: "Timeline")

  /// Whether the bytes of an attachment are on this replica.
  static func presence(_ isHere: Bool) -> Words {
    isHere
      ? Words(french: "oui", english: "yes") : Words(french: "à récupérer", english: "to fetch")
  }

  /// What a verdict is called; nothing yet is "pending".
  static func verdict(_ outcome: Verdict.Outcome?) -> Words {
    outcome?.label ?? Words(french: "à synchroniser", english: "pending")
  }

  /// What a kind of change is called, where it has no verb.
  static func kind(_ entry: TimelineEntry) -> Words {
    switch entry.kind {
    case .comment where entry.isPrivate:
      Words(french: "Note privée", english: "Private note")
    case .comment: Words(french: "Commentaire", english: "Comment")
    case .edit: Words(french: "Modification", english: "Edit")
    case .contact where entry.contact?.removes == true:
      Words(french: "Contact retiré", english: "Contact removed")
    case .contact: Words(french: "Contact ajouté", english: "Contact added")
    case .attachment: Words(french: "Pièce jointe", english: "Attachment")
    case .void: Words(french: "Annulé", english: "Withdrawn")
    default: Words(french: "Changement", english: "Change")
    }
  }
}
