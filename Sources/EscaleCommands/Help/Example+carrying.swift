import EscaleCore

extension Example {
  private static let toExport = Example(
    "escale bundle export monday.bundle", french: "ce qui attend, dans un fichier",
    english: "what waits, in one file")
  private static let toImport = Example(
    "escale bundle import monday.bundle", french: "pour le remettre au prochain sync",
    english: "to hand it in at the next sync")
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
  ]
}
