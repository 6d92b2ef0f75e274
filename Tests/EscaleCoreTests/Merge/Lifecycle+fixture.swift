import EscaleCore
import TestSupport

extension Lifecycle {
  /// The lifecycle with reopenings, as its file has it.
  static var servicedesk: Lifecycle {
    get throws { try Lifecycle.parse(try Fixture.bytes("lifecycles/servicedesk.json")) }
  }
}

extension PaperLedger {
  /// The verbs that made the present state, first to last.
  var effectiveVerbs: [Verb] {
    history.map { history in history.effectiveChain.map { history.steps[$0].row.verb } } ?? []
  }
}
