import Ledger
import Seals
import SyncProtocol
import Testing

extension Device {
  /// The device with the server's word on it.
  func credential() async throws -> BundleSender {
    var wish = request()
    wish.wantsCredential = true
    let answer = try await desk.ledger.sync(wish, token: token)
    return BundleSender(
      replica: replica, person: person, verifyingKey: key.verifyingKey.bytes,
      credential: try #require(answer.credential))
  }

  /// What it asks of a server that may have been restored, with the papers, the key and the token
  /// given.
  func returning(
    with papers: BundleSender, signedBy key: SigningKey? = nil, token: String? = nil,
    receipt: SignedHead? = nil
  ) -> RecoverRequest {
    let statement = RecoverRequest.possessionStatement(
      ledger: desk.ledger.id, replica: papers.replica,
      tokenHash: Hash.sha256(Array((token ?? self.token).utf8)))
    return RecoverRequest(
      ledger: desk.ledger.id, replica: papers.replica, shown: [], receipt: receipt, sender: papers,
      possession: (key ?? self.key).signature(of: Hash.sha256(statement)) ?? [])
  }
}
