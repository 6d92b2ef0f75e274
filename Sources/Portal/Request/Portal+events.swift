import EscaleCore
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import ServiceLifecycle

extension Portal {
  /// How long one stream of events lasts; the browser then asks again where it stopped.
  private static let streamTime = Duration.seconds(90)
  /// How often something is sent even where nothing happens, so that a dead line is noticed.
  private static let heartbeat = Duration.seconds(15)
  /// The shortest time between two looks, however much happens.
  private static let pause = Duration.milliseconds(500)

  /// Tells a browser when a request changes, as server-sent events; each carries the position of
  /// the last change.
  ///
  /// Source: HTML Living Standard, section 9.2.
  func events(_ call: PageCall) async throws -> PageAnswer {
    let (reference, person) = (try call.reference, try call.person.number)
    let seen = try await ledger.seen(reference, by: person)
    let asked = HTTPField.Name("Last-Event-ID").flatMap { call.headers[$0] } ?? call.query["after"]
    let after = asked.flatMap { UInt64($0) }.flatMap {
      $0 <= Position.limit ? Position(rawValue: $0) : nil
    }
    let from = after ?? seen.lastPosition ?? .start
    let body = ResponseBody { [ledger, readers] writer in
      guard readers.enter() else {
        try await writer.write(ByteBuffer(string: "retry: 60000\n\n"))
        return try await writer.finish(nil)
      }
      defer { readers.leave() }
      try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
      try await Self.tell(&writer, ledger, reference, person, from: from)
      try await writer.finish(nil)
    }
    return PageAnswer(body: .stream(body, type: "text/event-stream; charset=utf-8"))
  }

  @concurrent
  private static func tell(
    _ writer: inout any ResponseBodyWriter, _ ledger: DeskLedger, _ reference: RequestID,
    _ person: PersonNumber, from: Position
  ) async throws {
    var last = from
    let began = ContinuousClock.now
    while began.duration(to: .now) < streamTime, !Task.isCancelled,
      !Task.isShuttingDownGracefully
    {
      let known = last
      let news: Position?
      do {
        news = try await cancelWhenGracefulShutdown {
          try await ledger.news(of: reference, for: person, beyond: known, atMost: heartbeat)
        }
      } catch {
        // Whoever may not see it any more learns that by asking again.
        return
      }
      guard let position = news else {
        try await writer.write(ByteBuffer(string: ":\n\n"))
        continue
      }
      last = position
      try await writer.write(
        ByteBuffer(string: "event: news\nid: \(position)\ndata: \(position)\n\n"))
      try? await Task.sleep(for: pause)
    }
  }
}
