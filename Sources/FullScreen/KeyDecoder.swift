/// Reads keys from a terminal's bytes: any bytes give some keys, none an error.
///
/// Source: ECMA-48, xterm's control sequences, bracketed paste.
package struct KeyDecoder {
  /// The longest control sequence in bytes; a longer one is dropped.
  private static let sequenceByteLimit = 64
  /// The most bytes of one paste; what follows is dropped.
  package static let pasteByteLimit = 1 << 20
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private var waiting: [UInt8] = []
  /// What was pasted so far; nil outside of a paste.
  private var pasted: [UInt8]?

  package init() {}

  /// Whether bytes wait for others: an escape that may be the beginning of a key.
  package var isWaiting: Bool { pasted == nil && !waiting.isEmpty }

  /// The keys that some bytes complete.
  package mutating func keys(in bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    var rest = (waiting + bytes)[...]
    waiting = []
    while !rest.isEmpty {
      if pasted != nil {
        guard let key = paste(&rest) else { break }
        keys.append(key)
      } else {
        guard let key = key(&rest) else { break }
        if let key = key.value { keys.append(key) }
      }
    }
    waiting = Array(rest)
    return keys
  }

  /// The keys that waiting bytes are, now that nothing follows them.
  package mutating func keysAtRest() -> [Key] {
    guard pasted == nil, let first = waiting.first else { return [] }
    let rest = waiting.count
    waiting = []
    return [first == 0x1B && rest == 1 ? .escape : .unknown]
  }

  /// A key, or nothing for bytes that are none by themselves.
  private struct Found { let value: Key? }

  /// Takes one key off the bytes; nil where others have to come first.
  private mutating func key(_ rest: inout ArraySlice<UInt8>) -> Found? {
    guard let byte = rest.first else { return nil }
    switch byte {
    case 0x1B: return escaped(&rest)
    case 0x80...: return character(&rest)
    default:
      rest.removeFirst()
      return Found(value: Self.plain(byte))
    }
  }

  private static func plain(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0A, 0x0D: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x20..<0x7F: .text(String(Unicode.Scalar(byte)))
    default: .unknown
    }
  }

  /// A character beyond ASCII, by its bytes in UTF-8.
  private func character(_ rest: inout ArraySlice<UInt8>) -> Found? {
    let lead = rest.first ?? 0
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    let bytes = rest.prefix(length)
    let goesOn = bytes.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
    if bytes.count < length, goesOn == bytes.count - 1 { return nil }
    guard goesOn == length - 1, let text = String(validating: bytes, as: UTF8.self),
      let scalar = text.unicodeScalars.first, scalar.value >= 0xA0
    else {
      // The bytes that belong together are one thing that means nothing.
      rest = rest.dropFirst(1 + goesOn)
      return Found(value: .unknown)
    }
    rest = rest.dropFirst(length)
    return Found(value: .text(text))
  }

  private mutating func escaped(_ rest: inout ArraySlice<UInt8>) -> Found? {
    let after = rest.dropFirst()
    switch after.first {
    case nil: return nil
    case UInt8(ascii: "["): return sequence(&rest)
    case UInt8(ascii: "O"):
      guard let final = after.dropFirst().first else { return nil }
      rest = rest.dropFirst(3)
      return Found(value: Self.named(final, ""))
    default:
      rest = after
      return Found(value: .escape)
    }
  }

  /// A control sequence: `ESC [`, parameters, a final byte.
  private mutating func sequence(_ rest: inout ArraySlice<UInt8>) -> Found? {
    let body = rest.dropFirst(2)
    let parameters = body.prefix { (0x20..<0x40).contains($0) }
    guard parameters.count <= Self.sequenceByteLimit else {
      rest = body.dropFirst(parameters.count)
      return Found(value: .unknown)
    }
    guard let final = body.dropFirst(parameters.count).first else { return nil }
    guard (0x40..<0x7F).contains(final) else {
      // Something else has begun in the middle: it is read as what it is.
      rest = body.dropFirst(parameters.count)
      return Found(value: .unknown)
    }
    rest = body.dropFirst(parameters.count + 1)
    let text = String(decoding: parameters, as: UTF8.self)
    guard final != UInt8(ascii: "~") || text != "200" else {
      pasted = []
      return Found(value: nil)
    }
    return Found(value: Self.named(final, text))
  }

  private static func named(_ final: UInt8, _ parameters: String) -> Key {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "~"): numbered(parameters)
    default: .unknown
    }
  }

  private static func numbered(_ parameters: String) -> Key {
    switch parameters.prefix(while: { $0 != ";" }) {
    case "1", "7": .home
    case "3": .delete
    case "4", "8": .end
    case "5": .pageUp
    case "6": .pageDown
    default: .unknown
    }
  }

  /// Takes bytes of a paste; the whole of it once its end has come.
  private mutating func paste(_ rest: inout ArraySlice<UInt8>) -> Key? {
    var taken = pasted ?? []
    pasted = []
    while let byte = rest.first {
      if byte == 0x1B {
        let beginning = rest.prefix(Self.pasteEnd.count)
        if beginning.elementsEqual(Self.pasteEnd) {
          rest = rest.dropFirst(Self.pasteEnd.count)
          pasted = nil
          return .paste(Self.harmless(taken))
        }
        if Self.pasteEnd.starts(with: beginning) { break }
      }
      rest.removeFirst()
      if taken.count < Self.pasteByteLimit { taken.append(byte) }
    }
    pasted = taken
    return nil
  }

  private static func harmless(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var former: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x0D: text.append("\n")
      case 0x0A: if former != "\r" { text.append("\n") }
      case 0x09, 0x20..<0x7F, 0xA0...: text.append(scalar)
      default: break
      }
      former = scalar
    }
    return String(text)
  }
}
