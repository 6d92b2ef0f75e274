import EscaleCore
import Replica
import ReplicaStore

extension JSONWriter {
  /// What a sync moved, in an object of its own.
  mutating func syncReport(
    _ report: SyncReport, directory: DirectoryNames, language: Language
  ) {
    beginObject()
    syncMembers(report, directory, language)
    endObject()
  }

  /// What the first sync moved, and who the replica is.
  mutating func joinReport(
    _ report: SyncReport, identity: ReplicaIdentity, directory: DirectoryNames,
    language: Language
  ) {
    beginObject()
    self.identity(identity, directory)
    syncMembers(report, directory, language)
    endObject()
  }

  private mutating func syncMembers(
    _ report: SyncReport, _ directory: DirectoryNames, _ language: Language
  ) {
    member("position", report.position)
    member("sent", report.sent)
    member("received", report.received)
    member("applied", report.applied)
    member("superseded", report.superseded)
    member("denied", report.denied)
    member("quarantined", report.quarantined)
    member("forgotten", report.forgotten.count)
    member("requestsTouched", report.requestsTouched.count)
    member("bytesSent", report.bytesSent)
    member("bytesReceived", report.bytesReceived)
    member("roundTrips", report.roundTrips)
    member("elapsedMilliseconds", report.elapsed.milliseconds)
    member("missing", report.missing)
    member("carried", report.carried)
    member("carriedRefused", report.carriedRefused)
    member("renewedFrom", report.renewedFrom?.description)
    member("serverRestored", report.foundRestored)
    member("returned", report.returned)
    member("unreturned", report.unreturned)
    key("directoryLost")
    beginArray()
    for lost in report.lostItems { lostItem(lost) }
    endArray()
    key("attachments")
    blobReport(report.attachments)
    key("conflicts")
    conflicts(report.conflicts, directory: directory, language: language)
  }
}

extension JSONWriter {
  fileprivate mutating func lostItem(_ lost: LostItem) {
    beginObject()
    member("kind", lost.kindName)
    member("number", UInt64(lost.key.number))
    member("name", lost.item?.nameInDirectory)
    member("position", lost.position.rawValue)
    endObject()
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
