extension Attachment {
  /// A name for the file that is safe in any folder: its own, without what leads elsewhere.
  ///
  /// Of a path the last part counts, with either kind of slash; control characters and those that
  /// turn the direction of writing become `_`, and so does a dot in front, which would hide the
  /// file or name a folder. Never empty, at most ``nameByteLimit`` bytes.
  package var fileName: String { Attachment.fileName(name) }

  /// The same for any name.
  package static func fileName(_ name: String) -> String {
    var last = name.unicodeScalars[...]
    if let slash = last.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
      last = last[last.index(after: slash)...]
    }
    var safe = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in last {
      let shown: Unicode.Scalar =
        isUnsafe(scalar) || (safe.isEmpty && scalar == ".") ? "_" : scalar
      byteCount += UTF8.width(shown)
      guard byteCount <= nameByteLimit else { break }
      safe.append(shown)
    }
    return safe.isEmpty ? "_" : String(safe)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
