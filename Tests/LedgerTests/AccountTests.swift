import EscaleCore
import Seals
import SyncProtocol
import Testing

@testable import Ledger

@Suite struct AccountTests {
  private func enrolment(
    _ name: String, _ credential: EnrolRequest.Credential
  ) -> EnrolRequest {
    EnrolRequest(
      user: name, credential: credential, verifyingKey: SigningKey().verifyingKey.bytes,
      deviceName: "laptop")
  }

  @Test func `a name and its password enrol a device, under the next id`() async throws {
    let desk = try await Desk()
    try await desk.ledger.setPassword("correct horse", of: "claire")
    let answers = [
      try await desk.ledger.enrol(
        enrolment("claire", .password("correct horse")), client: "a"),
      try await desk.ledger.enrol(
        enrolment("claire", .password("correct horse")), client: "a"),
    ]
    #expect(answers.map(\.replica.rawValue) == [2, 3])
    #expect(answers[0].token != answers[1].token)
    #expect(answers[0].serverKey == desk.ledger.serverKey.bytes)
  }

  @Test(arguments: ["claire", "denis", "nobody", "été"])
  func `a wrong password, none set and an unknown name get the same answer`(
    name: String
  ) async throws {
    let desk = try await Desk()
    try await desk.ledger.setPassword("correct horse", of: "claire")
    for password in ["wrong", ""] {
      let problem = await #expect(throws: Problem.self) {
        try await desk.ledger.answer(
          .enrol, body: enrolment(name, .password(password)).bytes, token: nil, client: "a")
      }
      #expect(problem?.code == "sync.wrong-credential")
      #expect(problem?.status == 401)
    }
  }

  /// Time itself says little on a machine that does other things: the work does.
  @Test(arguments: ["claire", "denis", "bruno", "nobody", "", "CLAIRE\0"])
  func `a guess at any name is given the same work, right or wrong`(name: String) async throws {
    let desk = try await Desk()
    for known in ["claire", "bruno"] {
      try await desk.ledger.setPassword("correct horse", of: known)
    }
    try await desk.ledger.disable("bruno")
    for (number, password) in ["wrong", "correct horse", ""].enumerated() {
      let before = await desk.ledger.passwords.work
      _ = try? await desk.ledger.signIn(name, password: password, client: "page \(number)")
      let between = await desk.ledger.passwords.work
      _ = try? await desk.ledger.enrol(
        enrolment(name, .password(password)), client: "device \(number)")
      let after = await desk.ledger.passwords.work
      let each = PasswordCost.trifling.work
      #expect([between - before, after - between] == [each, each], "\(password)")
    }
  }

  @Test func `too many wrong guesses close the door for a while`() async throws {
    let desk = try await Desk()
    try await desk.ledger.setPassword("correct horse", of: "claire")
    for _ in 0..<10 {
      await #expect(throws: LedgerError.wrongCredential) {
        try await desk.ledger.enrol(enrolment("claire", .password("no")), client: "a")
      }
    }
    let right = enrolment("claire", .password("correct horse"))
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.enrol(right, client: "a")
    }
    #expect(error?.code == "sign-in.too-many-attempts")
    #expect(error?.httpStatus == 429)
    _ = try await desk.ledger.enrol(right, client: "b")
    desk.clock.advance(milliseconds: 900_001)
    _ = try await desk.ledger.enrol(right, client: "a")
  }

  @Test func `an invite code enrols once`() async throws {
    let desk = try await Desk()
    let invite = try await desk.ledger.invite("claire")
    let lower = invite.code.lowercased()
    _ = try await desk.ledger.enrol(enrolment("claire", .invite(lower)), client: "a")
    await #expect(throws: LedgerError.wrongCredential) {
      try await desk.ledger.enrol(enrolment("claire", .invite(invite.code)), client: "a")
    }
  }

  @Test func `an invite code is for one person and seven days`() async throws {
    let desk = try await Desk()
    let invite = try await desk.ledger.invite("claire")
    await #expect(throws: LedgerError.wrongCredential) {
      try await desk.ledger.enrol(enrolment("denis", .invite(invite.code)), client: "a")
    }
    desk.clock.advance(days: 7)
    await #expect(throws: LedgerError.wrongCredential) {
      try await desk.ledger.enrol(enrolment("claire", .invite(invite.code)), client: "a")
    }
  }

  @Test func `nobody who is disabled is invited or enrolled`() async throws {
    let desk = try await Desk()
    let invite = try await desk.ledger.invite("claire")
    try await desk.ledger.disable("claire")
    await #expect(throws: LedgerError.wrongCredential) {
      try await desk.ledger.enrol(enrolment("claire", .invite(invite.code)), client: "a")
    }
    await #expect(throws: LedgerError.userInactive("claire")) {
      try await desk.ledger.invite("claire")
    }
  }

  @Test func `what isn't there is named`() async throws {
    let desk = try await Desk()
    await #expect(throws: LedgerError.unknownUser("nobody")) {
      try await desk.ledger.invite("nobody")
    }
    await #expect(throws: LedgerError.weakPassword(byteCount: 7)) {
      try await desk.ledger.setPassword("1234567", of: "claire")
    }
    await #expect(throws: LedgerError.unknownReplica("1")) {
      try await desk.ledger.revoke(.server)
    }
  }

  @Test func `a program of another age is told to upgrade`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    var request = claire.request()
    request.versions = [2, 3]
    let problem = await #expect(throws: Problem.self) {
      try await desk.ledger.answer(
        .sync, body: request.bytes, token: claire.token, client: "test")
    }
    #expect(problem?.status == 426)
  }

  @Test func `two processes may have one ledger open`() async throws {
    let desk = try await Desk()
    let other = try await desk.reopened()
    let claire = try await desk.device(of: "claire")
    try await other.disable("claire")
    await #expect(throws: LedgerError.revoked) {
      try await desk.ledger.sync(claire.request(), token: claire.token)
    }
    let invite = try await other.invite("denis")
    _ = try await desk.ledger.enrol(enrolment("denis", .invite(invite.code)), client: "a")
    #expect(try await other.verify().isSound)
  }
}
