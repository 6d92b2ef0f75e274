import EscaleCore

/// Wakes those who wait for the ledger to grow, within this process.
actor PositionBell {
  /// Whether there is any use in waiting for more.
  private(set) var isOpen = true
  private var last = Position.start
  private var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
  private var nextTicket: UInt64 = 0

  /// Says that the ledger has come to a position.
  func ring(_ position: Position) {
    guard position > last else { return }
    last = position
    let woken = waiting.values
    waiting = [:]
    for continuation in woken { continuation.resume() }
  }

  /// Wakes all who wait, and says that waiting is over.
  func close() {
    isOpen = false
    let woken = waiting.values
    waiting = [:]
    for continuation in woken { continuation.resume() }
  }

  /// Waits until the ledger stands beyond a position, for so long at most.
  func wait(beyond position: Position, atMost duration: Duration) async {
    guard last <= position else { return }
    let ticket = nextTicket
    nextTicket += 1
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.waitForRing(ticket, beyond: position) }
      group.addTask { try? await Task.sleep(for: duration) }
      await group.next()
      wake(ticket)
      group.cancelAll()
    }
  }

  private func waitForRing(_ ticket: UInt64, beyond position: Position) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        guard !Task.isCancelled, last <= position else { return continuation.resume() }
        waiting[ticket] = continuation
      }
    } onCancel: {
      Task { await self.wake(ticket) }
    }
  }

  private func wake(_ ticket: UInt64) { waiting.removeValue(forKey: ticket)?.resume() }
}
