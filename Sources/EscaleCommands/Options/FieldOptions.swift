import ArgumentParser
import Console
import EscaleCore

/// The fields that `new` and `edit` have in common.
struct FieldOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: .words(french: "Le titre.", english: "The title.", value: "text"))
  var title: String?

  @Option(
    parsing: .unconditional,
    help: .words(french: "La description.", english: "The description.", value: "text"))
  var description: String?

  @Option(
    help: .words(
      french: "L'urgence : critical, high, medium ou low.",
      english: "The urgency: critical, high, medium or low.", value: "urgency"))
  var urgency: String?

  @Option(
    help: .words(
      french: "L'impact : department, service ou person.",
      english: "The impact: department, service or person.", value: "impact"))
  var impact: String?

  @Option(
    parsing: .unconditional, help: .words(french: "Le lieu.", english: "The place.", value: "text"))
  var location: String?

  @Option(
    help: .words(
      french: "L'origine : portal, phone, mail ou field.",
      english: "The origin: portal, phone, mail or field.", value: "origin"))
  var origin: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: .words(
      french: "Une réponse au formulaire du service ; peut se répéter.",
      english: "An answer to the service's form; can be repeated.", value: "key=value"))
  var field: [String] = []
}
