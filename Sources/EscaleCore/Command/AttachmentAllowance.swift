/// How much may be attached to one request: by whoever attaches, and by the server that takes the
/// bytes.
///
/// Goes through a request's attachments in the ledger's order, those that wait last. Bytes that
/// are attached twice count once; what is too large isn't taken, and counts for nothing.
package struct AttachmentAllowance: Sendable {
  /// How many of the largest attachments a request has room for.
  package static let largestPerRequest: UInt64 = 20

  /// The largest attachment in bytes.
  package let byteLimit: UInt64
  /// The bytes of all attachments of one request together.
  package let quota: UInt64
  private var taken: [Fingerprint: UInt64] = [:]
  private var used: UInt64 = 0

  package init(_ policy: Policy) {
    byteLimit = policy.attachmentBytes
    let (product, overflows) = byteLimit.multipliedReportingOverflow(
      by: AttachmentAllowance.largestPerRequest)
    quota = overflows ? .max : product
  }

  /// Makes room for one more.
  ///
  /// - Throws: ``AttachmentRefusal`` where there is none; then nothing has changed.
  package mutating func take(
    _ blob: Fingerprint, byteCount: UInt64
  ) throws(AttachmentRefusal) {
    guard byteCount <= byteLimit else {
      throw .tooLarge(byteCount: byteCount, byteLimit: byteLimit)
    }
    guard taken[blob] != byteCount else { return }
    guard byteCount <= quota - used else { throw .overQuota(byteLimit: quota) }
    taken[blob] = byteCount
    used += byteCount
  }
}

/// Why a file can't be attached.
package enum AttachmentRefusal: EscaleError, Hashable {
  case tooLarge(byteCount: UInt64, byteLimit: UInt64)
  /// The request has no room left.
  case overQuota(byteLimit: UInt64)

  package var kind: ErrorKind { .refused }

  package var code: String {
    switch self {
    case .tooLarge: "attachment.too-large"
    case .overQuota: "attachment.over-quota"
    }
  }

  package var message: Words {
    switch self {
    case .tooLarge(let count, let limit):
      Words(
        french: "Le fichier fait \(count) octets ; une pièce jointe en fait \(limit) au plus.",
        english: "The file has \(count) bytes; an attachment has \(limit) at most.")
    case .overQuota(let limit):
      Words(
        french: "Les pièces jointes d'une demande font ensemble \(limit) octets au plus.",
        english: "The attachments of a request have \(limit) bytes together at most.")
    }
  }

  package var hint: Words? {
    switch self {
    case .tooLarge:
      Words(
        french: "Compressez-le, ou dites où le trouver.",
        english: "Compress it, or say where to find it.")
    case .overQuota:
      Words(
        french: "Dites en commentaire où trouver le reste.",
        english: "Say in a comment where to find the rest.")
    }
  }

  package var byteLimit: UInt64 {
    switch self {
    case .tooLarge(_, let limit), .overQuota(let limit): limit
    }
  }

  package var details: [String: String] { ["byteLimit": "\(byteLimit)"] }
}
