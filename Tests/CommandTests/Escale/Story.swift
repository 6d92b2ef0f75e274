import EscaleCore

/// The story that transcripts tell: Léa and Karim worked apart on two of Paul's requests.
enum Story {
  /// Léa resolved 8-1 while Karim froze it, and froze 8-5 while Karim resolved it.
  ///
  /// All is synced but her last note.
  static func told(language: String) async throws -> Workstation {
    try await original.value.copy(language: language)
  }

  /// Told once: every test gets a copy.
  private static let original = Task { try await tell() }

  private static func tell() async throws -> Workstation {
    let lea = try Workstation()
    for line in beginning { _ = try await lea.run(line) }
    try lea.deliver(results: settled([1, 2, 3, 4, 5, 6]))
    let first = ChangeID(replica: ReplicaID(rawValue: 8), sequence: 1)
    let second = ChangeID(replica: ReplicaID(rawValue: 8), sequence: 5)
    for line in apart { _ = try await lea.run(line) }
    let freeze = Desk.karims(.freeze, 1, on: first, seeing: 2, base: 2, "Pièce commandée.")
    let resolve = Desk.karims(.resolve, 2, on: second, seeing: 6, base: 6, "Pilote remplacé.")
    try lea.deliver(entries: [(freeze, .applied)], results: settled([7, 8]))
    try lea.deliver(entries: [(resolve, .applied)])
    return lea
  }

  private static let beginning = [
    "new --service proximite --field equipe=nancy --for paul --title Imprimante_muette "
      + "--description Plus_rien_ne_sort. --urgency high --impact person --location B_204",
    "take 8-1", "comment 8-1 -m J'y_vais.", "contact add 8-1 nina",
    "new --service proximite --field equipe=nancy --for paul --title Écran_noir "
      + "--description Depuis_ce_matin.",
    "take 8-5",
  ]

  private static let apart = [
    "resolve 8-1 -m Tambour_changé.", "freeze 8-5 -m En_attente_du_fournisseur.",
    "comment 8-1 --private -m À_surveiller.",
  ]

  private static func settled(_ sequences: [UInt32]) -> [(UInt32, Verdict)] {
    sequences.map { ($0, .applied) }
  }
}
