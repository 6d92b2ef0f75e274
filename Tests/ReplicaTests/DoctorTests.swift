import EscaleCore
import GRDB
import Replica
import ReplicaStore
import Testing

/// Damage is found, and what can be made again is.
struct DoctorTests {
  @Test func `a sound replica has no findings`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    _ = try laptop.act(.assign, on: ref)
    let findings = try laptop.replica.check(rebuilds: false)
    #expect(findings.problems.isEmpty)
    #expect(findings.changes == 2)
  }

  @Test func `a byte that changed under a link is found`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try damage(laptop, "UPDATE change SET payload = x'a1004808080808080808ff'")
    #expect(
      try laptop.replica.check(rebuilds: false).problems.contains(.brokenLink(ref)))
  }

  @Test func `a change that vanished is found`() throws {
    let laptop = try Laptop()
    _ = try laptop.newRequest()
    let second = try laptop.newRequest("Deuxième").ref
    try damage(laptop, "DELETE FROM change WHERE id = (SELECT min(id) FROM change)")
    let problems = try laptop.replica.check(rebuilds: false).problems
    #expect(
      problems.contains(
        .missingSequence(ChangeID(replica: second.replica, sequence: second.sequence - 1))))
  }

  @Test func `rows that don't equal the changes are found and made anew`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try damage(laptop, "UPDATE request SET state = 'closed', is_open = 0")
    #expect(try laptop.replica.check(rebuilds: false).problems == [.staleProjection(ref)])
    #expect(try laptop.replica.check(rebuilds: true).problems.isEmpty)
    #expect(try laptop.replica.list(ListFilter()).map(\.state) == [.dispatched])
  }

  private func damage(_ laptop: Laptop, _ sql: String) throws {
    try DatabaseQueue(path: laptop.path).write { try $0.execute(sql: sql) }
  }
}
