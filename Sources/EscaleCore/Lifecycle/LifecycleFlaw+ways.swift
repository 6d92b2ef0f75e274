extension LifecycleFlaw {
  /// Flaws in how states hang together, in half a sentence.
  var wordsOnWays: Words {
    switch self {
    case .notABeginning(let verb):
      Words(
        french: "seule l'action « create » a un « from » vide, et elle seule ; « \(verb) » non",
        english: "“create” alone has an empty “from”, and nothing else; “\(verb)” is wrong")
    case .forAnyone(let verb):
      Words(
        french: "« anyone » vaut pour « create » seule, pas pour « \(verb) »",
        english: "“anyone” is for “create” alone, not for “\(verb)”")
    case .notAutomatic(let verb):
      Words(
        french: "« \(verb) » mêle ce que fait le serveur et ce que font les gens",
        english: "“\(verb)” mixes what the server does with what people do")
    case .leavesFinal(let verb, let state):
      Words(
        french: "« \(verb) » quitte « \(state) », qui est final",
        english: "“\(verb)” leaves “\(state)”, which is final")
    case .unreachable(let state):
      Words(
        french: "aucun chemin ne mène de la création à « \(state) »",
        english: "no way leads from the creation to “\(state)”")
    case .deadEnd(let state):
      Words(
        french: "aucun chemin ne mène de « \(state) » à un état final",
        english: "no way leads from “\(state)” to a final state")
    case .outweighed(let verb, let other):
      Words(
        french: "« \(verb) » mène à un état final et ne pèse pas plus que « \(other) »",
        english: "“\(verb)” leads to a final state and doesn't outweigh “\(other)”")
    case .samePrecedence(let verb, let other, let state):
      Words(
        french: "« \(verb) » et « \(other) » quittent « \(state) » avec la même précédence",
        english: "“\(verb)” and “\(other)” leave “\(state)” with the same precedence")
    default: Words(french: "il manque l'action « create »", english: "the verb “create” is missing")
    }
  }

  /// The rule that is broken, as the next step.
  var hintOnRules: Words? {
    switch self {
    case .invalidName:
      Words(
        french: "Des lettres ASCII, des chiffres et des tirets, une lettre d'abord, "
          + "\(Verb.byteLimit) octets au plus (\(Lifecycle.nameByteLimit) pour le nom du cycle).",
        english: "ASCII letters, digits and hyphens, a letter first, at most \(Verb.byteLimit) "
          + "bytes (\(Lifecycle.nameByteLimit) for the lifecycle's name).")
    case .notAutomatic:
      Words(
        french: "Une action de « system » a une règle « automatic » et n'a besoin de rien ; "
          + "les autres n'en ont pas.",
        english: "A verb of “system” has an “automatic” rule and needs nothing; others have none.")
    case .unreachable, .deadEnd:
      Words(
        french: "Ajoutez une action, ou retirez l'état.",
        english: "Add a verb, or take the state away.")
    case .outweighed:
      Words(
        french: "Donnez-lui une précédence plus haute qu'à toutes les autres.",
        english: "Give it a higher precedence than all others have.")
    default:
      Words(
        french: "Donnez à chacune la sienne : toutes les sortes d'agents comptent pour une.",
        english: "Give each its own: all sorts of agents count as one.")
    }
  }
}
