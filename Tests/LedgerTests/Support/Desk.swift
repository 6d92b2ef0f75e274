import EscaleCore
import Foundation
import Ledger
import Logging
import Synchronization
import TestSupport
import Testing

/// A clock that stands still until it is moved.
final class StandingClock: LedgerClock {
  private let time = Mutex<Int64>(1_800_000_000_000)
  private let error = Mutex<Int64>(0)

  var now: Int64 { steady + error.withLock { $0 } }

  var steady: Int64 { time.withLock { $0 } }

  /// Somebody sets it, and no time goes by.
  func set(daysAhead days: Int64) {
    error.withLock { $0 = days * Timestamp.millisecondsPerDay }
  }

  func advance(milliseconds: Int64) { time.withLock { $0 += milliseconds } }

  func advance(days: Int64) { advance(milliseconds: days * Timestamp.millisecondsPerDay) }
}

/// A ledger in a folder of its own, with a small directory that everybody knows by heart.
struct Desk {
  let folder: String
  let clock: StandingClock
  let ledger: DeskLedger

  /// `mailing` gives everybody an address.
  init(seed: UInt64 = 1, lifecycles: [Lifecycle] = [], mailing: Bool = false) async throws {
    folder = NSTemporaryDirectory() + "ledger-\(UUID().uuidString)"
    clock = StandingClock()
    ledger = try await DeskLedger.create(
      at: folder, document: Array((mailing ? Desk.mailingDocument : Desk.document).utf8),
      lifecycles: lifecycles,
      surroundings: Desk.surroundings(clock, seed: seed))
  }

  static func surroundings(_ clock: StandingClock, seed: UInt64) -> LedgerSurroundings {
    let random = Mutex(SeededRandom(seed: seed))
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return LedgerSurroundings(
      clock: clock, randomBytes: { count in random.withLock { $0.bytes(count) } },
      passwordCost: .trifling, logger: logger)
  }

  /// The same ledger, opened once more.
  func reopened(seed: UInt64 = 2) async throws -> DeskLedger {
    try await DeskLedger.open(
      at: folder, surroundings: Desk.surroundings(clock, seed: seed))
  }

  var databasePath: String { folder + "/ledger.sqlite" }

  /// A device of somebody, enrolled.
  func device(of name: String) async throws -> Device {
    try await Device(of: name, at: self)
  }

  func person(_ name: String) async throws -> PersonNumber {
    try #require(try await ledger.directory().person(named: name)).number
  }

  func team(_ code: String) async throws -> TeamNumber {
    try #require(try await ledger.directory().team(code: code)).number
  }

  private static var mailingDocument: String {
    document.replacingOccurrences(of: #""email": """#, with: #""email": "somebody@example.org""#)
  }

  static let document = """
    {"people": [
      {"name": "claire", "fullName": "Claire", "email": "", "roles": ["requester"], "teams": []},
      {"name": "denis", "fullName": "Denis", "email": "", "roles": ["requester"], "teams": []},
      {"name": "amelie", "fullName": "Amélie", "email": "", "roles": ["requester", "agent"],
       "teams": ["PROX"]},
      {"name": "bruno", "fullName": "Bruno", "email": "", "roles": ["requester", "agent"],
       "teams": ["PROX"]},
      {"name": "chloe", "fullName": "Chloé", "email": "", "roles": ["requester", "agent"],
       "teams": ["NET"]},
      {"name": "tristan", "fullName": "Tristan", "email": "", "roles": ["requester", "agent"],
       "teams": ["TRI"]},
      {"name": "ada", "fullName": "Ada", "email": "", "roles": ["admin"], "teams": []}],
     "teams": [
      {"code": "TRI", "name": {"fr": "Tri", "en": "Triage"}},
      {"code": "PROX", "name": {"fr": "Proximité", "en": "Proximity"}},
      {"code": "NET", "name": {"fr": "Réseau", "en": "Network"}}],
     "catalogue": [
      {"code": "wifi", "name": {"fr": "Wi-Fi", "en": "Wi-Fi"}, "team": "PROX"},
      {"code": "vpn", "name": {"fr": "VPN", "en": "VPN"}, "team": "NET",
       "fields": [{"key": "site", "label": {"fr": "Site", "en": "Site"}, "type": "text",
                   "required": true}]},
      {"code": "other", "name": {"fr": "Autre", "en": "Other"}}],
     "policy": {"triageTeam": "TRI"}}
    """
}
