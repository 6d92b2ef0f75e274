import EscaleCore
import Hummingbird

/// What a form or the query of an address says: names with their texts, in order.
package struct FormFields: Sendable {
  /// The longest form in bytes.
  static let byteLimit = 1 << 20
  /// The most fields of a form.
  static let countLimit = 500

  private(set) var fields: [Field] = []

  struct Field: Sendable {
    let name: String
    let value: String
  }

  init() {}

  /// Reads `application/x-www-form-urlencoded`; nil for what isn't that, or is too much.
  ///
  /// Line ends become single newlines, as browsers send two bytes for each.
  init?(urlEncoded bytes: some Collection<UInt8>) {
    let parts = bytes.split(separator: UInt8(ascii: "&"))
    guard parts.count <= Self.countLimit else { return nil }
    for part in parts {
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first.flatMap({ URLText.decoded($0, isForm: true) }),
        let value = URLText.decoded(
          pair.count > 1 ? pair[1] : pair[0][..<pair[0].startIndex],
          isForm: true)
      else { return nil }
      add(name, value)
    }
  }

  /// The first text of a name.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// All texts of a name.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: Self.withSingleNewlines(value)))
  }

  /// The fields without those of some names.
  func without(_ names: String...) -> FormFields {
    var rest = self
    rest.fields.removeAll { names.contains($0.name) }
    return rest
  }

  mutating func set(_ name: String, _ values: [String]) {
    fields.removeAll { $0.name == name }
    for value in values { add(name, value) }
  }

  /// By bytes: to `String`, a carriage return and a newline are one character.
  private static func withSingleNewlines(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var bytes: [UInt8] = []
    var isAfterReturn = false
    for byte in text.utf8 {
      if byte == 0x0A, isAfterReturn {
        isAfterReturn = false
        continue
      }
      isAfterReturn = byte == 0x0D
      bytes.append(isAfterReturn ? 0x0A : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
