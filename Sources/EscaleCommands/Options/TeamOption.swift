import ArgumentParser
import Console

/// Which team gets the request.
struct TeamOption: ParsableArguments {
  @Option(
    help: .words(
      french: "Le code de l'équipe.", english: "The code of the team.", value: "team"))
  var team: String
}
