import EscaleCore
import SyncProtocol

/// A service that answers predictably: sync echoes, the others tell what they saw.
struct DeskService: SyncService {
  static let refusal = Problem(
    status: 401, code: "desk.wrong-password",
    message: Words(french: "Mot de passe refusé.", english: "Wrong password."),
    hint: Words(french: "Essayez encore.", english: "Try again."), details: ["user": "ada"])

  var notReady: String?
  var delay = Duration.zero
  var wasCalled: @Sendable () -> Void = {}

  func answer(
    _ endpoint: Endpoint, body: [UInt8], token: String?, client: String
  ) async throws(Problem) -> [UInt8] {
    wasCalled()
    try? await Task.sleep(for: delay)
    return switch endpoint {
    case .sync, .blobAsk, .blobPut, .blobGet: body
    case .hello: [UInt8](repeating: 120, count: 5000)
    case .renew, .people, .fetch, .handover, .carry, .recover, .giveBack:
      Array("\(token ?? "none") from \(client)".utf8)
    case .enrol: throw Self.refusal
    }
  }

  func reasonNotReady() async -> String? { notReady }
}
