import EscaleCore
import Ledger
import SyncProtocol
import TestSupport
import Testing

/// Two worlds that differ only in the content of what somebody may not see send his device the same
/// bytes.
///
/// The ledger's head is public and covers everything: its link, and the receipt over it, are left
/// out of the comparison.
@Suite struct ConfidentialityTests {
  @Test(arguments: 1...6)
  func `a requester's device gets the same bytes whatever others write`(seed: UInt64) async throws {
    let worlds = [
      try await World(seed: seed, secret: "a"), try await World(seed: seed, secret: "Ça, jamais !"),
    ]
    var transcripts: [[UInt8]] = []
    for world in worlds { transcripts.append(try await world.seenByClaire()) }
    #expect(transcripts[0] == transcripts[1])
    #expect(!transcripts[0].isEmpty)
  }

  @Test(arguments: 1...6)
  func `an agent's device gets the same bytes whatever other teams write`(
    seed: UInt64
  ) async throws {
    let worlds = [
      try await World(seed: seed, secret: "b"),
      try await World(seed: seed, secret: "Chut, voyons."),
    ]
    var transcripts: [[UInt8]] = []
    for world in worlds { transcripts.append(try await world.seenByChloe()) }
    #expect(transcripts[0] == transcripts[1])
  }

  @Test func `what the device may see does tell the worlds apart`() async throws {
    let one = try await World(seed: 1, secret: "c").seenByClaire(telling: "Un")
    let other = try await World(seed: 1, secret: "c").seenByClaire(telling: "Deux")
    #expect(one != other)
  }
}

/// A desk on which the same things happen, in the same order, with other words where they are
/// secret.
private final class World {
  let desk: Desk
  let secret: String
  private var random: SeededRandom

  init(seed: UInt64, secret: String) async throws {
    desk = try await Desk(seed: seed)
    self.secret = secret
    random = SeededRandom(seed: seed)
  }

  /// Claire's own request has private notes and refused changes; Denis's is none of her business.
  func seenByClaire(telling text: String = "Bonjour.") async throws -> [UInt8] {
    let claire = try await desk.device(of: "claire")
    let denis = try await desk.device(of: "denis")
    let amelie = try await desk.device(of: "amelie")
    let mine = try await claire.create()
    var bytes = try await pull(claire)
    let other = try await denis.create(title: secret)
    try await denis.sync()
    try await amelie.sync()
    try amelie.act(.assign, on: mine, agent: amelie.person)
    try amelie.act(.assign, on: other, agent: amelie.person, text: secret)
    try await whisper(amelie, on: mine, isPrivate: true)
    bytes += try await pull(claire)
    denis.make(
      .comment(Comment(isPrivate: false)), on: mine, text: secret, context: Context([mine]))
    denis.make(.edit(Edit(keys: [.title])), on: other, fields: [.title: secret])
    try await denis.sync()
    amelie.comment(text, on: mine)
    try await whisper(amelie, on: other, isPrivate: false)
    bytes += try await pull(claire)
    try amelie.act(.resolve, on: other, text: secret)
    try amelie.act(.ask, on: mine, text: "Depuis quand ?")
    try await whisper(amelie, on: mine, isPrivate: true)
    bytes += try await pull(claire)
    try claire.act(.answer, on: mine, text: "Depuis midi.")
    // She names changes that she can't have seen: the answer is the same in both worlds.
    claire.make(
      .comment(Comment(isPrivate: false)), on: mine, text: "Et alors ?",
      context: Context([mine, ChangeID(replica: amelie.replica, sequence: 3)]))
    return try await bytes + pull(claire)
  }

  /// What is in the hands of another team, and what went there, is none of Chloé's business.
  func seenByChloe() async throws -> [UInt8] {
    let denis = try await desk.device(of: "denis")
    let amelie = try await desk.device(of: "amelie")
    let chloe = try await desk.device(of: "chloe")
    let hers = try await denis.create(
      "vpn", team: "NET", title: "Plus de VPN", more: [.form("site"): "Nancy"])
    let other = try await denis.create(title: secret)
    try await denis.sync()
    var bytes = try await pull(chloe)
    try await amelie.sync()
    try await whisper(amelie, on: other, isPrivate: false)
    bytes += try await pull(chloe)
    try chloe.act(.transfer, on: hers, team: try await desk.team("PROX"))
    bytes += try await pull(chloe)
    try await amelie.sync()
    try amelie.act(.assign, on: hers, agent: amelie.person)
    try await whisper(amelie, on: hers, isPrivate: true)
    try amelie.act(.resolve, on: hers, text: secret)
    try await amelie.sync()
    bytes += try await pull(chloe)
    return bytes
  }

  /// Some secret words, as many in every world of a seed.
  private func whisper(
    _ device: Device, on request: RequestID, isPrivate: Bool
  ) async throws {
    for _ in 0...Int(random.next() % 4) {
      device.comment(secret + secret, on: request, isPrivate: isPrivate)
    }
    try await device.sync()
  }

  /// All that a sync brings, without what is public.
  private func pull(_ device: Device) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var hasMore = true
    while hasMore {
      var answer = try await device.exchange(entryLimit: 1 + UInt64(bytes.count % 3))
      device.apply(answer)
      hasMore = answer.hasMore
      answer.head.link = .zero
      answer.receipt = []
      bytes += answer.bytes
    }
    return bytes
  }
}
