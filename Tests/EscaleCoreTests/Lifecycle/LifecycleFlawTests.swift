import EscaleCore
import Testing

/// Every mistake that a lifecycle's file can hold is named, with its line.
struct LifecycleFlawTests {
  private let sketch = LifecycleSketch()

  private func fault(_ change: (inout LifecycleSketch) -> Void) -> LifecycleFault? {
    var sketch = sketch
    change(&sketch)
    do {
      _ = try Lifecycle.parse(sketch.bytes)
      return nil
    } catch {
      return error
    }
  }

  private func row(_ number: Int) -> Int { sketch.firstVerbLine + number }
  private func state(_ number: Int) -> Int { LifecycleSketch.firstStateLine + number }

  @Test func `the sketch itself is a lifecycle`() { #expect(fault { _ in } == nil) }

  @Test func `a state that nothing leads to is named with its line`() {
    let fault = fault {
      $0.states.append(LifecycleSketch.state("lost"))
      $0.transitions.append(
        LifecycleSketch.row("find", from: ["lost"], to: "done", by: "agent", 30))
    }
    #expect(fault == .flaw(.unreachable(State(rawValue: "lost")), line: state(2)))
  }

  @Test func `a state that leads nowhere is named with its line`() {
    let fault = fault {
      $0.states.append(LifecycleSketch.state("stuck"))
      $0.transitions.append(
        LifecycleSketch.row("jam", from: ["new"], to: "stuck", by: "agent", 5))
    }
    #expect(fault == .flaw(.deadEnd(State(rawValue: "stuck")), line: state(2)))
  }

  @Test func `nothing leaves a final state`() {
    let fault = fault {
      $0.transitions.append(
        LifecycleSketch.row("revive", from: ["done"], to: "new", by: "agent", 5))
    }
    let flaw = LifecycleFlaw.leavesFinal(Verb(rawValue: "revive"), State(rawValue: "done"))
    #expect(fault == .flaw(flaw, line: row(3)))
  }

  @Test func `a way that only passes through a final state leaves it`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row(
        "nudge", from: ["new"], to: "done", by: "agent", 10, more: #", "onward": "new""#)
    }
    let flaw = LifecycleFlaw.leavesFinal(Verb(rawValue: "nudge"), State(rawValue: "done"))
    #expect(fault == .flaw(flaw, line: row(2)))
  }

