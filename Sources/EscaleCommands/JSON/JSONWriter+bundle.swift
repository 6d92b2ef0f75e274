import EscaleCore
import Replica
import ReplicaStore

extension JSONWriter {
  /// What was written into a bundle.
  mutating func bundleExport(_ export: BundleExport, path: String) {
    beginObject()
    member("file", path)
    member("changes", export.changes)
    member("carried", export.carried)
    member("requests", export.requests.map(\.description))
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
    endObject()
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
