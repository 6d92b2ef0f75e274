import TestSupport

extension SeededRandom {
  /// One of some things, as `TestSupport` picks it; nil of none.
  ///
  /// Compiled here for each sort of thing: worlds do little else.
  mutating func pick<Item>(_ items: some Collection<Item>) -> Item? {
    items.randomElement(using: &self)
  }
}
