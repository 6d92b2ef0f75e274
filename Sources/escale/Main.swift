import EscaleCommands

/// The technician's program.
@main struct Main {
  static func main() { EscaleProgram.main() }
}
