import EscaleCore
import SyncProtocol

extension Sample {
  static let blob = BlobName(request: create, blob: fingerprint(0x70))

  static let blobAsk = BlobAsk(
    names: [blob, BlobName(request: assignment, blob: fingerprint(0x80))])

  static let blobStandings = BlobStandings(standings: [
    .unknown, .held(0), .held(1_048_576), .whole,
    .refused(code: "attachment.too-large", byteLimit: 26_214_400),
    .refused(code: BlobStanding.wrongBytesCode, byteLimit: nil),
  ])

  static let blobPut = BlobPut(pieces: [
    BlobPut.Piece(name: blob, byteCount: 1_048_580, offset: 1_048_576, bytes: [1, 2, 3, 4]),
    BlobPut.Piece(
      name: BlobName(request: assignment, blob: fingerprint(0x80)), byteCount: 0, offset: 0,
      bytes: []),
  ])

  static let blobGet = BlobGet(wants: [BlobGet.Want(name: blob, offset: 1_000, count: 262_144)])

  static let blobPieces = BlobPieces(pieces: [[1, 2, 3, 4], nil, []])

  static let attachmentPayload = Payload(
    nonce: [1, 2, 3, 4, 5, 6, 7, 8],
    attachment: EscaleCore.Attachment(
      name: "plan de l’étage.pdf", byteCount: 1_048_580, blob: fingerprint(0x70),
      mediaType: "application/pdf"))
}
