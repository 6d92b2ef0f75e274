import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

extension JSONWriter {
  /// How the replica stands.
  mutating func status(_ status: ReplicaStatus, directory: DirectoryNames) {
    beginObject()
    statusMembers(status, directory: directory)
    endObject()
  }

  /// How the replica stands, in an object that was begun.
  mutating func statusMembers(_ status: ReplicaStatus, directory: DirectoryNames) {
    identity(status.identity, directory)
    member("position", status.identity.cursor.position)
    member("pending", status.pending)
    member("conflicts", status.conflicts)
    member("lastSyncAt", moment: status.identity.lastSyncAt)
    member("clockDifferenceMilliseconds", status.identity.clockDifference)
    member("requests", status.requests)
    member("openRequests", status.openRequests)
    member("unreadRequests", status.unreadRequests)
    member("carried", status.carried)
    member("historySince", moment: status.historySince)
    member("databaseBytes", status.databaseBytes)
  }

  /// Who a replica is, in an object that was begun.
  mutating func identity(_ identity: ReplicaIdentity, _ directory: DirectoryNames) {
    member("ledger", identity.ledger.description)
    member("replica", identity.replica.description)
    member("user", identity.person, directory)
    member("server", identity.server)
  }

  /// What the doctor found.
  mutating func doctor(_ findings: StoreFindings, rebuilt: Bool) {
    beginObject()
    member("changes", findings.changes)
    member("requests", findings.requests)
    member("pending", findings.pending)
    member("attachments", findings.attachments)
    member("rebuilt", rebuilt)
    key("problems")
    beginArray()
    for problem in findings.problems {
      beginObject()
      member("kind", problem.name)
      member("about", problem.subject)
      endObject()
    }
    endArray()
    endObject()
  }
}
