import EscaleCore
import Ledger
import Seals
import SyncProtocol
import TestSupport

/// Somebody enrolled who writes his own program: it sends whatever he likes.
struct Impostor {
  /// What enrolment gave him.
  struct Papers: Sendable {
    let replica: ReplicaID
    let person: PersonNumber
    let token: String
    let key: SigningKey
    let ledger: LedgerID

    init(of name: String, at ledger: DeskLedger, random: SharedRandom) async throws {
      key = SigningKey(secret: random.bytes(SigningKey.byteCount)) ?? SigningKey()
      let invite = try await ledger.invite(name)
      let answer = try await ledger.enrol(
        EnrolRequest(
          user: name, credential: .invite(invite.code),
          verifyingKey: key.verifyingKey.bytes, deviceName: "own"),
        client: "impostor")
      (replica, person, token) = (answer.replica, answer.person, answer.token)
      self.ledger = ledger.id
    }
  }

  let papers: Papers
  private let signatures: SignatureScheme
  /// What the ledger has of him: the link of his chain, and his last sequence.
  private var link: Fingerprint
  private var sequence: UInt32 = 0
  private var acknowledged: UInt64 = 0
  /// What the ledger took in, as it was sent.
  private(set) var sent: [Change] = []

  init(_ papers: Papers, signatures: SignatureScheme = .ed25519) {
    self.papers = papers
    self.signatures = signatures
    link = ReplicaChain.start(ledger: papers.ledger, replica: papers.replica)
  }

  /// One message of his: what it says is mostly untrue, at times even its bytes.
  ///
  /// Where `isMild` is set, he only keeps to himself what he has seen meanwhile, and tries what others
  /// may.
  mutating func message(
    seed: UInt64, knowing entries: [LedgerEntry], head: UInt64, now: Int64, isMild: Bool
  ) -> (request: SyncRequest, change: Change, body: [UInt8]) {
    var random = SeededRandom(seed: seed)
    let claim =
      random.once(in: 3)
      ? acknowledged : UInt64(random.number(Int(acknowledged)...Int(max(acknowledged, head))))
    var lie = Lie(
      random: random, papers: papers, entries: entries, claim: claim, now: now, isMild: isMild)
    let change = lie.change(sequence: sequence + 1)
    let position = min(!isMild && lie.random.once(in: 8) ? head + 1 : claim, Position.limit)
    let after = ReplicaChain.link(after: link, change)
    var request = SyncRequest(
      ledger: papers.ledger, replica: papers.replica,
      acknowledgement: Acknowledgement(
        position: Position(rawValue: position), ownLastSequence: sequence),
      cursor: .start, changes: [change], checkpoint: checkpoint(after, sequence + 1), clock: now,
      entryLimit: 3)
    if !isMild { lie.spoil(&request, sign: { checkpoint($0, sequence + 1) }) }
    return (request, change, isMild ? request.bytes : lie.damaged(request.bytes))
  }

  /// Takes in what the server answers to a message.
  ///
  /// - Returns: The verdict on the change, where there is one.
  mutating func take(_ bytes: [UInt8], _ request: SyncRequest, _ change: Change) -> Verdict? {
    for result in (try? SyncAnswer(bytes: bytes))?.results ?? [] {
      guard case .decided(_, let verdict, _) = result.ruling,
        result.sequence == change.id.sequence
      else { continue }
      sent.append(change)
      recorded(change, request.acknowledgement)
      return verdict
    }
    noted(request.acknowledgement)
    return nil
  }

  /// Notes that the ledger has taken a change in.
  private mutating func recorded(_ change: Change, _ acknowledgement: Acknowledgement) {
    link = ReplicaChain.link(after: link, change)
    sequence = change.id.sequence
    noted(acknowledgement)
  }

  /// Notes that the ledger has taken an acknowledgement.
  private mutating func noted(_ acknowledgement: Acknowledgement) {
    acknowledged = max(acknowledged, acknowledgement.position.rawValue)
  }

  private func checkpoint(_ link: Fingerprint, _ sequence: UInt32) -> Checkpoint {
    var checkpoint = Checkpoint(lastSequence: sequence, link: link, signature: [])
    let statement = checkpoint.statement(ledger: papers.ledger, replica: papers.replica)
    checkpoint.signature = signatures.signature(papers.key, Hash.sha256(statement)) ?? []
    return checkpoint
  }
}
