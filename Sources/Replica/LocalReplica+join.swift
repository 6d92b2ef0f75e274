import EscaleCore
import ReplicaStore
import Seals
package import SyncProtocol

extension LocalReplica {
  /// Enrols this device and makes its replica, which is still empty: sync it next.
  ///
  /// - Throws: ``StoreFault`` where there is a replica already,
  ///   ``ServerFailure``, ``SyncFault``; then no replica is left behind.
  package static func join(
    _ request: JoinRequest, over connection: any SyncConnection,
    surroundings: Surroundings = .system
  ) async throws -> LocalReplica {
    guard !ReplicaStore.exists(at: request.path) else {
      throw StoreFault.replicaExists(path: request.path)
    }
    let key = surroundings.newSigningKey()
    let enrolment = EnrolRequest(
      user: request.user, credential: request.credential,
      verifyingKey: key.verifyingKey.bytes, deviceName: request.deviceName)
    let reply = try await connection.exchange(.enrol, enrolment.bytes, token: nil)
    let answer = try SyncFault.reading { () throws(CBORError) in
      try EnrolAnswer(bytes: reply.body)
    }
    let identity = ReplicaIdentity(
      ledger: answer.ledger, replica: answer.replica, person: answer.person,
      server: request.server, serverKey: answer.serverKey, signingKey: key.secret,
      token: answer.token, device: request.deviceName,
      startLink: ReplicaChain.start(ledger: answer.ledger, replica: answer.replica))
    let store = try ReplicaStore(creatingAt: request.path, identity)
    return LocalReplica(store: store, surroundings: surroundings)
  }
}

/// What joining a server takes.
package struct JoinRequest: Sendable {
  package var server: String
  package var user: String
  package var credential: EnrolRequest.Credential
  package var deviceName: String
  package var path: String

  package init(
    server: String, user: String, credential: EnrolRequest.Credential, deviceName: String,
    path: String
  ) {
    self.server = server
    self.user = user
    self.credential = credential
    self.deviceName = deviceName
    self.path = path
  }
}
