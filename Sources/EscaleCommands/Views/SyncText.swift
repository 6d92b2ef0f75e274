import EscaleCore
import Replica
import ReplicaStore

/// What a sync moved, for people.
struct SyncText {
  let report: SyncReport

  /// What was sent, what was received, in a line.
  var summary: Words {
    guard report.sent + report.received + report.forgotten.count + report.carried > 0 else {
      return Words(french: "Rien de nouveau.", english: "Nothing new.")
    }
    let (sent, received) = (Counted.changes(report.sent), Counted.changes(report.received))
    let touched = Counted.requests(report.requestsTouched.count)
    let (verdicts, others) = (verdicts, forgotten)
    return Words(
      french: "Envoi : \(sent.french)\(verdicts.french). Réception : \(received.french). "
        + "\(touched.french) à jour\(others.french).",
      english: "Sent: \(sent.english)\(verdicts.english). Received: \(received.english). "
        + "\(touched.english) up to date\(others.english).")
  }

  /// What was handed in for others; nothing where nothing was.
  var carried: [Words] {
    var lines: [Words] = []
    if report.carried > 0 {
      let changes = Counted.changes(report.carried)
      lines.append(
        Words(
          french: "Remises pour d'autres : \(changes.french).",
          english: "Handed in for others: \(changes.english)."))
    }
    if report.carriedRefused > 0 {
      let changes = Counted.changes(report.carriedRefused)
      lines.append(
        Words(
          french: "Refusées, gardées ici : \(changes.french) d'autres (escale bundle list).",
          english: "Refused, kept here: \(changes.english) of others (escale bundle list)."))
    }
    return lines
  }

  /// What became of what was sent: ` (2 applied, 1 superseded)`.
  private var verdicts: Words {
    let counts: [(Int, Verdict.Outcome)] = [
      (report.applied, .applied), (report.superseded, .superseded), (report.denied, .denied),
      (report.quarantined, .quarantined),
    ]
    func list(_ language: Language) -> String {
      let parts = counts.filter { $0.0 > 0 }.map { Counted.verdicts($0.0, $0.1)[language] }
      return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
    return Words(french: list(.french), english: list(.english))
  }

  /// How many requests left what the user may see.
  private var forgotten: Words {
    guard !report.forgotten.isEmpty else { return Words(french: "", english: "") }
    let requests = Counted.requests(report.forgotten.count)
    return Words(
      french: ", \(requests.french) hors de votre vue",
      english: ", \(requests.english) out of your sight")
  }

  /// That the replica had forked, and goes on under a new id.
  var renewal: Words? {
    report.renewedFrom.map { former in
      guard !report.foundRestored else {
        return Words(
          french: "Cette réplique quitte le numéro \(former) pour un autre, avec tout son travail.",
          english: "This replica leaves the number \(former) for another, with all its work.")
      }
      return Words(
        french: "Cette réplique avait une jumelle : elle quitte le numéro \(former) pour un autre, "
          + "avec tout son travail.",
        english: "This replica had a twin: it leaves the number \(former) for another, "
          + "with all its work.")
    }
  }

  /// That the server was restored from a backup, and what it has got back; nothing otherwise.
  var restoration: [Words] {
    var lines: [Words] = []
    if report.foundRestored {
      lines.append(
        Words(
          french: "Le serveur a été restauré depuis une sauvegarde. Cette réplique lui rend ce "
            + "qu'il a perdu ; votre travail est intact.",
          english: "The server was restored from a backup. This replica hands back to it what it "
            + "lost; your work is whole."))
    }
    if report.returned > 0 {
      let changes = Counted.changes(report.returned)
      lines.append(
        Words(
          french: "Rendu au serveur : \(changes.french) d'autres personnes.",
          english: "Handed back to the server: \(changes.english) of other people."))
    }
    if report.unreturned > 0 {
      let changes = Counted.changes(report.unreturned)
      lines.append(
        Words(
          french: "\(changes.french) d'autres personnes attendent ici que le serveur puisse les "
            + "reprendre : il lui manque encore ce sur quoi elles reposent.",
          english: "\(changes.english) of other people wait here until the server can take them "
            + "back: it still lacks what they rest on."))
    }
    return lines + lostItems
  }

  /// What the restored server has lost of the directory, and who is to be told.
  private var lostItems: [Words] {
    guard !report.lostItems.isEmpty else { return [] }
    return [
      Words(
        french: "Des modifications de l'annuaire sont perdues ; donnez cette liste à qui gère le "
          + "serveur :",
        english: "Edits of the directory are lost; give this list to whoever runs the server:")
    ]
      + report.lostItems.map { lost in
        Words(french: "  \(lost.words.french)", english: "  \(lost.words.english)")
      }
  }

  /// What became of attachments, a line each; nothing where nothing was to be done.
  var attachments: [Words] {
    let report = report.attachments
    var lines: [Words] = []
    if report.sent + report.received + report.awaited > 0 {
      let (sent, received) = (
        Counted.attachments(report.sent), Counted.attachments(report.received)
      )
      let awaited = report.awaited
      lines.append(
        Words(
          french: "Envoi : \(sent.french). Réception : \(received.french)."
            + (awaited > 0 ? " Pas encore au serveur : \(awaited)." : ""),
          english: "Sent: \(sent.english). Received: \(received.english)."
            + (awaited > 0 ? " Not on the server yet: \(awaited)." : "")))
    }
    if report.isBusy {
      lines.append(
        Words(
          french: "Les pièces jointes sont déjà en route dans un autre terminal.",
          english: "The attachments are on their way in another terminal already."))
    }
    lines += report.refused.map(\.words)
    lines += report.damaged.map { change in
      Words(
        french: "\(change) : le contenu de la pièce jointe est abîmé.",
        english: "\(change): the content of the attachment is damaged.")
    }
    return lines
  }

  /// The cost of it, for those who want more.
  var cost: Words {
    let (sent, received) = (report.bytesSent, report.bytesReceived)
    let (trips, elapsed) = (report.roundTrips, report.elapsed.milliseconds)
    return Words(
      french: "Position \(report.position) ; \(sent) octets envoyés, \(received) reçus ; "
        + "\(trips) aller-retour ; \(elapsed) ms.",
      english: "Position \(report.position); \(sent) bytes sent, \(received) received; "
        + "\(trips) round \(trips == 1 ? "trip" : "trips"); \(elapsed) ms.")
  }
}
