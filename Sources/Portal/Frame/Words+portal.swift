import EscaleCore

// What the pages say, wherever it is said more than once.
extension Words {
  static let desk = Words(french: "Assistance", english: "Helpdesk")
  static let newRequest = Words(french: "Nouvelle demande", english: "New request")
  static let currentRequests = Words(french: "Demandes en cours", english: "Current requests")
  static let closedRequests = Words(french: "Demandes fermées", english: "Closed requests")
  static let teamQueue = Words(french: "File de l'équipe", english: "Team queue")
  static let allRequests = Words(french: "Toutes les demandes", english: "All requests")
  static let account = Words(french: "Mon compte", english: "My account")
  static let signOut = Words(french: "Se déconnecter", english: "Sign out")
  static let signIn = Words(french: "Se connecter", english: "Sign in")
  static let home = Words(french: "Accueil", english: "Home")
  static let skip = Words(french: "Aller au contenu", english: "Skip to the content")
  static let menu = Words(french: "Menu principal", english: "Main menu")
  static let accessibility = Words(
    french: "Accessibilité : partiellement conforme", english: "Accessibility: partially compliant")
  static let searchVerb = Words(french: "Chercher", english: "Search")
  static let filterVerb = Words(french: "Filtrer", english: "Filter")
  static let send = Words(french: "Envoyer", english: "Send")
  static let confirmChoice = Words(french: "Valider", english: "Confirm")
  static let cancel = Words(french: "Annuler", english: "Cancel")
  static let remove = Words(french: "Retirer", english: "Remove")
  static let mandatory = Words(french: "obligatoire", english: "required")
  static let optional = Words(french: "facultatif", english: "optional")
  static let title = Words(french: "Titre", english: "Title")
  static let description = Words(french: "Description", english: "Description")
  static let contactsLabel = Words(french: "Contacts", english: "Contacts")
  static let attachments = Words(french: "Pièces jointes", english: "Attachments")
  static let team = Words(french: "Équipe", english: "Team")
  static let agent = Words(french: "Agent", english: "Agent")
  static let state = Words(french: "État", english: "State")
  static let service = Words(french: "Service", english: "Service")
  static let requester = Words(french: "Demandeur", english: "Requester")
  static let location = Words(french: "Lieu", english: "Location")
  static let urgency = Words(french: "Urgence", english: "Urgency")
  static let impact = Words(french: "Impact", english: "Impact")
  static let system = Words(french: "Le serveur", english: "The server")
  static let faultsTitle = Words(
    french: "Quelque chose ne va pas encore", english: "Something isn't right yet")
  static let user = Words(french: "Identifiant", english: "User name")
  static let password = Words(french: "Mot de passe", english: "Password")

  /// Urgencies and impacts by their codes.
  private static let levels: [(code: String, words: Words)] = [
    ("critical", Words(french: "critique", english: "critical")),
    ("high", Words(french: "haute", english: "high")),
    ("medium", Words(french: "moyenne", english: "medium")),
    ("low", Words(french: "basse", english: "low")),
    ("department", Words(french: "tout un établissement", english: "a whole department")),
    ("service", Words(french: "un service", english: "a service")),
    ("person", Words(french: "une personne", english: "one person")),
  ]

  /// What an urgency or an impact is called; an unknown code stands for itself.
  static func level(_ code: String) -> Words {
    levels.first { $0.code == code }?.words ?? Words(french: code, english: code)
  }
}
