import EscaleCore
import Ledger
import SyncProtocol
import Synchronization

/// The server as devices reach it: sometimes there, and watched.
final class SimulatedServer: SyncService {
  private let current = Mutex<DeskLedger?>(nil)
  private let auditor: Auditor

  init(auditor: Auditor) { self.auditor = auditor }

  /// The ledger, while its program runs.
  var ledger: DeskLedger? {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  func answer(
    _ endpoint: Endpoint, body: [UInt8], token: String?, client: String
  ) async throws(Problem) -> [UInt8] {
    guard let ledger else {
      throw Problem(
        status: 503, code: "simulation.down", message: Words(french: "", english: "down"))
    }
    // A server goes on with what it was asked, whether anybody still waits for it or not.
    let result = await Task { () async -> Result<[UInt8], Problem> in
      do throws(Problem) {
        return .success(
          try await ledger.answer(endpoint, body: body, token: token, client: client))
      } catch { return .failure(error) }
    }.value
    await auditor.observe(ledger, isImport: endpoint == .giveBack)
    return try result.get()
  }

  func reasonNotReady() async -> String? { ledger == nil ? "down" : nil }
}
