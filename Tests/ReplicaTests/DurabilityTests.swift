import EscaleCore
import Foundation
import GRDB
import Replica
import ReplicaStore
import Testing

/// What was recorded stays, and what was refused leaves nothing.
struct DurabilityTests {
  @Test func `a replica's file can be read by its owner alone`() throws {
    let laptop = try Laptop()
    let attributes = try FileManager.default.attributesOfItem(atPath: laptop.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a change that was recorded is there when the replica is opened again`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let again = try laptop.reopened(.reading)
    #expect(try again.view(ref).state == .dispatched)
    #expect(try again.status().pending == 1)
  }

  @Test func `a refused command changes nothing, not even the sequence`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let before = try laptop.replica.identity().lastSequence
    #expect(throws: CommandRefusal.self) {
      try laptop.act(.resolve, "fait", on: ref)
    }
    #expect(try laptop.replica.identity().lastSequence == before)
    #expect(try laptop.replica.view(ref).timeline.count == 1)
  }

  @Test func `of several commands in one go all are recorded or none`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    #expect(throws: InputFault.self) {
      try laptop.replica.perform(
        [.comment(text: "bon", isPrivate: false), .comment(text: " ", isPrivate: false)], on: ref)
    }
    #expect(try laptop.replica.view(ref).timeline.count == 1)
  }

  @Test func `a replica is not made twice at one place`() throws {
    let laptop = try Laptop()
    #expect(throws: StoreFault.replicaExists(path: laptop.path)) {
      _ = try ReplicaStore(creatingAt: laptop.path, Laptop.identity())
    }
  }

  @Test func `where there is no replica none is invented`() throws {
    let path = NSTemporaryDirectory() + "escale-none.sqlite"
    #expect(throws: StoreFault.noReplica(path: path)) {
      _ = try ReplicaStore(path: path, access: .writing)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a file of a later version is refused and left alone`() throws {
    let laptop = try Laptop()
    try DatabaseQueue(path: laptop.path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: StoreFault.newerSchema(path: laptop.path, version: 99)) {
      _ = try laptop.reopened()
    }
  }

  @Test func `a file that is no database is called damaged`() throws {
    let laptop = try Laptop()
    let path = laptop.folder.appendingPathComponent("junk.sqlite").path
    try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
    do {
      _ = try ReplicaStore(path: path, access: .writing)
      Issue.record("junk was opened")
    } catch let fault as StoreFault {
      #expect(fault.code == "replica.damaged")
    }
  }

  @Test func `two programs that write at once both get through`() async throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let each = 20
    try await withThrowingTaskGroup(of: Void.self) { group in
      for program in 0..<2 {
        let other = try laptop.reopened()
        group.addTask {
          for number in 0..<each {
            _ = try other.perform(
              .comment(text: "\(program)/\(number)", isPrivate: false), on: ref)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try laptop.replica.view(ref).timeline.count == 1 + 2 * each)
    #expect(try laptop.replica.check(rebuilds: false).problems.isEmpty)
  }
}
