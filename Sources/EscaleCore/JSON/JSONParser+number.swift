extension JSONParser {
  /// How many bytes a number may have.
  private static let numberByteLimit = 64

  /// The number at the position.
  ///
  /// Grammar: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  mutating func number() throws(JSONError) -> JSONValue.Content {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let hasLeadingZero = take(UInt8(ascii: "0"))
    let moreDigits = skipDigits()
    guard hasLeadingZero ? moreDigits == 0 : moreDigits > 0 else {
      throw error(.badNumber, at: start)
    }
    let isWhole = try !skipFractionAndExponent(from: start)
    guard position - start <= Self.numberByteLimit else { throw error(.numberTooLarge, at: start) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole {
      guard let integer = Int64(text) else { throw error(.numberTooLarge, at: start) }
      return .integer(integer)
    }
    guard let number = Double(text), number.isFinite else {
      throw error(.numberTooLarge, at: start)
    }
    return .number(number)
  }

  /// Whether there was a fraction or an exponent to pass over.
  private mutating func skipFractionAndExponent(from start: Int) throws(JSONError) -> Bool {
    let hasFraction = take(UInt8(ascii: "."))
    if hasFraction, skipDigits() == 0 { throw error(.badNumber, at: start) }
    let hasExponent = take(UInt8(ascii: "e")) || take(UInt8(ascii: "E"))
    if hasExponent {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      if skipDigits() == 0 { throw error(.badNumber, at: start) }
    }
    return hasFraction || hasExponent
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
    return position - start
  }
}
