import EscaleCore
import SyncProtocol
import Synchronization

/// A connection within the process: everything of the real way but HTTP, in all weathers.
final class WeatheredConnection: SyncConnection {
  private let server: SimulatedServer
  private let weather: Weather
  private let memory: MessageMemory
  private let situations: Situations
  /// What happens on the device while the server answers its first message.
  private let meanwhile: (@Sendable () -> Void)?
  private let count = Mutex(0)

  init(
    to server: SimulatedServer, in weather: Weather, memory: MessageMemory,
    situations: Situations, meanwhile: (@Sendable () -> Void)? = nil
  ) {
    self.meanwhile = meanwhile
    self.server = server
    self.weather = weather
    self.memory = memory
    self.situations = situations
  }

  func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    let index = count.withLock { count in
      count += 1
      return count - 1
    }
    let fault = index == weather.strikesAt ? weather.fault : nil
    if let fault { situations.note(fault.situation) }
    let sent = asLater(withLimit(body, endpoint), endpoint)
    let arriving = try await onTheWay(sent, endpoint, token, fault)
    let answer = try await answer(endpoint, arriving, token)
    if index == 0 { meanwhile?() }
    if fault == .lostAnswer { throw .unreachable(reason: Words(french: "perdue", english: "lost")) }
    note(answer, endpoint)
    let arrived = onTheWayBack(asLater(answer, endpoint), fault)
    return Reply(body: arrived, bytesSent: body.count, bytesReceived: arrived.count)
  }

  private func onTheWay(
    _ body: [UInt8], _ endpoint: Endpoint, _ token: String?, _ fault: Weather.Fault?
  ) async throws(ConnectionFailure) -> [UInt8] {
    switch fault {
    case .lostRequest: throw .unreachable(reason: Words(french: "perdue", english: "lost"))
    case .delayed:
      memory.keep(endpoint, body, token)
      throw .unreachable(reason: Words(french: "en retard", english: "delayed"))
    case .remembered: memory.keep(endpoint, body, token)
    case .repeated: _ = try await answer(endpoint, body, token)
    case .cutRequest: return Array(body.prefix(place(in: body)))
    default: break
    }
    return body
  }

  private func onTheWayBack(_ answer: [UInt8], _ fault: Weather.Fault?) -> [UInt8] {
    fault == .cutAnswer ? Array(answer.prefix(place(in: answer))) : answer
  }

  private func place(in bytes: [UInt8]) -> Int {
    min(bytes.count * weather.place / 1_000, max(0, bytes.count - 1))
  }

  /// Asks for small answers, so that they come in many portions.
  private func withLimit(_ body: [UInt8], _ endpoint: Endpoint) -> [UInt8] {
    guard endpoint == .sync, let limit = weather.entryLimit,
      var request = try? SyncRequest(bytes: body)
    else { return body }
    request.entryLimit = limit
    return request.bytes
  }

  /// What a later version would say at this end: a field more.
  private func asLater(_ message: [UInt8], _ endpoint: Endpoint) -> [UInt8] {
    guard weather.isLater, endpoint == .sync else { return message }
    situations.note("a message had fields of a later version")
    return LaterVersion.adding(to: message)
  }

  private func answer(
    _ endpoint: Endpoint, _ body: [UInt8], _ token: String?
  ) async throws(ConnectionFailure) -> [UInt8] {
    do {
      return try await server.answer(endpoint, body: body, token: token, client: "simulation")
    } catch {
      throw .problem(error)
    }
  }

  private func note(_ answer: [UInt8], _ endpoint: Endpoint) {
    guard endpoint == .sync, let answer = try? SyncAnswer(bytes: answer) else { return }
    situations.note("a request was renewed", answer.renewed.count)
    situations.note("a request was to be forgotten", answer.forgotten.count)
    if answer.hasMore { situations.note("an answer came in portions") }
    for result in answer.results {
      if case .missing = result.ruling { situations.note("a change cites what isn't there") }
    }
  }
}

/// Messages kept on the way.
final class MessageMemory: Sendable {
  struct Message: Sendable {
    let endpoint: Endpoint
    let body: [UInt8]
    let token: String?
  }

  /// How many are kept.
  private static let limit = 16
  private let messages = Mutex<[Message]>([])

  func keep(_ endpoint: Endpoint, _ body: [UInt8], _ token: String?) {
    messages.withLock { messages in
      if messages.count == Self.limit { messages.removeFirst() }
      messages.append(Message(endpoint: endpoint, body: body, token: token))
    }
  }

  /// One of those kept; it may come again.
  func pick(_ seed: UInt64) -> Message? {
    messages.withLock { $0.isEmpty ? nil : $0[Int(seed % UInt64($0.count))] }
  }
}
