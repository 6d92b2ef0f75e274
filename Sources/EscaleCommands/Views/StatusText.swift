import Console
import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

/// How the replica stands, for people.
struct StatusText {
  let status: ReplicaStatus
  let path: String
  let directory: DirectoryNames
  let moments: Moments

  private var language: Language { moments.language }
  private var identity: ReplicaIdentity { status.identity }

  var sheet: FactSheet {
    var sheet = FactSheet()
    sheet.add(Labels.replica[language], "\(identity.replica) (\(path))")
    sheet.add(Labels.user[language], directory.fullName(identity.person, language))
    sheet.add(Labels.server[language], identity.server)
    sheet.add(Labels.ledger[language], identity.ledger.description)
    sheet.add(Labels.position[language], identity.cursor.position.description)
    sheet.add(Labels.lastSync[language], lastSync)
    sheet.add(
      Labels.clock[language],
      identity.clockDifference.map { ClockText(milliseconds: $0).difference(language) })
    sheet.add(
      Labels.pending[language], String(status.pending), ink: status.pending > 0 ? .yellow : nil)
    sheet.add(
      Words(french: "Porté pour d'autres", english: "Carried for others")[language],
      status.carried > 0 ? String(status.carried) : nil, ink: .yellow)
    sheet.add(
      Labels.conflicts[language], String(status.conflicts),
      ink: status.conflicts > 0 ? .red : nil)
    sheet.add(
      Labels.unread[language], status.unreadRequests > 0 ? String(status.unreadRequests) : nil,
      ink: .yellow)
    sheet.add(Labels.requests[language], requests)
    sheet.add(
      Words(french: "Historique", english: "History")[language],
      status.historySince.map { HistoryFault.left($0)[language] })
    sheet.add(Labels.size[language], size)
    return sheet
  }

  private var lastSync: String {
    let never = Words(french: "jamais", english: "never")
    return identity.lastSyncAt.map { moments.full($0) } ?? never[language]
  }

  private var requests: String {
    let words = Words(
      french: "\(status.requests), dont \(status.openRequests) en cours",
      english: "\(status.requests), \(status.openRequests) of them not closed")
    return words[language]
  }

  private var size: String {
    let unit = language == .french ? "Kio" : "KiB"
    return "\((status.databaseBytes + 1023) / 1024) \(unit)"
  }
}
