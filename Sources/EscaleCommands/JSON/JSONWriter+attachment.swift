import EscaleCore
import Replica

extension JSONWriter {
  /// The attachments of a request; `holds` says whether bytes are on this replica.
  mutating func attachments(of view: RequestView, holds: (Fingerprint) -> Bool) {
    beginArray()
    for entry in view.attachments {
      guard let attachment = entry.attachment else { continue }
      beginObject()
      member("id", entry.id)
      attachmentMembers(attachment, isPresent: holds(attachment.blob))
      endObject()
    }
    endArray()
  }

  mutating func attachmentMembers(_ attachment: Attachment, isPresent: Bool) {
    member("name", attachment.name)
    member("bytes", attachment.byteCount)
    member("sha256", attachment.blob.description)
    member("mediaType", attachment.mediaType)
    member("present", isPresent)
  }

  /// What became of attachments' bytes in a sync.
  mutating func blobReport(_ report: BlobReport) {
    beginObject()
    member("sent", report.sent)
    member("sentBytes", report.sentByteCount)
    member("received", report.received)
    member("receivedBytes", report.receivedByteCount)
    member("awaited", report.awaited)
    member("busy", report.isBusy)
    key("refused")
    beginArray()
    for refused in report.refused {
      beginObject()
      member("ref", refused.request)
      member("change", refused.change)
      member("code", refused.code)
      member("byteLimit", refused.byteLimit)
      endObject()
    }
    endArray()
    member("damaged", report.damaged.map(\.description))
    endObject()
  }
}
