/// Reads a form with files as it comes in, piece by piece, without ever holding a file.
///
/// Source: RFC 7578, RFC 2046 section 5.1.1.
struct MultipartReader {
  /// The longest boundary in bytes.
  static let boundaryByteLimit = 70
  /// The longest head of a part in bytes.
  static let headByteLimit = 4_096
  /// The most parts of a form.
  static let partLimit = FormFields.countLimit

  /// What comes out, in order.
  enum Event: Equatable {
    case begin(PartHead)
    case data([UInt8])
    case end
  }

  private enum Place { case preamble, head, body, over }

  private let delimiter: [UInt8]
  private var place = Place.preamble
  /// What couldn't be used yet: never longer than a head or a delimiter, and one chunk.
  private var rest: [UInt8]
  private var partCount = 0

  /// A reader for a body of this content type; nil where that is no multipart form.
  init?(contentType: String) {
    guard let boundary = HeaderValue(contentType).parameter("boundary"),
      contentType.lowercased().hasPrefix("multipart/form-data"),
      (1...Self.boundaryByteLimit).contains(boundary.utf8.count)
    else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter may stand at the very beginning.
    rest = [0x0D, 0x0A]
  }

  /// Whether the last delimiter has come.
  var isOver: Bool { place == .over }

  /// Takes in the next piece.
  ///
  /// - Throws: ``FormFault/unreadable``.
  mutating func read(_ chunk: some Sequence<UInt8>) throws(FormFault) -> [Event] {
    rest.append(contentsOf: chunk)
    var events: [Event] = []
    while try step(&events) {}
    return events
  }

  /// Makes one step; whether another one may follow.
  private mutating func step(_ events: inout [Event]) throws(FormFault) -> Bool {
    switch place {
    case .over:
      rest = []
      return false
    case .preamble: return skipPreamble()
    case .head: return try readHead(&events)
    case .body: return readBody(&events)
    }
  }

  /// Where the next delimiter stands, or may stand: its last bytes can be yet to come.
  private var nextDelimiter: Int? {
    var start = 0
    while let found = rest.firstIndex(of: delimiter, from: start) {
      let after = found + delimiter.count
      guard rest.count >= after + 2 else { return found }
      let ending = rest[after..<after + 2]
      if ending.elementsEqual("--".utf8) || ending.elementsEqual([0x0D, 0x0A]) { return found }
      start = found + 1
    }
    return nil
  }

  private mutating func skipPreamble() -> Bool {
    guard let found = nextDelimiter else {
      rest.removeFirst(max(rest.count - delimiter.count - 1, 0))
      return false
    }
    return pass(found)
  }

  private mutating func readBody(_ events: inout [Event]) -> Bool {
    guard let found = nextDelimiter else {
      let sure = rest.count - delimiter.count - 1
      guard sure > 0 else { return false }
      events.append(.data(Array(rest[..<sure])))
      rest.removeFirst(sure)
      return false
    }
    // What follows a delimiter must be here before it can be passed.
    guard rest.count >= found + delimiter.count + 2 else { return false }
    if found > 0 { events.append(.data(Array(rest[..<found]))) }
    events.append(.end)
    return pass(found)
  }

  /// Passes a delimiter: a new part follows, or nothing.
  private mutating func pass(_ found: Int) -> Bool {
    let after = found + delimiter.count
    guard rest.count >= after + 2 else { return false }
    let ending = Array(rest[after..<after + 2])
    rest.removeFirst(after + 2)
    place = ending.elementsEqual("--".utf8) ? .over : .head
    return true
  }

  private mutating func readHead(_ events: inout [Event]) throws(FormFault) -> Bool {
    guard let end = rest.firstIndex(of: Array("\r\n\r\n".utf8), from: 0) else {
      guard rest.count <= Self.headByteLimit else { throw .unreadable }
      return false
    }
    partCount += 1
    guard end <= Self.headByteLimit, partCount <= Self.partLimit,
      let text = String(validating: rest[..<end], as: UTF8.self), let head = PartHead(text)
    else { throw .unreadable }
    // The line end before the body stays: an empty body ends with it.
    rest.removeFirst(end + 4)
    events.append(.begin(head))
    place = .body
    // A delimiter begins with a line end, which an empty body has none of its own.
    if rest.starts(with: delimiter.dropFirst(2)) { rest.insert(contentsOf: [0x0D, 0x0A], at: 0) }
    return true
  }
}

/// What stands before a part: the name of its field, and what a browser says of a file.
struct PartHead: Equatable {
  let name: String
  /// The last component of what the browser calls the file; nil for a field that is none.
  let fileName: String?
  let type: String?

  /// Reads the lines before a part; nil where they name no field.
  init?(_ text: String) {
    var (disposition, type): (HeaderValue?, String?) = (nil, nil)
    for line in text.utf8.split(separator: 0x0D).map({ String(Substring($0)) }) {
      let line = line.utf8.first == 0x0A ? String(line.utf8.dropFirst()) ?? "" : line
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = String(line[line.utf8.index(after: colon)...]).trimmed
      switch line[..<colon].lowercased() {
      case "content-disposition": disposition = HeaderValue(value)
      case "content-type": type = value
      default: continue
      }
    }
    guard let disposition, disposition.main == "form-data",
      let name = disposition.parameter("name")
    else { return nil }
    self.name = name
    self.type = type
    fileName = disposition.parameter("filename").map { path in
      let parts = path.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      return parts.last.flatMap { String($0) } ?? ""
    }
  }
}

extension [UInt8] {
  /// Where a pattern first stands.
  fileprivate func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, count >= pattern.count else { return nil }
    var index = start
    while index <= count - pattern.count {
      guard let next = self[index...(count - pattern.count)].firstIndex(of: first) else {
        return nil
      }
      if self[next..<next + pattern.count].elementsEqual(pattern) { return next }
      index = next + 1
    }
    return nil
  }
}
