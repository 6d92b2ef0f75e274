package import EscaleCore

/// The words of a list, to be looked for in many titles: as ``FoldedText`` would find them, without
/// making a text of each.
package struct ListWords: Sendable {
  private let words: [[UInt8]]

  /// Words as ``FoldedText`` spells them.
  package init(_ words: [String]) { self.words = words.map { Array($0.utf8) } }

  package var isEmpty: Bool { words.isEmpty }

  /// Whether reference and title together have all the words.
  package func match(_ reference: RequestID, _ title: String) -> Bool {
    guard !isEmpty else { return true }
    let title = Self.folded(title)
    var text: [UInt8]?
    return words.allSatisfy { word in
      if Self.has(title, word) { return true }
      guard Self.canBeOfReference(word) else { return false }
      let known = text ?? Self.folded(reference.description)
      text = known
      return Self.has(known, word)
    }
  }

  /// What ``FoldedText`` makes of a text, but for the spaces, of which words have none.
  static func folded(_ text: String) -> [UInt8] {
    var text = text
    let quick = text.withUTF8 { bytes -> [UInt8]? in
      var folded: [UInt8] = []
      folded.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
        case 0x09: folded.append(0x20)
        case 0..<0x80: folded.append(byte)
        case 0xC3:
          // À to Þ have their small letters 32 further on; × is none of them.
          let small = (0x80...0x9E).contains(next) && next != 0x97 ? next + 0x20 : next
          if let letter = latin(small) { folded.append(letter) } else { folded += [byte, small] }
          index += 1
        case 0xC2 where next != 0xA0:
          folded += [byte, next]
          index += 1
        default: return nil
        }
        index += 1
      }
      return folded
    }
    return quick ?? Array(FoldedText.fold(text).utf8)
  }

  /// The plain letter of a small accented one, by its second byte in UTF-8 after C3.
  private static func latin(_ second: UInt8) -> UInt8? {
    switch second {
    case 0xA0, 0xA2: UInt8(ascii: "a")
    case 0xA7: UInt8(ascii: "c")
    case 0xA8...0xAB: UInt8(ascii: "e")
    case 0xAE, 0xAF: UInt8(ascii: "i")
    case 0xB4: UInt8(ascii: "o")
    case 0xB9, 0xBB: UInt8(ascii: "u")
    default: nil
    }
  }

  private static func canBeOfReference(_ word: [UInt8]) -> Bool {
    word.count <= 24
      && word.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      }
  }

  private static func has(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    text.withUnsafeBytes { text in
      word.withUnsafeBytes { word in
        guard let first = word.first else { return true }
        guard word.count <= text.count else { return false }
        for start in 0...(text.count - word.count) where text[start] == first {
          if text[start..<start + word.count].elementsEqual(word) { return true }
        }
        return false
      }
    }
  }
}
