import EscaleCore
import SyncProtocol
import Testing

struct BlobMessageTests {
  @Test func `messages about blobs read as they were written`() throws {
    #expect(try BlobAsk(bytes: Sample.blobAsk.bytes) == Sample.blobAsk)
    #expect(try BlobStandings(bytes: Sample.blobStandings.bytes) == Sample.blobStandings)
    #expect(try BlobPut(bytes: Sample.blobPut.bytes) == Sample.blobPut)
    #expect(try BlobGet(bytes: Sample.blobGet.bytes) == Sample.blobGet)
    #expect(try BlobPieces(bytes: Sample.blobPieces.bytes) == Sample.blobPieces)
  }

  @Test func `more names than a message may carry are refused`() {
    let names = [BlobName](repeating: Sample.blob, count: BlobLimits.nameLimit + 1)
    #expect(throws: CBORError.beyondLimit) { try BlobAsk(bytes: BlobAsk(names: names).bytes) }
  }

  @Test func `pieces that are too long together are refused, each fine by itself`() {
    let half = [UInt8](repeating: 0, count: BlobLimits.byteLimit / 2 + 1)
    let piece = BlobPut.Piece(
      name: Sample.blob, byteCount: UInt64(BlobLimits.byteLimit), offset: 0, bytes: half[...])
    #expect(throws: CBORError.beyondLimit) {
      try BlobPut(bytes: BlobPut(pieces: [piece, piece]).bytes)
    }
    #expect(throws: CBORError.beyondLimit) {
      try BlobPieces(bytes: BlobPieces(pieces: [half[...], half[...]]).bytes)
    }
  }

  @Test func `a piece beyond the end of its blob is refused`() {
    let piece = BlobPut.Piece(name: Sample.blob, byteCount: 10, offset: 11, bytes: [])
    #expect(throws: CBORError.invalidField) {
      try BlobPut(bytes: BlobPut(pieces: [piece]).bytes)
    }
  }
}
