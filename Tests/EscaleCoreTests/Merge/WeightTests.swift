import EscaleCore
import TestSupport
import Testing

struct WeightTests {
  /// A weight as DESIGN words it: a list, heaviest first.
  private func spelled(_ precedences: [UInt16]) -> [UInt16] { precedences.sorted(by: >) }

  /// The order as DESIGN words it: like words in a dictionary, the longer beating its beginning.
  private func isLighter(_ left: [UInt16], than right: [UInt16]) -> Bool {
    spelled(left).lexicographicallyPrecedes(spelled(right))
  }

  private func precedences(_ random: inout SeededRandom) -> [UInt16] {
    (0..<random.number(0...12)).map { _ in UInt16(10 * random.number(0...4)) }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the compact form compares as the spelled lists do`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let (one, other) = (precedences(&random), precedences(&random))
      let (left, right) = (Weight(one), Weight(other))
      #expect((left < right) == isLighter(one, than: other), "seed \(seed): \(one) \(other)")
      #expect((left == right) == (spelled(one) == spelled(other)), "seed \(seed): \(one) \(other)")
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `whatever is added makes a weight heavier`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let weight = Weight(precedences(&random))
      #expect(weight < weight.adding(UInt16(random.number(0...60))), "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      ([110, 100, 0], [100, 90, 0]), ([100, 90, 0], [100, 0]), ([100, 0], [90, 0]),
      ([100, 100, 0], [100, 90, 80, 70, 60, 0]), ([0], []), ([0, 0], [0]),
    ] as [([UInt16], [UInt16])])
  func `the heavier of two`(heavier: [UInt16], lighter: [UInt16]) {
    #expect(Weight(heavier) > Weight(lighter))
  }

  @Test func `the order in which precedences came doesn't matter`() {
    for order in permutations([0, 100, 90, 100] as [UInt16]) {
      #expect(Weight(order) == Weight([100, 100, 90, 0]))
    }
  }

  @Test func `a weight spells its precedences, heaviest first`() {
    #expect(Weight([0, 100, 90, 100]).precedences == [100, 100, 90, 0])
  }

  @Test func `a weight spells no more than its limit`() {
    let weight = Weight([UInt16](repeating: 50, count: Weight.spelledLimit + 5))
    #expect(weight.precedences.count == Weight.spelledLimit)
  }
}
