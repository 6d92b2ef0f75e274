import EscaleCore
import TestSupport
import Testing

struct ContextTests {
  private func id(_ replica: UInt32, _ sequence: UInt32) -> ChangeID {
    ChangeID(replica: ReplicaID(rawValue: replica), sequence: sequence)
  }

  @Test func `a context contains what came before on each replica it names`() {
    let context = Context([id(2, 7), id(5, 1)])
    #expect(context.contains(id(2, 7)))
    #expect(context.contains(id(2, 1)))
    #expect(!context.contains(id(2, 8)))
    #expect(!context.contains(id(3, 1)))
  }

  @Test func `of two entries for one replica the higher counts`() {
    #expect(Context([id(2, 7), id(2, 3)]).entries == [id(2, 7)])
  }

  @Test func `entries are in the order of their replicas`() {
    #expect(Context([id(9, 1), id(2, 1), id(5, 1)]).entries == [id(2, 1), id(5, 1), id(9, 1)])
  }

  @Test func `entries out of order, or twice for one replica, are no context`() {
    #expect(Context(ascending: [id(2, 1), id(2, 2)]) == nil)
    #expect(Context(ascending: [id(3, 1), id(2, 1)]) == nil)
    #expect(Context(ascending: [id(2, 1), id(3, 1)]) != nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is merged covers both, and nothing more`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let ids = (0..<random.number(0...8)).map { _ in
      id(UInt32(random.number(1...4)), UInt32(random.number(1...4)))
    }
    let parts = ids.map { ($0, random.once(in: 2)) }
    var merged = Context(parts.filter(\.1).map(\.0))
    merged.merge(Context(parts.filter { !$0.1 }.map(\.0)))
    #expect(merged == Context(ids), "seed \(seed)")
    #expect(merged.covers(Context(ids)), "seed \(seed)")
  }

  @Test func `a context doesn't cover one that saw more`() {
    #expect(!Context([id(2, 7)]).covers(Context([id(2, 8)])))
    #expect(!Context().covers(Context([id(2, 1)])))
    #expect(Context().covers(Context()))
  }
}
