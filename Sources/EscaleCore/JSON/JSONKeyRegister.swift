/// The keys that an object has had so far, told apart by their bytes.
///
/// Small objects are searched, large ones hashed: an object of 100,000 keys stays linear.
struct JSONKeyRegister {
  private static let searchLimit = 12

  private var few: [String] = []
  private var many: Set<[UInt8]> = []

  /// Adds a key; false if it was there.
  mutating func add(_ key: String) -> Bool {
    if few.count < Self.searchLimit {
      guard !few.contains(where: { $0.hasSameBytes(as: key) }) else { return false }
      few.append(key)
      return true
    }
    if many.isEmpty { many = Set(few.map { Array($0.utf8) }) }
    return many.insert(Array(key.utf8)).inserted
  }
}
