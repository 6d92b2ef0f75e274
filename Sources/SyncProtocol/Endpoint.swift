/// A thing that a replica may ask of the server, by path.
///
/// Bodies are CBOR and opaque to the transport.
package enum Endpoint: String, CaseIterable, Sendable {
  /// Who this server is: ledger, name, versions. Needs no token.
  case hello = "/v1/hello"
  /// Makes a device a replica, by name and password or by an invite code. Needs no token.
  case enrol = "/v1/enrol"
  /// Sends changes, fetches entries.
  case sync = "/v1/sync"
  /// Gives a forked replica a new id.
  case renew = "/v1/renew"
  /// How far the server has blobs.
  case blobAsk = "/v1/blobs/ask"
  /// Sends pieces of blobs.
  case blobPut = "/v1/blobs/put"
  /// Fetches pieces of blobs.
  case blobGet = "/v1/blobs/get"
  /// Looks for people whom the replica needn't hold.
  case people = "/v1/people"
  /// Gives one request whole, whenever it ended.
  case fetch = "/v1/fetch"
  /// Takes the last changes of a revoked device. Needs no token.
  case handover = "/v1/handover"
  /// Takes in the changes of another replica, which somebody carried by hand.
  case carry = "/v1/carry"
  /// Up to where a server that was restored from a backup has what the replica was shown.
  case recover = "/v1/recover"
  /// Takes back entries that a restored server lacks.
  case giveBack = "/v1/return"

  /// How long a request may be, decompressed, in bytes.
  package var bodyByteLimit: Int {
    switch self {
    case .hello, .enrol, .people, .fetch: 64 << 10
    case .renew: 8 << 20
    case .blobAsk, .blobGet, .recover: 256 << 10
    case .blobPut: BlobLimits.byteLimit + (256 << 10)
    case .sync, .handover, .carry, .giveBack: 16 << 20
    }
  }

  /// Whether every server has this, however old.
  package var isAsOldAsTheProtocol: Bool {
    switch self {
    case .hello, .enrol, .sync, .renew: true
    case .blobAsk, .blobPut, .blobGet, .people, .fetch, .handover, .carry, .recover, .giveBack:
      false
    }
  }

  /// Whether bodies are worth compressing; files mostly are compressed already.
  package var isCompressed: Bool {
    switch self {
    case .hello, .enrol, .sync, .renew, .people, .fetch, .handover, .carry, .recover, .giveBack,
      .blobAsk:
      true
    case .blobPut, .blobGet: false
    }
  }
}
