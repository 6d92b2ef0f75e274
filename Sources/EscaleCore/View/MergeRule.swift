/// The rule that decided on a transition, by its stable name in JSON.
package enum MergeRule: String, Sendable, CaseIterable {
  /// It created the request.
  case creation
  /// Its author had seen what was effective.
  case follows
  /// Two met, and this line of history weighs more.
  case heavier
  /// Two met, and the other line of history weighs more.
  case lighter
  /// Two of equal weight met: the one first in the ledger holds.
  case tie
  /// Denied or quarantined: see the verdict's code.
  case refused

  init(_ entry: TimelineEntry, met: ChangeID?, in history: RequestHistory) {
    guard entry.presumed.outcome.counts else {
      self = .refused
      return
    }
    guard entry.kind == .transition || entry.displacedBy != nil else {
      self = .creation
      return
    }
    guard let met, let mine = history[entry.id]?.weight, let other = history[met]?.weight else {
      self = .follows
      return
    }
    self = mine == other ? .tie : mine > other ? .heavier : .lighter
  }
}

extension MergeRule {
  /// The rule, applied to one transition, in a sentence.
  func sentence(_ entry: TimelineEntry, met: ChangeID?, in view: RequestView) -> Words {
    let mine = Subject(entry.id, in: view)
    let other = met.map { Subject($0, in: view) }
    switch self {
    case .creation:
      return Words(
        french: "\(mine.name) a créé la demande.", english: "\(mine.name) created the request.")
    case .follows:
      return Words(
        french: "\(mine.french) suit ce que son auteur avait vu.",
        english: "\(mine.english) follows what its author had seen.")
    case .heavier, .lighter, .tie: return sentence(mine, met: other, holds: entry.isEffective)
    case .refused:
      let reason = entry.presumed.code?.reason
      return Words(
        french: "\(mine.french) ne compte pas : \(reason?.french ?? "refusé").",
        english: "\(mine.english) doesn't count: \(reason?.english ?? "refused").")
    }
  }

  private func sentence(_ mine: Subject, met: Subject?, holds: Bool) -> Words {
    let other = met ?? mine
    let outcome =
      holds
      ? Words(french: "elle tient", english: "it holds")
      : Words(french: "elle est écartée", english: "it gives way")
    switch self {
    case .tie:
      return Words(
        french:
          "\(mine.french) et \(other.french) pèsent autant : la première au registre l'emporte, "
          + "\(outcome.french).",
        english:
          "\(mine.english) and \(other.english) weigh the same: the first in the ledger wins, "
          + "\(outcome.english).")
    case .heavier:
      return Words(
        french: "\(mine.french) pèse plus que \(other.french) : \(outcome.french).",
        english: "\(mine.english) weighs more than \(other.english): \(outcome.english).")
    default:
      return Words(
        french: "\(mine.french) pèse moins que \(other.french) : \(outcome.french).",
        english: "\(mine.english) weighs less than \(other.english): \(outcome.english).")
    }
  }
}

/// A transition as sentences name it: its id, its verb, its weight.
private struct Subject {
  let name: String
  let french: String
  let english: String

  init(_ id: ChangeID, in view: RequestView) {
    name = id.description
    let step = view.history[id]
    let verb = step?.row.label ?? Words(french: "?", english: "?")
    let weight = (step?.weight.precedences.prefix(Subject.spelledPrecedences) ?? [])
      .map(String.init).joined(separator: ", ")
    french = "\(name) (\(verb.french), [\(weight)])"
    english = "\(name) (\(verb.english), [\(weight)])"
  }

  /// How many precedences a sentence spells out.
  static let spelledPrecedences = 12
}
