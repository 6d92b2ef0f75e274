import EscaleCore

/// What one person has at stake in a request: what of his holds, and what was refused.
///
/// Two of them, from before and after a delivery, tell where the merge decided otherwise than the
/// replica had shown.
///
/// Source: DESIGN, "The merge rule", on conflicts.
struct Stake {
  /// His transitions on the effective chain.
  private var holding: Set<ChangeID> = []
  /// The fields that show a value of his, by the change that set it.
  private var showing: Set<EditedField> = []
  /// His changes that were denied or quarantined by the ledger.
  private var refused: Set<ChangeID> = []

  struct EditedField: Hashable {
    let change: ChangeID
    let key: FieldKey
  }

  /// What held in a request when it left.
  init(holding: [ChangeID]) { self.holding = Set(holding) }

  init(of person: PersonNumber, in folded: FoldedRequest) {
    let chain = Set(folded.fold.history.effectiveChainIDs)
    for change in folded.changes where change.header.author == person {
      let id = change.header.id
      if chain.contains(id) { holding.insert(id) }
      if case .edit(let edit) = change.header.body, change.verdict.outcome.counts {
        for key in edit.keys where folded.fold.fields[key]?.change == id {
          showing.insert(EditedField(change: id, key: key))
        }
      }
      if change.position != nil, !change.verdict.outcome.counts { refused.insert(id) }
    }
  }

  /// What was lost between an earlier stake and this one, in the order of the changes.
  func losses(since former: Stake, in folded: FoldedRequest) -> [Loss] {
    var losses = former.holding.subtracting(holding).map { Loss(change: $0, key: nil) }
    let lostValues = folded.fold.lostValues
    for field in former.showing.subtracting(showing)
    where lostValues.contains(where: { $0.loser == field.change && $0.key == field.key }) {
      losses.append(Loss(change: field.change, key: field.key))
    }
    losses += refused.subtracting(former.refused).map { Loss(change: $0, key: nil) }
    return Set(losses).sorted {
      ($0.change, $0.key?.rawValue ?? "") < ($1.change, $1.key?.rawValue ?? "")
    }
  }

  /// His transitions that hold, in the order of their ids.
  var holdingIDs: [ChangeID] { holding.sorted() }

  /// What holds now: conflicts about it are over.
  var held: [Loss] {
    holding.map { Loss(change: $0, key: nil) }
      + showing.map { Loss(change: $0.change, key: $0.key) }
  }

  struct Loss: Hashable {
    let change: ChangeID
    let key: FieldKey?
  }
}
