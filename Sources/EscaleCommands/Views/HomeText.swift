import Console
import EscaleCore
import Replica
import ReplicaStore

/// Where somebody is and what needs him, for people.
struct HomeText {
  let status: ReplicaStatus
  /// How many requests of his teams nobody has taken.
  let waiting: Int
  /// How many open requests are his, to work on or asked by him.
  let mine: Int
  let directory: DirectoryNames
  let moments: Moments
  let style: TerminalStyle

  private var language: Language { moments.language }

  var text: String {
    let needs = attention
    let calm = Words(french: "Rien ne vous attend.", english: "Nothing needs you.")
    var text = sheet.text(style) + "\n"
    text += needs.isEmpty ? calm[language] + "\n" : CommandLines(needs).text(language, style)
    let next = Words(french: "Et ensuite", english: "What next")
    text += "\n\(style.paint(next[language], .bold))\n"
    text += CommandLines(suggestions).text(language, style)
    let more = Words(
      french: "« escale --help » : toutes les commandes ; « escale help offline » : sans réseau.",
      english: "\"escale --help\": every command; \"escale help offline\": without a network.")
    return text + "\n" + style.paint(more[language], .dim) + "\n"
  }

  /// Whether the server has told this device to forget: it has synced, and knows nobody.
  private var isShutOut: Bool {
    let identity = status.identity
    return identity.lastSyncAt != nil && directory.person(identity.person) == nil
  }

  private var sheet: FactSheet {
    let identity = status.identity
    let never = Words(french: "jamais", english: "never")
    let changes = Counted.changes(status.pending)
    var sheet = FactSheet()
    sheet.add(Labels.user[language], directory.fullName(identity.person, language))
    sheet.add(Labels.replica[language], identity.replica.description)
    sheet.add(Labels.server[language], identity.server)
    sheet.add(
      Labels.lastSync[language],
      identity.lastSyncAt.map { moments.full($0) } ?? never[language])
    sheet.add(
      Labels.pending[language], changes[language], ink: status.pending > 0 ? .yellow : nil)
    return sheet
  }

  /// What needs somebody, each with the command that shows it.
  private var attention: [CommandLines.Line] {
    var lines: [CommandLines.Line] = []
    if isShutOut {
      lines.append(
        .init(
          "escale leave", french: "cet appareil n'est plus admis : l'effacer",
          english: "this device is let in no longer: erase it", ink: .red))
    }
    if status.conflicts > 0 {
      let count = status.conflicts
      lines.append(
        .init(
          "escale conflicts",
          french: "\(count) \(count < 2 ? "conflit" : "conflits") à regarder",
          english: "\(count) \(count == 1 ? "conflict" : "conflicts") to look at", ink: .red))
    }
    if status.unreadRequests > 0 {
      let requests = Counted.requests(status.unreadRequests)
      lines.append(
        .init(
          "escale list --unread", french: "\(requests.french) à lire",
          english: "\(requests.english) to read", ink: .yellow))
    }
    if waiting > 0 {
      let requests = Counted.requests(waiting)
      lines.append(
        .init(
          "escale take",
          french: "\(requests.french) de votre équipe \(waiting < 2 ? "attend" : "attendent")",
          english: "\(requests.english) of your team \(waiting == 1 ? "waits" : "wait")",
          ink: .yellow))
    }
    if mine > 0 {
      let requests = Counted.requests(mine)
      lines.append(
        .init(
          "escale list --mine", french: "\(requests.french) à vous, en cours",
          english: "\(requests.english) of yours, open", ink: nil))
    }
    return lines
  }

  /// The commands that make sense from here; those above are not said twice.
  private var suggestions: [CommandLines.Line] {
    var lines: [CommandLines.Line] = []
    if status.pending > 0 || status.identity.lastSyncAt == nil {
      lines.append(
        .init(
          "escale sync", french: "envoie et reçoit, dès qu'il y a du réseau",
          english: "sends and receives, once there is a network"))
    }
    lines.append(.init("escale new", french: "crée une demande", english: "creates a request"))
    lines.append(
      .init(
        "escale list", french: "tout ce qui n'est pas fermé", english: "all that is not closed"))
    lines.append(
      .init(
        "escale search …", french: "cherche dans tous les textes",
        english: "searches all texts"))
    if status.pending == 0, status.identity.lastSyncAt != nil {
      lines.append(
        .init(
          "escale sync", french: "prend des nouvelles du serveur",
          english: "asks the server for news"))
    }
    return lines
  }
}

/// What somebody reads whose device isn't enrolled anywhere.
struct WelcomeText {
  let path: String
  let language: Language
  let style: TerminalStyle

  var text: String {
    let lines = CommandLines([
      .init(
        "escale join https://… --user NAME --invite CODE",
        french: "avec un code d'invitation", english: "with an invite code"),
      .init(
        "escale join https://… --user NAME", french: "avec votre mot de passe",
        english: "with your password"),
      .init(
        "escale help offline", french: "ce qui marche sans réseau",
        english: "what works without a network"),
      .init("escale --help", french: "toutes les commandes", english: "every command"),
    ])
    let path = sanitizedLine(path)
    let opening = Words(
      french: "Cet appareil n'est inscrit nulle part : il n'y a pas de réplique à\n\(path).\n\n"
        + "Qui tient le serveur vous donne son adresse et un code, et une fois suffit :",
      english: "This device hasn't joined a server: there is no replica at\n\(path).\n\n"
        + "Whoever runs the server gives you its address and a code, and once is enough:")
    return opening[language] + "\n\n" + lines.text(language, style)
  }
}
