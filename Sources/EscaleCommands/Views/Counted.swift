import EscaleCore

/// Things with their number, in the singular or the plural.
enum Counted {
  static func changes(_ count: Int) -> Words {
    Words(
      french: "\(count) \(count < 2 ? "modification" : "modifications")",
      english: "\(count) \(count == 1 ? "change" : "changes")")
  }

  static func requests(_ count: Int) -> Words {
    Words(
      french: "\(count) \(count < 2 ? "demande" : "demandes")",
      english: "\(count) \(count == 1 ? "request" : "requests")")
  }

  static func attachments(_ count: Int) -> Words {
    Words(
      french: "\(count) \(count < 2 ? "pièce jointe" : "pièces jointes")",
      english: "\(count) \(count == 1 ? "attachment" : "attachments")")
  }

  static func drafts(_ count: Int) -> Words {
    Words(
      french: "\(count) \(count < 2 ? "brouillon" : "brouillons")",
      english: "\(count) \(count == 1 ? "draft" : "drafts")")
  }

  /// `2 applied`.
  static func verdicts(_ count: Int, _ outcome: Verdict.Outcome) -> Words {
    let label = Labels.verdict(outcome)
    let ending = count < 2 || outcome == .quarantined ? "" : "s"
    return Words(
      french: "\(count) \(label.french)\(ending)", english: "\(count) \(label.english)")
  }
}
