import EscaleCore
import TestSupport
import Testing

/// Lifecycles as files: read, checked, written back.
struct LifecycleFileTests {
  private func fixture(_ name: String) throws -> Lifecycle {
    try Lifecycle.parse(try Fixture.bytes("lifecycles/\(name).json"))
  }

  @Test func `the built-in lifecycle is the one in the file`() throws {
    #expect(try fixture("lorraine") == .lorraine)
  }

  @Test func `the service desk's lifecycle passes every check`() throws {
    #expect(try fixture("servicedesk").name == "servicedesk")
  }

  @Test func `the service desk adds two verbs, and a transfer of what is assigned`() throws {
    let desk = try fixture("servicedesk")
    let added = desk.transitions.filter { Lifecycle.lorraine[$0.verb] != $0 }.map(\.verb)
    #expect(added == [.reopen, .reassign, .transfer])
    #expect(desk[.transfer]?.from == [.dispatched, .assigned])
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `a lifecycle that is written out reads back the same`(name: String) throws {
    let lifecycle = try fixture(name)
    #expect(try Lifecycle.parse(lifecycle.jsonBytes) == lifecycle)
  }

  @Test func `a file that isn't JSON is refused with its line`() {
    let fault = #expect(throws: LifecycleFault.self) {
      try Lifecycle.parse(Array("{\n  nonsense".utf8))
    }
    #expect(fault?.code == "lifecycle-file.malformed")
    #expect(fault?.details["line"] == "2")
  }

  @Test func `a file beyond the limit isn't read`() {
    let bytes = [UInt8](repeating: 0x20, count: Lifecycle.fileByteLimit + 1)
    #expect(throws: LifecycleFault.self) { try Lifecycle.parse(bytes) }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a damaged file is read or refused, and never trips the program`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var bytes = Lifecycle.lorraine.jsonBytes
    for _ in 0..<random.number(1...4) {
      let place = random.number(0...bytes.count - 1)
      bytes[place] = random.pick(Array("{}[]\",:0a".utf8)) ?? 0
    }
    _ = try? Lifecycle.parse(bytes)
  }
}
