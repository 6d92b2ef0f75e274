import EscaleCore
import SyncProtocol
import Synchronization

/// A connection within the process, to a server that is reached through a bad network.
///
/// Everything of the real way but HTTP: bytes in, bytes out.
package final class BadConnection: SyncConnection {
  /// What can go wrong on the way.
  package enum Fault: CaseIterable, Sendable {
    /// The message never arrives.
    case lostRequest
    /// The server acts, and nobody hears of it.
    case lostAnswer
    /// The message arrives twice.
    case repeated
    /// The answer ends too early.
    case cutAnswer
  }

  private let service: any SyncService
  private let random: SharedRandom
  private let faultOneIn: Mutex<Int>

  /// A connection on which one message in `faultOneIn` goes wrong; 0: none.
  package init(to service: any SyncService, random: SharedRandom, faultOneIn: Int = 0) {
    self.service = service
    self.random = random
    self.faultOneIn = Mutex(faultOneIn)
  }

  /// From now on nothing goes wrong.
  package func heal() { faultOneIn.withLock { $0 = 0 } }

  package func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    let fault = drawFault()
    if fault == .lostRequest {
      throw .unreachable(reason: Words(french: "perdue", english: "lost request"))
    }
    if fault == .repeated { _ = try await answer(endpoint, body, token) }
    let answer = try await answer(endpoint, body, token)
    if fault == .lostAnswer {
      throw .unreachable(reason: Words(french: "perdue", english: "lost answer"))
    }
    let length = fault == .cutAnswer ? random.number(0...max(0, answer.count - 1)) : answer.count
    return Reply(
      body: Array(answer.prefix(length)), bytesSent: body.count, bytesReceived: length)
  }

  private func answer(
    _ endpoint: Endpoint, _ body: [UInt8], _ token: String?
  ) async throws(ConnectionFailure) -> [UInt8] {
    do {
      return try await service.answer(endpoint, body: body, token: token, client: "simulation")
    } catch {
      throw .problem(error)
    }
  }

  private func drawFault() -> Fault? {
    let oneIn = faultOneIn.withLock { $0 }
    guard oneIn > 0, random.number(1...oneIn) == 1 else { return nil }
    return Fault.allCases[random.number(0...Fault.allCases.count - 1)]
  }
}
