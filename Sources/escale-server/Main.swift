import ServerCommands

/// The server's program.
@main struct Main {
  static func main() async { await ServerProgram.main() }
}
