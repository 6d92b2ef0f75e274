package import EscaleCore
import ReplicaStore

/// A conflict as people read it: what of theirs no longer holds, and why.
package struct ConflictLine: Sendable {
  package let ref: RequestID
  package let change: ChangeID
  /// The verb of a transition; nil for other changes.
  package let verb: Verb?
  /// The edited field whose value was replaced.
  package let field: FieldKey?
  package let verdict: Verdict?
  /// The stable code of the reason.
  package let reason: String
  package let displacedBy: ChangeID?
  /// Who made the change that holds instead.
  package let by: PersonNumber?
  package let sentence: Words
}

extension LocalReplica {
  /// The conflicts that nobody has dismissed, oldest first.
  package func conflicts() throws -> [ConflictLine] {
    try store.read { reader in
      try reader.conflicts().map { try ConflictLine($0, reader: reader) }
    }
  }

  /// Dismisses the conflicts of a request.
  ///
  /// - Returns: How many there were.
  package func dismissConflicts(of ref: RequestID) throws -> Int {
    try store.write { try $0.dismissConflicts(of: ref) }
  }
}

extension ConflictLine {
  init(_ row: ConflictRow, reader: StoreReader) throws {
    let entry = try reader.changes(of: row.request).first { $0.change.id == row.change }
    let header = entry?.change.header
    ref = row.request
    change = row.change
    field = row.field
    verdict = entry?.entry?.verdict
    displacedBy = row.displacedBy
    by = row.displacer
    if case .transition(let step)? = header?.body {
      verb = step.verb
    } else {
      verb = header?.kind == .create ? .create : nil
    }
    let code = verdict?.code
    reason =
      code?.rawValue
      ?? (row.field == nil ? "merge.displaced" : "merge.field-replaced")
    let fold = try reader.folded(row.request, withTexts: false)?.fold
    let names = try Names(row, fold: fold, reader: reader)
    sentence = ConflictLine.sentence(
      row, verdict: verdict, what: names.what(verb, row.field), names: names)
  }

  private static func sentence(
    _ row: ConflictRow, verdict: Verdict?, what: Words, names: Names
  ) -> Words {
    if let verdict, !verdict.outcome.counts {
      let reason = verdict.code?.reason
      let fate =
        verdict.outcome == .quarantined
        ? Words(
          french: "ne compte pas, à moins qu'un administrateur n'en décide autrement",
          english: "doesn't count, unless an administrator decides otherwise")
        : Words(french: "ne compte pas", english: "doesn't count")
      return Words(
        french: "\(row.request) : \(what.french) \(fate.french) : "
          + "\(reason?.french ?? "sans motif").",
        english: "\(row.request): \(what.english) \(fate.english): "
          + "\(reason?.english ?? "no reason").")
    }
    return Words(
      french: "\(row.request) : \(what.french) ne tient plus : \(names.winner.french) l'emporte.",
      english: "\(row.request): \(what.english) no longer holds: \(names.winner.english) prevails.")
  }

  /// The words for the two changes that a conflict is about.
  private struct Names {
    let row: ConflictRow
    let lifecycle: Lifecycle?
    let winner: Words

    init(_ row: ConflictRow, fold: RequestFold?, reader: StoreReader) throws {
      self.row = row
      lifecycle = fold?.history.lifecycle
      var who = ""
      if let number = row.displacer,
        case .person(let person)? = try reader.item(
          DirectoryItem.Key(kind: 1, number: number.rawValue))
      {
        who = person.fullName
      }
      let step = row.displacedBy.flatMap { fold?.history[$0] }
      let id = row.displacedBy.map { " (\($0))" } ?? ""
      guard row.field == nil || who.isEmpty else {
        winner = Words(french: "celle de \(who)\(id)", english: "the one by \(who)\(id)")
        return
      }
      let verb = step?.row.label ?? Words(french: "une modification", english: "a change")
      winner = Words(
        french: "« \(verb.french) »\(id)" + (who.isEmpty ? "" : " de \(who)"),
        english: "“\(verb.english)”\(id)" + (who.isEmpty ? "" : " by \(who)"))
    }

    func what(_ verb: Verb?, _ field: FieldKey?) -> Words {
      if let field {
        return Words(
          french: "votre valeur de « \(field.label.french) » (\(row.change))",
          english: "your value of “\(field.label.english)” (\(row.change))")
      }
      guard let verb else {
        return Words(
          french: "votre modification \(row.change)", english: "your change \(row.change)")
      }
      let label = lifecycle?.label(of: verb) ?? Lifecycle.lorraine.label(of: verb)
      return Words(
        french: "votre « \(label.french) » (\(row.change))",
        english: "your “\(label.english)” (\(row.change))")
    }
  }
}
