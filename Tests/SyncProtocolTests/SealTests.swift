import EscaleCore
import Seals
import SyncProtocol
import TestSupport
import Testing

/// Chains and signatures; the digests were computed apart, by another program.
struct SealTests {
  private let change = Change(
    header: Sample.erased.header, headerBytes: [1, 2], payload: .present([3]))

  private func start() -> Fingerprint {
    ReplicaChain.start(ledger: Sample.ledger, replica: Sample.replica)
  }

  @Test func `a replica's chain starts with the ledger and the replica`() {
    #expect(
      start().description == "044703e80e8e4e5c4938a846ddec424c01dc06c4d884f0725853c0d298e1047f")
  }

  @Test func `a link covers the one before it, the header and the payload`() {
    #expect(
      ReplicaChain.link(after: start(), change).description
        == "5d82eba6fe688fa3b8e93f7f25df3762a3ed43038ff9d6c48484af2ebe2281d6")
  }

  @Test func `a change's hash covers header and payload`() {
    #expect(
      change.hash.description == "a8a75c23741852522196687f4c113100751f8eb81e1e571c82257355a4e9ee5c")
  }

  @Test func `an erased payload leaves hash and chain as they were`() {
    let erased = Change(
      header: change.header, headerBytes: change.headerBytes, payload: .erased(change.payloadHash))
    #expect(erased.hash == change.hash)
    #expect(
      ReplicaChain.link(after: start(), erased) == ReplicaChain.link(after: start(), change))
  }

  @Test func `a ledger's link covers the one before it, the change and the verdict`() {
    let start = LedgerChain.start(ledger: Sample.ledger)
    #expect(
      start.description == "be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991")
    #expect(
      LedgerChain.link(after: start, hash: change.hash, outcome: .superseded).description
        == "c7ea024a18885546999cb89df1b38660f38744d7902ba3bc8f41f39aee66e47f")
  }

  @Test func `a signature is verified by its key, and by no other`() throws {
    let (key, other) = (SigningKey(), SigningKey())
    let digest = Hash.sha256(
      Sample.checkpoint.statement(ledger: Sample.ledger, replica: Sample.replica))
    let signature = try #require(key.signature(of: digest))
    #expect(signature.count == VerifyingKey.signatureByteCount)
    #expect(key.verifyingKey.verifies(signature, of: digest))
    #expect(!other.verifyingKey.verifies(signature, of: digest))
  }

  @Test func `a signature of something else, or malformed, is none`() throws {
    let key = SigningKey()
    let signature = try #require(key.signature(of: Sample.link))
    #expect(!key.verifyingKey.verifies(signature, of: Sample.fingerprint(1)))
    #expect(!key.verifyingKey.verifies(Array(signature.dropLast()), of: Sample.link))
    #expect(!key.verifyingKey.verifies([], of: Sample.link))
    #expect(!VerifyingKey(bytes: [1, 2, 3]).verifies(signature, of: Sample.link))
  }

  @Test func `a stored key signs as before`() throws {
    let key = SigningKey()
    #expect(SigningKey(secret: key.secret)?.verifyingKey == key.verifyingKey)
    #expect(SigningKey(secret: [1, 2, 3]) == nil)
  }

  @Test func `a statement names the ledger and the replica that it is about`() {
    let statements = [
      Sample.checkpoint.statement(ledger: Sample.ledger, replica: Sample.replica),
      Sample.checkpoint.statement(ledger: Sample.ledger, replica: .server),
      Sample.answer.statement(ledger: Sample.ledger, digest: Sample.link),
    ]
    #expect(Set(statements).count == statements.count)
  }
}
