import Blobs
import EscaleCore
import Foundation
import GRDB
import Replica
import ReplicaStore
import Seals
import Testing

/// Attachments on a laptop that meets no server.
struct AttachmentTests {
  private let bytes = [UInt8]("Un plan de l’étage.".utf8)

  @Test func `a file that is attached can be read offline, and changed outside`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let path = try laptop.file("plan.txt", bytes)
    let kept = try laptop.replica.keep([path], for: ref)
    let view = try laptop.replica.perform(kept.map { .attachment($0) }, on: ref)
    try laptop.file("plan.txt", [1, 2, 3])
    let attachment = try #require(view.attachments.first?.attachment)
    #expect(attachment.name == "plan.txt")
    #expect(attachment.mediaType == "text/plain")
    #expect(try laptop.replica.open(attachment.blob).read(at: 0, count: 1_000) == bytes)
    #expect(try laptop.replica.check(rebuilds: false).problems.isEmpty)
    #expect(try laptop.replica.check(rebuilds: false).attachments == 1)
  }

  @Test func `a request is created with its files, or not at all`() throws {
    let laptop = try Laptop()
    var request = NewRequest(
      service: Laptop.service, title: "Avec plan", description: "Voici.", requester: Laptop.paul)
    request.attachments = try laptop.replica.keep(
      [laptop.file("a", bytes), laptop.file("b", [])], for: nil)
    #expect(try laptop.replica.create(request).attachments.count == 2)
    request.attachments[0].blob = .zero
    #expect(throws: BlobFault.absent(.zero)) { try laptop.replica.create(request) }
    #expect(try laptop.replica.list(ListFilter()).count == 1)
  }

  @Test func `when one file can't be attached, none is kept`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let fine = try laptop.file("fine", bytes)
    for wrong in [laptop.folder.path, laptop.folder.path + "/missing"] {
      #expect(throws: FileToAttachFault.self) {
        try laptop.replica.keep([fine, wrong], for: ref)
      }
    }
    #expect(laptop.replica.store.blobs.blobs() == [])
  }

  @Test func `what isn't recorded after all goes, unless something else attaches it`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let path = try laptop.file("plan.txt", bytes)
    try laptop.replica.discard(try laptop.replica.keep([path], for: ref))
    #expect(laptop.replica.store.blobs.blobs() == [])
    let kept = try laptop.replica.keep([path], for: ref)
    _ = try laptop.replica.perform(kept.map { .attachment($0) }, on: ref)
    try laptop.replica.discard(kept)
    #expect(laptop.replica.store.blobs.blobs() == [Hash.sha256(bytes)])
  }

  @Test func `names of others are kept as they came, and harmless on the disk`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let name = "../../etc/\u{1B}[2Jpasswd"
    try laptop.deliver(results: [(1, .applied)])
    try laptop.deliver(entries: [(laptop.karimsAttachment(name, bytes, on: ref), .applied)])
    let attachment = try #require(try laptop.replica.view(ref).attachments.first?.attachment)
    #expect(attachment.name == name)
    #expect(attachment.fileName == "_[2Jpasswd")
    #expect(!laptop.replica.holds(attachment.blob))
  }

  @Test func `only one's own attachments are to be sent, once the ledger has them`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let kept = try laptop.replica.keep([laptop.file("mine", bytes)], for: ref)
    _ = try laptop.replica.perform(kept.map { .attachment($0) }, on: ref)
    #expect(try laptop.toSend == [])
    try laptop.deliver(results: [(1, .applied), (2, .applied)])
    try laptop.deliver(entries: [(laptop.karimsAttachment("his", [9], on: ref), .applied)])
    #expect(try laptop.toSend.map(\.sequence) == [2])
    let sent = try laptop.toSend
    try laptop.replica.store.write { writer in
      for change in sent { try writer.noteSent(change) }
    }
    #expect(try laptop.toSend == [])
  }

  @Test func `a refused attachment is never sent and stays readable to its author`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let kept = try laptop.replica.keep([laptop.file("mine", bytes)], for: ref)
    _ = try laptop.replica.perform(kept.map { .attachment($0) }, on: ref)
    try laptop.deliver(
      results: [(1, .applied), (2, Verdict(.denied, code: .notConcerned))])
    #expect(try laptop.toSend == [])
    #expect(try laptop.replica.view(ref).attachments.isEmpty)
    #expect(laptop.replica.holds(Hash.sha256(bytes)))
  }

  @Test func `what was erased is an attachment no more`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try laptop.deliver(results: [(1, .applied)])
    let change = laptop.karimsAttachment("his", bytes, on: ref)
    try laptop.deliver(entries: [(change, .applied)])
    let erased = Change(
      header: change.header, headerBytes: change.headerBytes, payload: .erased(change.payloadHash))
    try laptop.deliver(entries: [(erased, .applied)])
    #expect(try laptop.replica.view(ref).attachments.isEmpty)
    #expect(
      try laptop.replica.store.read { try $0.abandonedBlobs() } == [Hash.sha256(bytes)])
    #expect(try laptop.replica.check(rebuilds: false).problems.isEmpty)
  }

  @Test func `the table of attachments is checked, and made again`() throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    let kept = try laptop.replica.keep([laptop.file("mine", bytes)], for: ref)
    _ = try laptop.replica.perform(kept.map { .attachment($0) }, on: ref)
    try DatabaseQueue(path: laptop.path).write { try $0.execute(sql: "DELETE FROM attachment") }
    #expect(try laptop.replica.check(rebuilds: false).problems == [.staleProjection(ref)])
    #expect(try laptop.replica.check(rebuilds: true).problems.isEmpty)
    try laptop.deliver(results: [(1, .applied), (2, .applied)])
    #expect(try laptop.toSend.map(\.sequence) == [2])
  }
}

extension Laptop {
  /// Writes a file outside the replica.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  var toSend: [ChangeID] {
    get throws {
      try replica.store.read { try $0.attachmentsToSend(after: nil, limit: 100) }.map(\.change)
    }
  }

  /// An attachment that Karim made on another device.
  func karimsAttachment(_ name: String, _ bytes: [UInt8], on ref: RequestID) -> Change {
    let header = Header(
      id: ChangeID(replica: Laptop.otherReplica, sequence: 1), request: ref,
      context: Context([ref]), author: Laptop.karim, authoredAt: Laptop.start,
      acknowledged: .start, body: .attachment)
    let attachment = EscaleCore.Attachment(
      name: name, byteCount: UInt64(bytes.count), blob: Hash.sha256(bytes), mediaType: "text/plain")
    return Change(
      header: header,
      payload: Payload(nonce: Array(repeating: 1, count: 8), attachment: attachment))
  }
}
