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
    "config": [
      Example(
        "escale config list", french: "ce qui vaut, et pourquoi", english: "what holds, and why")
    ],
    "config list": [
      Example(
        "escale config list", french: "ce qui vaut, et pourquoi", english: "what holds, and why")
    ],
    "config get": [
      Example("escale config get pager", french: "la valeur seule", english: "the value alone")
    ],
    "config set": [
      Example(
        "escale config set lang en", french: "en anglais, dans tout terminal",
        english: "in English, on every terminal"),
      Example(
        "escale config set pager \"\"", french: "sans pageur", english: "without a pager"),
    ],
    "config unset": [
      Example(
        "escale config unset lang", french: "comme le dit l'environnement",
        english: "as the environment says")
    ],
    "doctor": [
      Example("escale doctor", french: "tout est-il sain ?", english: "is all sound?"),
      Example(
        "escale doctor --rebuild", french: "refait les tables", english: "makes the tables again"),
    ],
  ]
}
