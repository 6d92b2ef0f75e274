import EscaleCore

extension Example {
  private static let toExport = Example(
    "escale bundle export monday.bundle", french: "ce qui attend, dans un fichier",
    english: "what waits, in one file")
  private static let toImport = Example(
    "escale bundle import monday.bundle", french: "pour le remettre au prochain sync",
    english: "to hand it in at the next sync")
  private static let toEnable = Example(
    "escale autosync enable --every 10", french: "toutes les dix minutes",
    english: "every ten minutes")

  /// Those of commands that carry a replica's contents elsewhere, or by themselves.
  static let carrying: [String: [Example]] = [
    "bundle": [toExport, toImport],
    "bundle export": [
      toExport,
      Example(
        "escale bundle export stick.bundle --request 1043",
        french: "et toute la demande, à lire", english: "and all of the request, to be read"),
    ],
    "bundle import": [toImport],
    "bundle list": [
      Example(
        "escale bundle list", french: "ce que cette réplique porte pour d'autres",
        english: "what this replica carries for others")
    ],
    "backup": [
      Example(
        "escale backup replica.copy", french: "même pendant qu'on s'en sert",
        english: "also while it is in use")
    ],
    "leave": [
      Example(
        "escale leave", french: "remet tout, puis efface", english: "hands all over, then erases"),
      Example(
        "escale leave --force", french: "et dit ce qui est perdu",
        english: "and says what is lost"),
    ],
    "autosync": [toEnable],
    "autosync enable": [toEnable],
    "autosync disable": [
      Example("escale autosync disable", french: "plus jamais seule", english: "never by itself")
    ],
    "autosync status": [
      Example(
        "escale autosync status", french: "le minuteur tourne-t-il ?",
        english: "does the timer run?")
    ],
    "completions": [
      Example(
        "escale completions bash", french: "à mettre là où bash les cherche",
        english: "to be put where bash looks for them")
    ],
  ]
}
