extension VerdictCode {
  /// The code in half a sentence, without a capital or a full stop, for people.
  ///
  /// A code of a later version stands for itself.
  package var reason: Words {
    VerdictCode.reasons[self] ?? Words(french: rawValue, english: rawValue)
  }

  private static let reasons: [VerdictCode: Words] = [
    .lighter: Words(
      french: "une transition concurrente pèse plus",
      english: "a concurrent transition weighs more"),
    .tie: Words(
      french: "une transition de même poids était la première au registre",
      english: "a transition of the same weight was first in the ledger"),
    .restsOnRefused: Words(
      french: "ce sur quoi elle repose a été refusé",
      english: "what it rests on was refused"),
    .notEnrolled: Words(
      french: "son auteur n'est pas l'utilisateur de cette réplique",
      english: "its author isn't the user of that replica"),
    .contextForeign: Words(
      french: "elle prétend avoir vu une modification qui n'est pas de cette demande",
      english: "it claims to have seen a change that isn't of this request"),
    .contextIncomplete: Words(
      french: "elle cite des modifications sans ce qu'elles avaient vu",
      english: "it cites changes without what they had seen"),
    .acknowledgementUnseen: Words(
      french: "elle prétend connaître le registre plus loin qu'elle n'en montre",
      english: "it claims to know the ledger further than it shows"),
    .acknowledgementFalls: Words(
      french: "elle prétend connaître moins du registre que sa réplique n'en avait accusé",
      english: "it claims less of the ledger than its replica had acknowledged"),
    .baseNotEffective: Words(
      french: "elle ne part pas de ce qui tenait pour son auteur",
      english: "it isn't made on what held for its author"),
    .unknownLifecycle: Words(
      french: "le cycle de vie n'est pas connu", english: "the lifecycle isn't known"),
    .unknownVerb: Words(
      french: "le cycle de vie n'a pas cette action", english: "the lifecycle has no such verb"),
    .notFromHere: Words(
      french: "l'action ne part pas de cet état", english: "the verb doesn't leave that state"),
    .needsMore: Words(
      french: "il manque ce que l'action demande",
      english: "something that the verb needs is missing"),
    .wrongValue: Words(
      french: "une valeur n'est pas de celles que son champ accepte",
      english: "a value isn't one that its field takes"),
    .accountInactive: Words(
      french: "le compte est désactivé", english: "the account is disabled"),
    .replicaRevoked: Words(
      french: "l'appareil est révoqué", english: "the device is revoked"),
    .offlineTooLong: Words(
      french: "la réplique est restée trop longtemps hors ligne",
      english: "the replica was offline for too long"),
    .requesterOnly: Words(
      french: "seuls le demandeur et les contacts le peuvent",
      english: "only the requester and the contacts may"),
    .agentOnly: Words(
      french: "seuls les agents de la demande le peuvent",
      english: "only the request's agents may"),
    .teamOnly: Words(
      french: "seuls les agents de l'équipe le peuvent",
      english: "only the agents of the team may"),
    .triageOnly: Words(
      french: "seule l'équipe de tri le peut", english: "only the triage team may"),
    .systemOnly: Words(french: "seul le serveur le fait", english: "only the server does it"),
    .behalfOnly: Words(
      french: "seul un agent crée une demande pour quelqu'un d'autre",
      english: "only an agent creates a request on somebody's behalf"),
    .assigneeNotInTeam: Words(
      french: "la personne désignée n'est pas un agent de l'équipe",
      english: "the assignee isn't an agent of the team"),
    .ownContact: Words(
      french: "personne ne se fait soi-même contact", english: "nobody makes himself a contact"),
    .notConcerned: Words(
      french: "l'auteur n'a rien à voir avec la demande",
      english: "the author has nothing to do with the request"),
    .wrongTeam: Words(
      french: "l'équipe n'est pas celle que donne l'annuaire",
      english: "the team isn't the one that the directory gives"),
    .unknownPerson: Words(
      french: "la personne n'est pas dans l'annuaire",
      english: "the person isn't in the directory"),
  ]

  /// Whether the code says that somebody lacks a right.
  package var isAboutRights: Bool { rawValue.utf8.starts(with: "rights.".utf8) }

  /// Whether the code says that a change claims what can't be true.
  package var isAboutHonesty: Bool { rawValue.utf8.starts(with: "honesty.".utf8) }
}

extension Verdict.Outcome {
  /// What people read, of a change: feminine in French.
  package var label: Words {
    switch self {
    case .applied: Words(french: "appliquée", english: "applied")
    case .superseded: Words(french: "écartée", english: "superseded")
    case .denied: Words(french: "refusée", english: "denied")
    case .quarantined: Words(french: "en quarantaine", english: "quarantined")
    }
  }
}
