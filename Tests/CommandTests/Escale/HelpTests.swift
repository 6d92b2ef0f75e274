import ArgumentParser
import Console
import EscaleCore
import Foundation
import Testing

@testable import EscaleCommands

/// Help that teaches.
struct HelpTests {
  private static func commands(
    _ type: any ParsableCommand.Type = Escale.self, _ path: [String] = []
  ) -> [[String]] {
    type.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { command in
      let path = path + [command.configuration.commandName ?? ""]
      return [path] + commands(command, path)
    }
  }

  private static let languages = [("en", "EXAMPLES:"), ("fr", "EXEMPLES :")]

  @Test(arguments: commands(), languages)
  func `every command has examples, in both languages`(
    path: [String], language: (name: String, heading: String)
  ) async throws {
    let help = try await Workstation(language: language.name).run(path + ["--help"])
    #expect(help.code == 0)
    #expect(help.output.contains("\n\(language.heading)\n"))
    let asked = try await Workstation(language: language.name).run(["help"] + path)
    #expect(asked.output.contains("\n\(language.heading)\n"))
  }

  @Test(arguments: commands(), Language.allCases)
  func `every example can be typed as it stands`(path: [String], language: Language) throws {
    for example in Example.of(path) {
      let words = Self.words(example.line[language])
      #expect(Array(words.prefix(1 + path.count).dropFirst()).starts(with: path.prefix(1)))
      _ = try Escale.parseAsRoot(Array(words.dropFirst()))
    }
  }

  /// A line in words as a shell reads it that knows double quotes only.
  private static func words(_ line: String) -> [String] {
    var (words, word, isQuoted) = ([String](), "", false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        words.append(word)
        word = ""
      default: word.append(character)
      }
    }
    return words + [word]
  }

  @Test(arguments: HelpTopic.allCases)
  func `a topic is explained in both languages, on lines that fit`(topic: HelpTopic) async throws {
    let pages = try await ["en", "fr"].asyncMap { language in
      try await Workstation(language: language).run("help \(topic.rawValue)").output
    }
    #expect(pages[0] != pages[1])
    for line in pages.joined().split(separator: "\n") { #expect(cells(of: String(line)) <= 90) }
  }

  @Test(arguments: [
    ("lsit", "list"), ("help mrge", "merge"), ("help shwo", "show"),
    ("assign 8-1 --to karin", "karim"), ("transfer 8-1 --team PROX-NANCI -m oui", "PROX-NANCY"),
    ("new --service proximité --title T --description D", "proximite"),
    ("list --state resolvd", "resolved"), ("list --team ACCEUIL", "ACCUEIL"),
  ])
  func `what was mistyped is found`(line: String, meant: String) async throws {
    let english = try await Story.told(language: "en").run(line)
    #expect(english.errors.contains("Did you mean \"\(meant)\""), "\(english.errors)")
    let french = try await Story.told(language: "fr").run(line)
    #expect(french.errors.contains("Vouliez-vous dire « \(meant) »"), "\(french.errors)")
  }

  @Test func `the program alone says where one is and what could be next`() async throws {
    let home = try await Story.told(language: "en").run([])
    #expect(home.code == 0)
    for part in ["Léa Vautrelle", "To be synced", "1 conflict to look at", "escale sync"] {
      #expect(home.output.contains(part), "\(home.output)")
    }
  }

  @Test func `what waits for a team is said at home`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(
      "new --service proximite --field equipe=nancy --title T --description D")
    #expect(try await lea.run([]).output.contains("1 request of your team waits"))
    let home = try JSONValue.parse(Array(try await lea.run("--json").output.utf8))
    #expect(try home.int("waitingRequests") == 1)
    _ = try await lea.run("take -")
    #expect(try await lea.run([]).output.contains("1 request of yours, open"))
  }

  @Test func `without a replica the program alone says how to join`() async throws {
    let lea = try Workstation()
    let none = lea.folder.path + "/none.sqlite"
    let home = try await lea.run([], path: none)
    #expect(home.code == 0 && home.output.contains("escale join"))
    #expect(try await lea.run(["--json"], path: none).code == 4)
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows
    -> [Value]
  {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
