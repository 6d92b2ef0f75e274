/// What the model says about one change.
package enum ModelVerdict: String, Sendable {
  case applied, superseded, denied, quarantined

  /// "Only transitions with the verdict applied or superseded count, here and everywhere below".
  package var counts: Bool { self == .applied || self == .superseded }
}

/// A verdict and the rule of DESIGN, section 3, that gave it.
package struct ModelJudgement: Sendable, Equatable {
  package var verdict: ModelVerdict
  /// 2 resting, 3 honest, 4 allowed, 5 legal, 6 concurrent.
  package var rule: Int
  /// What it broke, in words, for a failing test to print.
  package var why: String
}

/// What becomes of a change that is put before the model.
package enum ModelOutcome: Sendable, Equatable {
  case judged(ModelJudgement)
  /// It cites what the ledger does not have yet: no verdict, nothing recorded.
  case missing([ModelID])
  /// The same id with other bytes: the replica has forked, nothing recorded.
  case forked

  package var verdict: ModelVerdict? {
    guard case .judged(let judgement) = self else { return nil }
    return judgement.verdict
  }
}

/// One line of the model's ledger.
package final class ModelEntry: Sendable {
  package let position: Int
  package let day: Int
  package let change: ModelChange
  package let judgement: ModelJudgement
  /// For a transition that counts: the precedences along its chain, heaviest first.
  package let weight: [Int]
  /// For a transition that counts: where the request stands after it.
  package let state: String
  /// The row by which it does.
  let row: ModelRow?

  init(
    position: Int, day: Int, change: ModelChange, judgement: ModelJudgement, weight: [Int] = [],
    row: ModelRow? = nil
  ) {
    self.position = position
    self.day = day
    self.change = change
    self.judgement = judgement
    self.weight = weight
    self.row = row
    state = row?.destination(team: row?.asks("team") == true ? change.team : nil) ?? ""
  }

  /// The same without the values that it set.
  var erased: ModelEntry {
    var change = change
    change.values = [:]
    return ModelEntry(
      position: position, day: day, change: change, judgement: judgement, weight: weight, row: row)
  }

  package var counts: Bool { judgement.verdict.counts }
  package var isCountedTransition: Bool { counts && change.kind == .transition }

  /// What a change names counts only where its verb asks for it.
  var team: String? { row?.asks("team") == true ? change.team : nil }
  var agent: String? { row?.asks("agent") == true ? change.agent : nil }
  var date: String? { row?.asks("date") == true ? change.date : nil }
}
