import EscaleCommands

/// The technician's program.
@main struct Main {
  static func main() async { await EscaleProgram.main() }
}
