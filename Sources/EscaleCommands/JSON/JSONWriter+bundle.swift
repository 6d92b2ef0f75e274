import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

extension JSONWriter {
  /// What was written into a bundle.
  mutating func bundleExport(_ export: BundleExport, path: String) {
    beginObject()
    member("file", path)
    member("changes", export.changes)
    member("carried", export.carried)
    member("requests", export.requests.map(\.description))
    member(export.files, leftOut: export.leftOut)
    endObject()
  }

  /// What came of taking a bundle in.
  mutating func bundleImport(_ report: BundleImport, _ directory: DirectoryNames) {
    beginObject()
    member("user", report.sender, directory)
    member("replica", report.replica.description)
    member("changes", report.changes)
    member("known", report.known)
    member("forked", report.isForked)
    member("requests", report.requests.sorted().map(\.description))
    member(report.files, leftOut: report.leftOut)
    endObject()
  }

  private mutating func member(_ files: [BundledFile], leftOut: Int) {
    member("attachments", files.count)
    member("attachmentBytes", files.reduce(UInt64(0)) { $0 &+ $1.byteCount })
    member("attachmentsLeftOut", leftOut)
  }

  /// What a replica carries for others.
  mutating func parcels(_ parcels: [HeldParcel], _ directory: DirectoryNames) {
    beginArray()
    for parcel in parcels {
      beginObject()
      member("replica", parcel.replica.description)
      member("user", parcel.person, directory)
      member("firstSequence", parcel.sequences.lowerBound)
      member("lastSequence", parcel.sequences.upperBound)
      member("importedAt", moment: parcel.importedAt)
      member("refusal", parcel.refusal)
      endObject()
    }
    endArray()
  }
}
