import Logging
import ServiceLifecycle

/// Work that is done in rounds, one after the other, for as long as the server runs.
protocol RoundService: Service {
  /// How long it waits between two rounds.
  static var interval: Duration { get }

  var logger: Logger { get }

  /// Does what is due; rounds are counted from 0.
  func round(_ number: Int) async
  /// What is to be done once the server stops.
  func end() async
}

extension RoundService {
  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var number = 0
      while !Task.isCancelled {
        await round(number)
        number += 1
        try await Task.sleep(for: Self.interval)
      }
    }
    await end()
  }

  func end() async {}

  /// Does one thing of a round; what fails is logged, and another round tries again.
  func attempt(orSay complaint: Logger.Message, _ body: () async throws -> Void) async {
    do {
      try await body()
    } catch is CancellationError {
      // The server stops: what is due waits for its next start.
    } catch {
      logger.error(complaint, metadata: ["error": "\(error)"])
    }
  }
}
