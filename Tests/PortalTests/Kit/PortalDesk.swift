import EscaleCore
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Logging
import Portal
import Synchronization
import TestSupport
import Testing

/// A clock that stands still until it is moved.
final class StandingClock: LedgerClock {
  private let time = Mutex<Int64>(1_800_000_000_000)

  var now: Int64 { time.withLock { $0 } }

  func advance(minutes: Int64) { time.withLock { $0 += minutes * 60_000 } }
}

/// What the pages need of a request, in tests.
struct TestContext: PortalContext {
  var coreContext: CoreRequestContextStorage
  let client = "192.0.2.1"

  init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}

/// A ledger with a small directory, and the pages on it, without a socket.
struct PortalDesk: Sendable {
  let clock = StandingClock()
  let ledger: DeskLedger
  let portal: Portal

  /// What everybody's password is.
  static let password = "a password of tests"

  init(isEncrypted: Bool = false, attachmentBytes: Int = 1_000_000) async throws {
    let folder = NSTemporaryDirectory() + "portal-\(UUID().uuidString)"
    let random = Mutex(SeededRandom(seed: 7))
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    ledger = try await DeskLedger.create(
      at: folder, document: Array(Self.document(attachmentBytes).utf8),
      surroundings: LedgerSurroundings(
        clock: clock, randomBytes: { count in random.withLock { $0.bytes(count) } },
        passwordCost: .trifling, logger: logger))
    portal = Portal(ledger: ledger, isEncrypted: isEncrypted)
  }

  /// Does something with browsers.
  func browsing(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void)
    async throws
  {
    let router = Router(context: TestContext.self)
    portal.add(to: router)
    try await Application(router: router).test(.router, body)
  }

  /// A browser in which somebody is signed in.
  func browser(of name: String, _ client: any TestClientProtocol) async throws -> Browser {
    try await ledger.setPassword(Self.password, of: name)
    var browser = Browser(client)
    try await browser.signIn(name, Self.password)
    return browser
  }

  func person(_ name: String) async throws -> PersonNumber {
    try #require(try await ledger.directory().person(named: name)).number
  }

  func team(_ code: String) async throws -> TeamNumber {
    try #require(try await ledger.directory().team(code: code)).number
  }

  private static func document(_ attachmentBytes: Int) -> String {
    """
    {"people": [
      {"name": "claire", "fullName": "Claire <b>", "email": "", "roles": ["requester"], "teams": []},
      {"name": "denis", "fullName": "Denis", "email": "", "roles": ["requester"], "teams": []},
      {"name": "ernest", "fullName": "Ernest", "email": "", "roles": ["requester"], "teams": []},
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
     "policy": {"triageTeam": "TRI", "attachmentBytes": \(attachmentBytes)}}
    """
  }
}
