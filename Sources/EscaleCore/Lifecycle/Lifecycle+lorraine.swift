extension Lifecycle {
  /// The built-in lifecycle: the table of the service's documentation, and nothing else.
  ///
  /// Source: DESIGN, "The lifecycle". `resume` is the one addition: a frozen request that nobody
  /// can resume would be lost.
  package static let lorraine = Lifecycle(
    name: "lorraine", version: 1,
    states: [
      StateRow(.new, french: "Nouveau", english: "New"),
      StateRow(.dispatched, french: "Affectée", english: "Dispatched"),
      StateRow(.redispatched, french: "Réaffectée", english: "Redispatched"),
      StateRow(.assigned, french: "Assignée", english: "Assigned"),
      StateRow(.pending, french: "En attente de l'utilisateur", english: "Waiting for the user"),
      StateRow(.postponed, french: "Reportée", english: "Postponed"),
      StateRow(.frozen, french: "Gelée", english: "Frozen"),
      StateRow(.resolved, french: "Résolue", english: "Resolved"),
      StateRow(.closed, french: "Fermée", english: "Closed", isFinal: true),
    ],
    transitions: lorraineTransitions)

  private static let everyOpenState: [State] = [
    .new, .dispatched, .redispatched, .assigned, .pending, .postponed, .frozen,
  ]

  private static let lorraineTransitions: [TransitionRow] = [
    TransitionRow(
      .create, from: [], to: .new, onward: .dispatched, by: .anyone,
      needs: [.service, .title, .description], 0, french: "Créer", english: "Create"),
    TransitionRow(
      .dispatch, from: [.new], to: .dispatched, by: .triageAgent, needs: [.team], 10,
      french: "Affecter", english: "Dispatch"),
    TransitionRow(
      .expire, from: everyOpenState, to: .resolved, by: .system, needs: [], 15,
      automatic: .expireAfter, french: "Résoudre faute d'activité", english: "Expire"),
    TransitionRow(
      .resumeOnDate, from: [.postponed], to: .assigned, by: .system, needs: [], 20,
      automatic: .postponedUntil, french: "Reprendre à la date", english: "Resume on date"),
    TransitionRow(
      .resolveUnanswered, from: [.pending], to: .resolved, by: .system, needs: [], 30,
      automatic: .answerWithin, french: "Résoudre sans réponse", english: "Resolve unanswered"),
    TransitionRow(
      .freeze, from: [.assigned], to: .frozen, by: .agent, needs: [.reason], 40,
      french: "Geler", english: "Freeze"),
    TransitionRow(
      .resume, from: [.frozen, .postponed, .pending], to: .assigned, by: .agent, needs: [], 50,
      french: "Reprendre", english: "Resume"),
    TransitionRow(
      .postpone, from: [.assigned], to: .postponed, by: .agent, needs: [.date, .reason], 60,
      french: "Reporter", english: "Postpone"),
    TransitionRow(
      .ask, from: [.assigned], to: .pending, by: .agent, needs: [.question], 70,
      french: "Questionner", english: "Ask"),
    TransitionRow(
      .answer, from: [.pending], to: .assigned, by: .requester, needs: [.text], 80,
      french: "Répondre", english: "Answer"),
    TransitionRow(
      .transfer, from: [.dispatched], to: .redispatched, onward: .dispatched, by: .agent,
      needs: [.team, .reason], 90, french: "Réaffecter", english: "Transfer"),
    TransitionRow(
      .assign, from: [.dispatched], to: .assigned, by: .teamAgent, needs: [.agent], 100,
      french: "Assigner", english: "Assign"),
    TransitionRow(
      .resolve, from: [.assigned, .pending, .postponed], to: .resolved, by: .agent,
      needs: [.solution], 110, french: "Résoudre", english: "Resolve"),
    TransitionRow(
      .autoClose, from: [.resolved], to: .closed, by: .system, needs: [], 120,
      automatic: .closeAfter, french: "Fermer automatiquement", english: "Close automatically"),
    TransitionRow(
      .close, from: [.resolved], to: .closed, by: .requester, needs: [], 130,
      french: "Fermer", english: "Close"),
  ]
}
