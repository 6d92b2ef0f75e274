import ArgumentParser
import Console
import EscaleCore
import Ledger
import Mail

/// `stats`: how much there is of everything.
struct StatsCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "stats", french: "Compte ce que le registre contient.",
      english: "Count what the ledger holds.")
  }

  @OptionGroup var global: ServerOptions

  func run(in context: CommandContext) async throws {
    let (id, head, counts, notices, people) = try await context.withLedger {
      (
        $0.id, try await $0.head(), try await $0.counts(), try await $0.noticeCounts(),
        try await $0.directory().people
      )
    }
    let numbers: [(key: String, words: Words, value: Int)] = [
      ("changes", Words(french: "modifications", english: "changes"), counts.entries),
      ("requests", Words(french: "demandes", english: "requests"), counts.requests),
      (
        "openRequests", Words(french: "demandes ouvertes", english: "open requests"),
        counts.openRequests
      ),
      ("people", Words(french: "personnes", english: "people"), counts.people),
      (
        "peopleWithoutMail",
        Words(
          french: "personnes sans adresse utilisable", english: "people without a usable address"),
        people.count { $0.isActive && MailAddress($0.email) == nil }
      ),
      ("teams", Words(french: "équipes", english: "teams"), counts.teams),
      ("replicas", Words(french: "appareils", english: "devices"), counts.replicas),
      (
        "noticesWaiting", Words(french: "annonces en attente", english: "notices waiting"),
        (notices[.waiting] ?? 0) + (notices[.handing] ?? 0)
      ),
      (
        "noticesHandedOver", Words(french: "annonces remises", english: "notices handed over"),
        notices[.handedOver] ?? 0
      ),
      (
        "noticesFailed", Words(french: "annonces échouées", english: "notices failed"),
        notices[.failed] ?? 0
      ),
      (
        "noticesUnsure", Words(french: "annonces incertaines", english: "notices unsure"),
        notices[.unsure] ?? 0
      ),
    ]
    guard context.isJSON else {
      for number in numbers {
        context.output.line("\(number.words[context.language])\t\(number.value)")
      }
      return
    }
    context.writeJSON { writer in
      writer.beginObject()
      writer.member("ledger", id.description)
      writer.member("position", head.position.rawValue)
      writer.member("epoch", head.epoch)
      for number in numbers { writer.member(number.key, number.value) }
      writer.endObject()
    }
  }
}
