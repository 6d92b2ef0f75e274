/// Swift source without its comments and the insides of its string literals.
///
/// Lines keep their numbers, so that what is found can be named. An interpolation goes with the
/// literal around it.
struct BareCode {
  private let source: [UInt8]
  private var place = 0
  private var kept: [UInt8] = []
  private var literals: [Literal] = []
  /// The code since the last literal began or ended, within interpolations too.
  private var between: [UInt8] = []

  /// A string literal: what it says, each interpolation as a blank, and what stands before it.
  struct Literal {
    let number: Int
    fileprivate(set) var text = ""
    /// The bare code between the literal before it and this one, with one blank between words.
    let before: String
  }

  /// The literals of a source, those within interpolations after the ones around them.
  static func literals(of source: String) -> [Literal] {
    var code = BareCode(source: Array(source.utf8))
    _ = code.bare()
    return code.literals
  }

  /// The lines that are left, numbered from 1.
  static func lines(of source: String) -> [Line] {
    var code = BareCode(source: Array(source.utf8))
    return Line.all(in: code.bare())
  }

  private mutating func bare() -> String {
    kept.reserveCapacity(source.count)
    while place < source.count {
      if isAt("//") {
        while place < source.count, source[place] != UInt8(ascii: "\n") { place += 1 }
      } else if isAt("\"\"\"") {
        literal(closedBy: "\"\"\"", escape: "\\")
      } else if isAt("#\"") {
        literal(closedBy: "\"#", escape: "\\#")
      } else if isAt("\"") {
        literal(closedBy: "\"", escape: "\\")
      } else {
        kept.append(source[place])
        between.append(source[place])
        place += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private func isAt(_ text: String) -> Bool {
    source[place...].starts(with: text.utf8)
  }

  private mutating func skip(_ count: Int) {
    let end = min(place + count, source.count)
    kept.append(contentsOf: source[place..<end].filter { $0 == UInt8(ascii: "\n") })
    place = end
  }

  private mutating func literal(closedBy end: String, escape: String) {
    let index = literals.count
    literals.append(
      Literal(
        number: kept.count { $0 == UInt8(ascii: "\n") } + 1,
        before: between.split { $0 == 0x20 || $0 == 0x0A }
          .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")))
    between = []
    kept.append(contentsOf: "\"\"".utf8)
    skip(end.utf8.count)
    var text: [UInt8] = []
    while place < source.count, !isAt(end) {
      if isAt(escape + "(") {
        skip(escape.utf8.count + 1)
        interpolation()
        text.append(UInt8(ascii: " "))
      } else {
        let count = isAt(escape) ? escape.utf8.count + 1 : 1
        text += source[place..<min(place + count, source.count)]
        skip(count)
      }
    }
    skip(end.utf8.count)
    literals[index].text = String(decoding: text, as: UTF8.self)
    between = []
  }

  private mutating func interpolation() {
    var depth = 1
    while depth > 0, place < source.count {
      if isAt("\"") {
        literal(closedBy: "\"", escape: "\\")
        continue
      }
      if isAt("(") { depth += 1 }
      if isAt(")") { depth -= 1 }
      between.append(source[place])
      skip(1)
    }
  }
}
