import EscaleCore
import SyncProtocol

// What the transport itself refuses, before a service has seen anything.
extension Problem {
  static let unknownPath = Problem(
    status: 404, code: "http.unknown-path",
    message: Words(
      french: "Il n'y a rien à cette adresse.", english: "There is nothing at this address."))

  static let wrongMethod = Problem(
    status: 405, code: "http.wrong-method",
    message: Words(
      french: "Cette adresse n'accepte que POST.", english: "This address accepts POST only."))

  static let wrongType = Problem(
    status: 415, code: "http.wrong-type",
    message: Words(
      french: "Le corps doit être du type application/cbor.",
      english: "The body must be of type application/cbor."))

  static let wrongEncoding = Problem(
    status: 415, code: "http.wrong-encoding",
    message: Words(
      french: "Le corps peut être compressé par gzip, rien d'autre.",
      english: "The body may be compressed by gzip, nothing else."))

  static let badGzip = Problem(
    status: 400, code: "http.bad-gzip",
    message: Words(
      french: "Le corps n'est pas un gzip complet et intact.",
      english: "The body is not a complete, undamaged gzip stream."))

  static let incompleteBody = Problem(
    status: 400, code: "http.incomplete-body",
    message: Words(
      french: "Le corps s'arrête avant la fin annoncée.",
      english: "The body ends before it was announced to."))

  static func tooLarge(byteLimit: Int) -> Problem {
    Problem(
      status: 413, code: "http.too-large",
      message: Words(
        french: "Le corps dépasse \(byteLimit) octets.",
        english: "The body is longer than \(byteLimit) bytes."),
      hint: Words(
        french: "Envoyez moins de changements à la fois.", english: "Send fewer changes at a time."),
      details: ["byteLimit": "\(byteLimit)"])
  }

  static func refusedRequest(status: Int) -> Problem {
    Problem(
      status: status, code: "http.refused",
      message: Words(
        french: "La requête n'est pas acceptée.", english: "The request is not accepted."))
  }
}
