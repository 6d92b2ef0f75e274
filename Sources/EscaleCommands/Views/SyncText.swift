import EscaleCore
import Replica

/// What a sync moved, for people.
struct SyncText {
  let report: SyncReport

  /// One sentence.
  var summary: Words {
    guard report.sent + report.received + report.forgotten > 0 else {
      return Words(french: "Rien de nouveau.", english: "Nothing new.")
    }
    let (sent, others) = (report.sent, forgotten)
    let verdicts = verdicts
    return Words(
      french: "Envoyées : \(sent)\(verdicts.french). Reçues : \(report.received), sur "
        + "\(report.requestsTouched.count) demande(s)\(others.french).",
      english: "Sent: \(sent)\(verdicts.english). Received: \(report.received), on "
        + "\(report.requestsTouched.count) request(s)\(others.english).")
  }

  /// What became of what was sent: ` (2 applied, 1 superseded)`.
  private var verdicts: Words {
    let counts: [(Int, Verdict.Outcome)] = [
      (report.applied, .applied), (report.superseded, .superseded), (report.denied, .denied),
      (report.quarantined, .quarantined),
    ]
    func list(_ language: Language) -> String {
      let parts = counts.filter { $0.0 > 0 }.map { "\(Labels.verdict($0.1)[language]) : \($0.0)" }
      return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
    return Words(french: list(.french), english: list(.english))
  }

  private var forgotten: Words {
    guard report.forgotten > 0 else { return Words(french: "", english: "") }
    return Words(
      french: " ; \(report.forgotten) ne vous concerne(nt) plus",
      english: "; \(report.forgotten) no longer concern(s) you")
  }

  /// That the replica had forked, and goes on under a new id.
  var renewal: Words? {
    report.renewedFrom.map { former in
      Words(
        french: "Cette réplique avait une jumelle : elle quitte le numéro \(former) pour un autre, "
          + "avec tout son travail.",
        english: "This replica had a twin: it leaves the number \(former) for another, "
          + "with all its work.")
    }
  }

  /// The cost of it, for those who want more.
  var cost: Words {
    let (sent, received) = (report.bytesSent, report.bytesReceived)
    let (trips, elapsed) = (report.roundTrips, report.elapsed.milliseconds)
    return Words(
      french: "Position \(report.position) ; \(sent) octets envoyés, \(received) reçus ; "
        + "\(trips) aller(s)-retour(s) ; \(elapsed) ms.",
      english: "Position \(report.position); \(sent) bytes sent, \(received) received; "
        + "\(trips) round trip(s); \(elapsed) ms.")
  }
}
