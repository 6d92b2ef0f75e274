import EscaleCore
import Logging
package import SyncProtocol

extension DeskLedger: SyncService {
  package func answer(
    _ endpoint: Endpoint, body: [UInt8], token: String?, client: String
  ) async throws(Problem) -> [UInt8] {
    do {
      return try await answerBytes(endpoint, body: body, token: token, client: client)
    } catch {
      throw problem(error)
    }
  }

  package func reasonNotReady() async -> String? {
    do {
      _ = try await head()
      return nil
    } catch {
      return (error as? any EscaleError)?.message[.english] ?? "storage"
    }
  }

  private func answerBytes(
    _ endpoint: Endpoint, body: [UInt8], token: String?, client: String
  ) async throws -> [UInt8] {
    switch endpoint {
    case .hello:
      return HelloAnswer(ledger: id, clock: surroundings.clock.now).bytes
    case .enrol:
      let request = try understood { () throws(CBORError) in try EnrolRequest(bytes: body) }
      return try await enrol(request, client: client).bytes
    case .sync:
      let token = try given(token)
      let request = try understood { () throws(CBORError) in try SyncRequest(bytes: body) }
      return try await sync(request, token: token).bytes
    case .renew:
      let token = try given(token)
      let request = try understood { () throws(CBORError) in try RenewRequest(bytes: body) }
      return try await renew(request, token: token).bytes
    case .handover:
      let request = try understood { () throws(CBORError) in try SyncRequest(bytes: body) }
      return try await handOver(request).bytes
    case .carry:
      let token = try given(token)
      let parcel = try understood { () throws(CBORError) in try Parcel(bytes: body) }
      return try await carry(parcel, token: token).bytes
    case .recover:
      let token = try given(token)
      let request = try understood { () throws(CBORError) in try RecoverRequest(bytes: body) }
      return try await recover(request, token: token).bytes
    case .giveBack:
      let token = try given(token)
      let request = try understood { () throws(CBORError) in try ReturnRequest(bytes: body) }
      return try await takeBack(request, token: token).bytes
    case .people:
      let token = try given(token)
      let request = try understood { () throws(CBORError) in try PeopleRequest(bytes: body) }
      return try await people(request, token: token).bytes
    case .fetch:
      let token = try given(token)
      let request = try understood { () throws(CBORError) in try FetchRequest(bytes: body) }
      return try await fetch(request, token: token).bytes
    case .blobAsk, .blobPut, .blobGet:
      return try await answerBlobs(endpoint, body: body, token: try given(token))
    }
  }

  private func answerBlobs(
    _ endpoint: Endpoint, body: [UInt8], token: String
  ) async throws -> [UInt8] {
    switch endpoint {
    case .blobPut:
      let message = try understood { () throws(CBORError) in try BlobPut(bytes: body) }
      return try await put(message, token: token).bytes
    case .blobGet:
      let message = try understood { () throws(CBORError) in try BlobGet(bytes: body) }
      return try await get(message, token: token)
    default:
      let message = try understood { () throws(CBORError) in try BlobAsk(bytes: body) }
      return try await ask(message, token: token).bytes
    }
  }

  private func given(_ token: String?) throws(LedgerError) -> String {
    guard let token else { throw .unknownToken }
    return token
  }

  private func understood<Message>(
    _ read: () throws(CBORError) -> Message
  ) throws(LedgerError) -> Message {
    do { return try read() } catch { throw .malformed(error) }
  }

  private func problem(_ error: any Error) -> Problem {
    guard let failure = error as? any EscaleError else {
      surroundings.logger.error("unexpected failure", metadata: ["error": "\(error)"])
      return problem(LedgerError.storage("unexpected"))
    }
    let ledgerError = failure as? LedgerError
    if failure.kind == .unexpected {
      surroundings.logger.error("\(failure.code)", metadata: ["what": "\(failure.message.english)"])
    }
    return Problem(
      status: ledgerError?.httpStatus ?? failure.kind.httpStatus, code: failure.code,
      message: failure.message, hint: failure.hint, details: failure.details)
  }
}
