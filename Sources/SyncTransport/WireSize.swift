import NIOHTTP1

/// How many bytes the head of a message takes on the wire.
///
/// An estimate: encryption and the layers below aren't counted.
enum WireSize {
  /// First line, headers and the empty line after them.
  static func head(line: String, headers: HTTPHeaders) -> Int {
    var count = line.utf8.count + 4
    for (name, value) in headers { count += name.utf8.count + value.utf8.count + 4 }
    return count
  }

  /// Lines with their ends.
  static func lines(_ lines: [String]) -> Int {
    lines.reduce(0) { $0 + $1.utf8.count + 2 }
  }
}
