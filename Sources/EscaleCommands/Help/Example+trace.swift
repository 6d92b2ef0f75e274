import EscaleCore

extension Example {
  /// Those of commands that say what happened, and whether all is well.
  static let trace: [String: [Example]] = [
    "conflicts": [
      Example(
        "escale conflicts", french: "là où il en a été décidé autrement",
        english: "where it was decided otherwise"),
      Example("escale conflicts --dismiss 1043", french: "vu", english: "seen"),
    ],
    "explain": [
      Example(
        "escale explain 1043", french: "chaque décision, avec les poids",
        english: "every decision, with its weights")
    ],
    "log": [
      Example(
        "escale log 1043", french: "les modifications telles quelles",
        english: "the changes as they are")
    ],
    "doctor": [
      Example("escale doctor", french: "tout est-il sain ?", english: "is all sound?"),
      Example(
        "escale doctor --rebuild", french: "refait les tables", english: "makes the tables again"),
    ],
  ]
}
