import Console
import EscaleCore

/// What a verb wants to be told, and where it may be read.
enum MessageWish {
  case optional(MessageOptions)
  case reason(MessageOptions)
  case question(MessageOptions)
  case answer(MessageOptions)
  case solution(MessageOptions)
  case comment(MessageOptions)

  /// The message: an optional one where it was given, any other asked for where it wasn't.
  ///
  /// - Throws: ``MessageError``, or ``UsageError`` where a message is missing.
  func message(_ context: CommandContext, draft: String) throws -> Message? {
    switch self {
    case .optional(let options): try options.optional(context)
    case .reason(let options), .question(let options), .answer(let options),
      .solution(let options), .comment(let options):
      try options.required(context, draft: draft, invitation: invitation)
    }
  }

  /// What stands in the editor below the message.
  private var invitation: Words {
    switch self {
    case .optional, .comment:
      Words(
        french: "Écrivez le commentaire ci-dessus.", english: "Write the comment above.")
    case .reason:
      Words(
        french: "Dites ci-dessus pour quelle raison.", english: "Say above for what reason.")
    case .question:
      Words(
        french: "Écrivez ci-dessus la question au demandeur.",
        english: "Write the question to the requester above.")
    case .answer:
      Words(french: "Écrivez la réponse ci-dessus.", english: "Write the answer above.")
    case .solution:
      Words(
        french: "Dites ci-dessus comment la demande a été résolue.",
        english: "Say above how the request was resolved.")
    }
  }
}
