import EscaleCore
import Replica
import ReplicaStore
import Testing

/// What an answer of the server does to a replica.
struct DeliveryTests {
  @Test func `a verdict settles what was waiting`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try laptop.deliver(results: [(1, .applied)])
    #expect(try laptop.replica.status().pending == 0)
    #expect(try laptop.replica.view(ref).timeline.first?.verdict == .applied)
    #expect(try laptop.replica.identity().decidedSequence == 1)
  }

  @Test func `what waits is sent again, whatever became of those behind it`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    _ = try laptop.act(.assign, on: ref)
    try laptop.deliver(results: [(2, .applied)])
    #expect(try laptop.replica.identity().decidedSequence == 0)
    #expect(try laptop.replica.status().pending == 1)
  }

  @Test func `a replica acknowledges what it holds, not what the server has`() throws {
    let laptop = try Laptop()
    let (here, there) = (Position(rawValue: 5), Position(rawValue: 9))
    _ = try laptop.replica.store.write { writer in
      try writer.apply(
        Delivery(
          results: [], entries: [], directory: [], forgotten: [], cursor: Cursor(position: here),
          head: Head(epoch: 1, position: there, link: .zero), serverClock: Laptop.start,
          deviceClock: Laptop.start, digest: .zero, receipt: []))
    }
    #expect(try laptop.replica.identity().acknowledgement.position == here)
  }

  @Test func `a transition that was displaced is one line of its author's conflicts`() throws {
    let (laptop, view) = try conflicting()
    let lines = try laptop.replica.conflicts()
    #expect(lines.map(\.change) == [ChangeID(replica: view.ref.replica, sequence: 3)])
    #expect(lines.first?.by == Laptop.karim)
    #expect(lines.first?.displacedBy == ChangeID(replica: Laptop.otherReplica, sequence: 1))
    #expect(try laptop.replica.view(view.ref).state == .resolved)
  }

  @Test func `what was displaced stays readable on the timeline`() throws {
    let (laptop, view) = try conflicting()
    let timeline = try laptop.replica.view(view.ref).timeline
    let frozen = timeline.first { $0.verb == .freeze }
    #expect(frozen?.text == "Pièce commandée")
    #expect(frozen?.isEffective == false)
  }

  @Test func `a conflict that was dismissed doesn't come back by itself`() throws {
    let (laptop, view) = try conflicting()
    #expect(try laptop.replica.dismissConflicts(of: view.ref) == 1)
    try laptop.deliver(directory: Laptop.directory)
    #expect(try laptop.replica.conflicts().isEmpty)
  }

  @Test func `a request that left is forgotten, its user's own changes stay`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try laptop.deliver(results: [(1, .applied)])
    try laptop.deliver(forgotten: [ref])
    #expect(throws: ReplicaFault.requestLeft(ref)) { try laptop.replica.view(ref) }
  }

  @Test func `nobody acts on a request of which only a part has come`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try laptop.deliver(results: [(1, .applied)], within: ref)
    #expect(throws: ReplicaFault.stillArriving(ref)) { try laptop.act(.assign, on: ref) }
    let other = try laptop.newRequest().ref
    #expect(try laptop.act(.assign, on: other).ref == other)
    try laptop.deliver()
    #expect(try laptop.act(.assign, on: ref).ref == ref)
  }

  @Test func `what was forgotten comes anew, and nobody acts on it before`() throws {
    let (laptop, view) = try conflicting()
    try laptop.replica.store.write { try $0.forgetEverything() }
    #expect(throws: ReplicaFault.requestLeft(view.ref)) { try laptop.replica.view(view.ref) }
    let identity = try laptop.replica.identity()
    #expect(identity.cursor == .start)
    #expect(identity.isArriving(view.ref))
    #expect(identity.acknowledgement.position > .start)
    try laptop.deliver(directory: Laptop.directory)
    #expect(try laptop.replica.view(view.ref).ref == view.ref)
  }

  @Test func `the same entries again change nothing`() throws {
    let (laptop, view) = try conflicting()
    let before = try laptop.replica.list(ListFilter(scope: .all))
    try laptop.replica.store.write { writer in
      for stored in try writer.reader.changes(of: view.ref) {
        guard let entry = stored.entry else { continue }
        try writer.insert(
          LedgerEntry(
            position: entry.position, change: stored.change, verdict: entry.verdict,
            receivedAt: entry.receivedAt))
      }
      try writer.project(view.ref)
    }
    #expect(try laptop.replica.list(ListFilter(scope: .all)) == before)
    #expect(try laptop.replica.check(rebuilds: false).problems.isEmpty)
  }

  /// I froze, Karim resolved without seeing it, and the server has decided both.
  private func conflicting() throws -> (Laptop, RequestView) {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let taken = try laptop.act(.assign, on: ref)
    try laptop.deliver(results: [(1, .applied), (2, .applied)])
    let view = try laptop.act(.freeze, "Pièce commandée", on: ref)
    let base = ChangeID(replica: ref.replica, sequence: 2)
    let resolved = Laptop.karims(
      .resolve, sequence: 1, on: taken, seeing: Context([base]), base: base)
    try laptop.deliver(
      entries: [(resolved, .applied)],
      results: [(3, Verdict(.superseded, code: .lighter, causes: [resolved.id]))])
    return (laptop, view)
  }
}