  @Test func `a way into a final state outweighs all others`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row("nudge", from: ["new"], to: "new", by: "agent", 20)
    }
    let flaw = LifecycleFlaw.outweighed(Verb(rawValue: "finish"), by: Verb(rawValue: "nudge"))
    #expect(fault == .flaw(flaw, line: row(1)))
  }

  @Test func `two verbs of one actor from one state differ in precedence`() {
    let fault = fault {
      $0.transitions.append(
        LifecycleSketch.row("poke", from: ["new"], to: "new", by: "teamAgent", 10))
    }
    let flaw = LifecycleFlaw.samePrecedence(
      Verb(rawValue: "poke"), Verb(rawValue: "nudge"), from: .new)
    #expect(fault == .flaw(flaw, line: row(3)))
  }

  @Test func `two verbs of different actors may have one precedence`() {
    let fault = fault {
      $0.transitions.append(
        LifecycleSketch.row("poke", from: ["new"], to: "new", by: "requester", 10))
    }
    #expect(fault == nil)
  }

  @Test(arguments: [("\"fr\": \"Nouveau\", ", Language.french), (", \"en\": \"New\"", .english)])
  func `a label is there in both languages`(part: String, language: Language) {
    let fault = fault { $0.states[0] = $0.states[0].replacing(part, with: "") }
    #expect(fault == .flaw(.missingLabel(of: "new", language: language), line: state(0)))
  }

  @Test func `a lifecycle has a create`() {
    let fault = fault { $0.transitions.removeFirst() }
    #expect(fault == .flaw(.noCreate, line: sketch.firstVerbLine - 1))
  }

  @Test func `only create begins a request`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row("nudge", from: [], to: "new", by: "agent", 10)
    }
    #expect(fault == .flaw(.notABeginning(Verb(rawValue: "nudge")), line: row(2)))
  }

  @Test func `only create is for anyone`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row("nudge", from: ["new"], to: "new", by: "anyone", 10)
    }
    #expect(fault == .flaw(.forAnyone(Verb(rawValue: "nudge")), line: row(2)))
  }

  @Test(arguments: [("system", ""), ("agent", #", "automatic": "expireAfter""#)])
  func `what the server does by itself says when, and nothing else does`(by: String, more: String) {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row(
        "nudge", from: ["new"], to: "new", by: by, 10, more: more)
    }
    #expect(fault == .flaw(.notAutomatic(Verb(rawValue: "nudge")), line: row(2)))
  }

  @Test func `a verb is there once`() {
    let fault = fault { $0.transitions.append($0.transitions[2]) }
    #expect(fault == .flaw(.duplicateVerb(Verb(rawValue: "nudge")), line: row(3)))
  }

  @Test func `a state is there once`() {
    let fault = fault { $0.states.append($0.states[0]) }
    #expect(fault == .flaw(.duplicateState(.new), line: state(2)))
  }

  @Test func `a state that a verb names is named with its own line`() {
    let fault = fault {
      let row = LifecycleSketch.row("nudge", from: ["new"], to: "gone", by: "agent", 10)
      $0.transitions[2] = row.split(separator: " ").joined(separator: "\n")
    }
    #expect(fault == .flaw(.unknownState(State(rawValue: "gone")), line: row(2) + 10))
  }

  @Test func `a verb leads to states that exist`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row("nudge", from: ["new"], to: "gone", by: "agent", 10)
    }
    #expect(fault == .flaw(.unknownState(State(rawValue: "gone")), line: row(2)))
  }

  @Test func `an unknown actor is named with those that are known`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row("nudge", from: ["new"], to: "new", by: "boss", 10)
    }
    let flaw = LifecycleFlaw.unknownWord("boss", allowed: ActorKind.allCases.map(\.rawValue))
    #expect(fault == .flaw(flaw, line: row(2)))
  }

  @Test(arguments: ["needs", "from"])
  func `a word stands once in its list`(list: String) {
    let fault = fault {
      $0.transitions[2] =
        #"{"verb": "nudge", "label": {"fr": "a", "en": "b"}, "to": "new", "#
        + #""from": ["new"\#(list == "from" ? ", \"new\"" : "")], "by": "agent", "#
        + #""needs": ["reason"\#(list == "needs" ? ", \"reason\"" : "")], "precedence": 10}"#
    }
    #expect(fault == .flaw(.repeated(list == "from" ? "new" : "reason"), line: row(2)))
  }

  @Test(arguments: [
    #""""#, #""é""#, #""1a""#, #""a b""#, "\"" + String(repeating: "a", count: 65) + "\"",
  ])
  func `a name is made of letters, digits and hyphens`(name: String) {
    #expect(fault { $0.name = name }?.code == "lifecycle-file.invalid-name")
  }

  @Test func `a verb too long for the wire is refused`() {
    let verb = String(repeating: "a", count: Verb.byteLimit + 1)
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row(verb, from: ["new"], to: "new", by: "agent", 10)
    }
    #expect(fault == .flaw(.invalidName(verb), line: row(2)))
  }

  @Test func `more states than the limit are refused`() {
    let fault = fault { sketch in
      sketch.states = (0...Lifecycle.stateLimit).map { LifecycleSketch.state("s\($0)") }
    }
    #expect(fault == .flaw(.tooMany(limit: Lifecycle.stateLimit), line: state(0) - 1))
  }

  @Test(arguments: ["-1", "65536", "1.5", "\"ten\""])
  func `a precedence is a number of sixteen bits`(precedence: String) {
    let fault = fault {
      $0.transitions[2] = $0.transitions[2].replacing(
        #""precedence": 10"#, with: #""precedence": \#(precedence)"#)
    }
    #expect(fault?.code == "lifecycle-file.unexpected-shape")
    #expect(fault?.details["line"] == "\(row(2))")
  }

  @Test func `a key that means nothing is refused`() {
    let fault = fault {
      $0.transitions[2] = LifecycleSketch.row(
        "nudge", from: ["new"], to: "new", by: "agent", 10, more: #", "colour": "red""#)
    }
    #expect(fault?.details["path"] == "transitions[2].colour")
  }

  @Test func `every fault has words in both languages and a code of its room`() {
    let flaws: [LifecycleFlaw] = [
      .invalidName("x"), .missingLabel(of: "x", language: .french), .duplicateState(.new),
      .duplicateVerb(.create), .unknownState(.new), .unknownWord("x", allowed: ["y"]),
      .repeated("x"), .tooMany(limit: 1), .noCreate, .notABeginning(.create), .forAnyone(.create),
      .notAutomatic(.create), .leavesFinal(.create, .new), .unreachable(.new), .deadEnd(.new),
      .outweighed(.close, by: .create), .samePrecedence(.create, .close, from: .new),
    ]
    let faults = flaws.map { LifecycleFault.flaw($0, line: 7) }
    #expect(Set(faults.map(\.code)).count == flaws.count)
    #expect(faults.allSatisfy { $0.code.hasPrefix("lifecycle-file.") })
    #expect(Set(faults.map(\.message)).count == flaws.count)
  }
}
