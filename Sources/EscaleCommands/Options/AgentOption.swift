import ArgumentParser
import Console

/// Who gets the request.
struct AgentOption: ParsableArguments {
  @Option(
    help: .words(
      french: "Le nom d'utilisateur de l'agent.", english: "The agent's user name.",
      value: "user"))
  var to: String
}
