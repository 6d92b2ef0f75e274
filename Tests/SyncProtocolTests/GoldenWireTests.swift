import EscaleCore
import SyncProtocol
import TestSupport
import Testing

/// The bytes on the wire, as they were recorded once and for ever.
struct GoldenWireTests {
  private static let held = [
    PushResult(
      sequence: 12,
      ruling: .decided(Position(rawValue: 7), .applied, receivedAt: Sample.clock))
  ]

  private static let messages: [(name: String, bytes: [UInt8])] = [
    ("hello-answer", HelloAnswer(ledger: Sample.ledger, clock: Sample.clock).bytes),
    ("enrol-request-password", enrol(.password("Sésame 7"))),
    ("enrol-request-invite", enrol(.invite("7KQ2-M9XD"))),
    ("enrol-answer", Sample.enrolment.bytes),
    ("renew-request", renewal.bytes),
    ("renew-answer", RenewAnswer(enrolment: Sample.enrolment, held: held).bytes),
    ("sync-request", Sample.push.bytes),
    ("sync-request-first", Sample.firstSync.bytes),
    ("sync-answer", Sample.answer.bytes),
    ("sync-answer-empty", Sample.emptyAnswer.bytes),
    ("sync-request-history", Sample.pastSync.bytes),
    ("sync-answer-history", Sample.pastAnswer.bytes),
    ("fetch-request", Sample.fetch.bytes),
    ("fetch-answer", FetchAnswer(standing: .nothing, answer: Sample.emptyAnswer).bytes),
    (
      "checkpoint-statement",
      Sample.checkpoint.statement(ledger: Sample.ledger, replica: Sample.replica)
    ),
    (
      "receipt-statement",
      Sample.answer.statement(ledger: Sample.ledger, digest: Sample.fingerprint(1))
    ),
    (
      "receipt-delivered",
      Sample.answer.deliveredBytes(hashes: [1, 2, 3].map { Sample.fingerprint($0) })
    ),
    ("blob-ask", Sample.blobAsk.bytes),
    ("blob-standings", Sample.blobStandings.bytes),
    ("blob-put", Sample.blobPut.bytes),
    ("blob-get", Sample.blobGet.bytes),
    ("blob-pieces", Sample.blobPieces.bytes),
    ("payload", Sample.payload.bytes),
    ("payload-attachment", Sample.attachmentPayload.bytes),
    ("payload-least", Payload(nonce: [1, 2, 3, 4, 5, 6, 7, 8]).bytes),
    ("lifecycle", DirectoryItem.lifecycle(1, .lorraine).bytes),
  ]

  private static let renewal = RenewRequest(
    verifyingKey: Sample.key, deviceName: "portable-amelie",
    pending: [RenewRequest.PendingHash(sequence: 12, hash: Sample.fingerprint(2))])

  private static func enrol(_ credential: EnrolRequest.Credential) -> [UInt8] {
    EnrolRequest(
      user: "amelie", credential: credential, verifyingKey: Sample.key,
      deviceName: "portable-amelie"
    ).bytes
  }

  @Test(arguments: messages)
  func `a message has the bytes that were recorded`(name: String, bytes: [UInt8]) throws {
    try Golden.check(bytes, "wire/\(name).hex")
  }

  @Test(arguments: Sample.bodies)
  func `a header has the bytes that were recorded`(name: String, body: Header.Body) throws {
    try Golden.check(Sample.header(body).bytes, "wire/header-\(name).hex")
  }

  @Test func `a header that says everything has the bytes that were recorded`() throws {
    var header = Sample.header(.comment(Comment(isPrivate: true)))
    header.reissues = ChangeID(replica: ReplicaID(rawValue: 8), sequence: 4)
    header.adopts = Sample.assignment
    try Golden.check(header.bytes, "wire/header-adopted.hex")
  }

  @Test(arguments: Language.allCases)
  func `a problem has the words that were recorded`(language: Language) throws {
    let problem = Problem(
      status: 409, code: "lifecycle.not-from-here",
      message: Words(
        french: "7K-1043 est résolue et ne peut pas être gelée.",
        english: "7K-1043 is resolved and cannot be frozen."),
      hint: Words(
        french: "D'ici, son demandeur peut la fermer.",
        english: "From here it can be closed, by its requester."),
      details: ["ref": "7K-1043", "state": "resolved"])
    let text = String(decoding: problem.jsonBytes(in: language), as: UTF8.self) + "\n"
    try Golden.check(text, "wire/problem-\(language.rawValue).json")
  }

  @Test(arguments: Sample.bodies)
  func `a recorded header reads as what it was`(name: String, body: Header.Body) throws {
    let header = try Header(bytes: Golden.bytes("wire/header-\(name).hex"))
    #expect(header == Sample.header(body))
  }

  @Test func `a recorded sync reads as what it was`() throws {
    #expect(try SyncRequest(bytes: Golden.bytes("wire/sync-request.hex")) == Sample.push)
    #expect(try SyncRequest(bytes: Golden.bytes("wire/sync-request-first.hex")) == Sample.firstSync)
    #expect(try SyncAnswer(bytes: Golden.bytes("wire/sync-answer.hex")) == Sample.answer)
    #expect(
      try SyncRequest(bytes: Golden.bytes("wire/sync-request-history.hex")) == Sample.pastSync)
    #expect(
      try SyncAnswer(bytes: Golden.bytes("wire/sync-answer-history.hex")) == Sample.pastAnswer)
    #expect(try FetchRequest(bytes: Golden.bytes("wire/fetch-request.hex")) == Sample.fetch)
    #expect(
      try FetchAnswer(bytes: Golden.bytes("wire/fetch-answer.hex"))
        == FetchAnswer(standing: .nothing, answer: Sample.emptyAnswer))
    #expect(
      try SyncAnswer(bytes: Golden.bytes("wire/sync-answer-empty.hex")) == Sample.emptyAnswer)
  }

  @Test func `a recorded enrolment reads as what it was`() throws {
    let enrolment = Sample.enrolment
    #expect(try EnrolAnswer(bytes: Golden.bytes("wire/enrol-answer.hex")) == enrolment)
    #expect(try RenewRequest(bytes: Golden.bytes("wire/renew-request.hex")) == Self.renewal)
    #expect(
      try RenewAnswer(bytes: Golden.bytes("wire/renew-answer.hex"))
        == RenewAnswer(enrolment: enrolment, held: Self.held))
    #expect(
      try HelloAnswer(bytes: Golden.bytes("wire/hello-answer.hex"))
        == HelloAnswer(ledger: Sample.ledger, clock: Sample.clock))
  }
}
