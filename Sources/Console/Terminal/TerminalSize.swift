import Glibc

/// Questions about the terminals at a program's file descriptors.
package enum TerminalSize {
  /// The width that is taken where nothing says another.
  package static let standardWidth = 80
  /// The widths that make sense; others are ignored.
  package static let widths = 20...1000

  /// Whether a file descriptor is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The width in cells: what `COLUMNS` says, else what the terminal says, else 80.
  package static func width(of descriptor: Int32, environment: Environment) -> Int {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), widths.contains(columns) {
      return columns
    }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, widths.contains(Int(size.ws_col))
    else { return standardWidth }
    return Int(size.ws_col)
  }

  /// The height in lines: what `LINES` says, else what the terminal says, else nothing.
  package static func height(of descriptor: Int32, environment: Environment) -> Int? {
    if let lines = environment["LINES"].flatMap({ Int($0) }), lines > 0 { return lines }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }
}
