import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `user notify`: what somebody is told of by mail.
struct UserNotifyCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "notify", french: "Montre ou choisit ce qui est annoncé à quelqu'un par courriel.",
      english: "Show or choose what somebody is told of by mail.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le nom de connexion.", english: "The login name.", value: "name"))
  var name: String

  @Option(
    help: .words(
      french: "Les événements, séparés par des virgules ; all ou none.",
      english: "The events, separated by commas; all or none.", value: "events"))
  var events: String?

  @Option(
    help: .words(
      french: "La langue du courriel.", english: "The language of mail.",
      value: "fr|en"))
  var mailLang: LanguageName?

  func run(in context: CommandContext) async throws {
    let events = try context.settings.text("events", events).map(Self.chosen)
    let language = try context.settings.text("mail-lang", mailLang?.rawValue)
      .flatMap { Language(rawValue: $0) }
    let (choice, person) = try await context.withLedger { ledger in
      let person = try await ledger.directory().person(named: name)
      var choice = try await ledger.noticeChoice(of: name)
      guard events != nil || language != nil else { return (choice, person) }
      choice.events = events ?? choice.events
      choice.language = language ?? choice.language
      try await ledger.setNoticeChoice(choice)
      return (choice, person)
    }
    context.remarkAddresses(of: person.map { [$0] } ?? [])
    show(choice, in: context)
  }

  private static func chosen(_ text: String) throws -> Set<NoticeEvent> {
    switch text {
    case "all": return Set(NoticeEvent.choices)
    case "none": return []
    default:
      return try Set(
        text.split(separator: ",").map { name in
          guard let event = NoticeEvent.choices.first(where: { $0.rawValue == name }) else {
            throw UsageError(
              message: Words(
                french: "« \(name) » n'est pas un événement.",
                english: "\"\(name)\" isn't an event."),
              hint: Words(
                french: "Il y a : \(allNames).", english: "There are: \(allNames)."))
          }
          return event
        })
    }
  }

  private static var allNames: String {
    NoticeEvent.choices.map(\.rawValue).joined(separator: ", ")
  }

  private func show(_ choice: NoticeChoice, in context: CommandContext) {
    let events = NoticeEvent.choices.filter(choice.events.contains)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("user", name)
        writer.member("language", choice.language.rawValue)
        writer.member("events", events.map(\.rawValue))
        writer.endObject()
      }
    }
    let list = events.map(\.rawValue).joined(separator: ", ")
    context.say(
      Words(
        french: events.isEmpty ? "Rien n'est annoncé à \(name)." : "Annoncé à \(name) : \(list).",
        english: events.isEmpty ? "\(name) is told of nothing." : "\(name) is told of: \(list)."))
  }
}
