import EscaleCore
import Simulation
import Testing

/// An enumeration that finds nothing must be able to find something: rules with one mistake each.
struct SpoiledRuleTests {
  private static let transitionLimit = 3

  private func findings(_ rule: @escaping MergeEnumeration.Rule) async throws -> Int {
    let volume = EnumerationVolume(lifecycle: "lorraine", transitionLimit: Self.transitionLimit)
    return await
      (try MergeEnumeration(
        file: volume.bytes, transitionLimit: volume.transitionLimit, rule: rule))
      .run(starts: ["assigned"]).findingCount
  }

  @Test func `a newcomer that wins ties is found`() async throws {
    let count = try await findings { question in
      guard case .verdict(let verdict) = decide(question), verdict.code == .tie else {
        return decide(question)
      }
      return .verdict(.applied)
    }
    #expect(count > 0)
  }

  @Test func `a rule that weighs the last transition alone is found`() async throws {
    let count = try await findings { question in
      guard case .verdict(let verdict) = decide(question), verdict.outcome.counts,
        case .transition(let step) = question.header.body, let history = question.history,
        let own = history.lifecycle[step.verb]
      else { return decide(question) }
      let holder = history.steps[history.effective]
      if question.header.context.contains(holder.id) { return .verdict(.applied) }
      let wins = own.precedence > holder.row.precedence
      return .verdict(wins ? .applied : Verdict(.superseded, code: .lighter, causes: [holder.id]))
    }
    #expect(count > 0)
  }

  @Test func `a rule by which the last to arrive wins is found`() async throws {
    let count = try await findings { question in
      guard case .verdict(let verdict) = decide(question), verdict.outcome == .superseded else {
        return decide(question)
      }
      return .verdict(.applied)
    }
    #expect(count > 0)
  }

  @Test func `a rule that refuses whoever hasn't seen everything is found`() async throws {
    let count = try await findings { question in
      guard let history = question.history,
        !question.header.context.contains(history.steps[history.effective].id)
      else { return decide(question) }
      return .verdict(Verdict(.denied, code: .contextIncomplete))
    }
    #expect(count > 0)
  }
}
