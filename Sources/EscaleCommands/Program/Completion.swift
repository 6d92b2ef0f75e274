import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// What may come next on a command line: `escale __complete WORD…`, the last word being the one
/// that is being written, perhaps empty.
///
/// A candidate a line, with a description after a tab. Nothing at all where a file's name is to be
/// completed, which the shell does itself. Looks at one command of the tree, and at the replica
/// only where its contents are asked for.
struct Completion {
  /// The most candidates of one sort.
  private static let limit = 500

  let words: [String]
  let context: CommandContext

  /// The lines.
  func lines() -> [String] {
    guard let partial = words.last else { return [] }
    let found = candidates(partial).lazy.filter { candidate in
      matches(candidate.value, partial) && Self.isHarmless(candidate.value)
    }
    return found.prefix(Self.limit).map { candidate in
      let note = sanitizedLine(candidate.note)
      return note.isEmpty ? candidate.value : "\(candidate.value)\t\(note)"
    }
  }

  private struct Candidate {
    let value: String
    var note = ""
  }

  /// Whether every shell takes a word for what it is: no code of somebody else's is ever run, begins
  /// another line or looks like an option of his making.
  static func isHarmless(_ word: String) -> Bool {
    !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_.,@+/".utf8.contains(byte)
        }
      }
  }

  private func matches(_ value: String, _ partial: String) -> Bool {
    if value.lowercased().utf8.starts(with: partial.lowercased().utf8) { return true }
    // Of a reference the number alone will do.
    let digits = partial.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard digits, let id = ChangeID(text: value) else { return false }
    return String(id.sequence).utf8.starts(with: partial.utf8)
  }

  private func candidates(_ partial: String) -> [Candidate] {
    var type: any ParsableCommand.Type = Escale.self
    var rest = words.dropLast()[...]
    while let word = rest.first {
      let names = type.configuration.subcommands
      guard let found = names.first(where: { $0.configuration.commandName == word }) else {
        guard type == Escale.self, word.utf8.starts(with: "-".utf8) else { break }
        rest = rest.dropFirst(GlobalOptions.names.valued.contains(word) ? 2 : 1)
        continue
      }
      type = found
      rest = rest.dropFirst()
    }
    let below = type.configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
    guard below.isEmpty else {
      guard rest.isEmpty, !partial.utf8.starts(with: "-".utf8) else { return [] }
      return below.map { Candidate(value: $0.commandName ?? "", note: $0.abstract) }
    }
    return arguments(of: type, after: Array(rest), partial)
  }

  private func arguments(
    of type: any ParsableCommand.Type, after words: [String], _ partial: String
  ) -> [Candidate] {
    let arguments = CommandArgument.all(of: type)
    var positional = 0
    var awaited: CommandArgument?
    for word in words {
      if awaited != nil {
        awaited = nil
      } else if let option = arguments.first(where: { $0.names.contains(word) }) {
        awaited = option.takesValue ? option : nil
      } else if !word.utf8.starts(with: "-".utf8) || word == "-" {
        positional += 1
      }
    }
    if let awaited { return values(of: awaited, partial) }
    if partial.utf8.starts(with: "-".utf8), partial != "-" {
      return arguments.flatMap { argument in
        argument.names.filter { $0.utf8.starts(with: "--".utf8) }.map {
          Candidate(value: $0, note: argument.note)
        }
      }
    }
    let places = arguments.filter { $0.names.isEmpty }
    guard let place = positional < places.count ? places[positional] : places.last,
      positional < places.count || place.isRepeating
    else { return [] }
    return values(of: place, partial)
  }

  /// What can stand for an argument's value.
  private func values(of argument: CommandArgument, _ partial: String) -> [Candidate] {
    switch argument.subject {
    case .choices(let choices): return choices.map { Candidate(value: $0) }
    case .file: return []
    default: break
    }
    guard let replica = try? context.openReplica() else { return [] }
    let values = (try? values(of: argument.subject, partial, replica)) ?? []
    // Somebody else's code that begins like an option is none.
    return values.filter { !$0.value.utf8.starts(with: "-".utf8) }
  }

  private func values(
    of subject: CommandArgument.Subject, _ partial: String, _ replica: LocalReplica
  ) throws -> [Candidate] {
    switch subject {
    case .reference:
      return try references(partial, replica)
    case .service:
      return try replica.catalogue().services.compactMap(\.last).map {
        Candidate(value: $0.code, note: $0.name[context.language])
      }
    case .person:
      return try replica.people(matching: []).prefix(Self.limit).map {
        Candidate(value: $0.name, note: $0.fullName)
      }
    case .team:
      return try replica.teams().values.filter { !$0.isRetired }
        .sorted { $0.number < $1.number }
        .map { Candidate(value: $0.code, note: $0.name[context.language]) }
    case .state:
      let desk = try replica.policy().flatMap { try replica.lifecycle($0.lifecycle) } ?? .lorraine
      let typed = partial.split(separator: ",", omittingEmptySubsequences: false).dropLast()
      return desk.states.filter { !typed.contains($0.state.rawValue[...]) }.map {
        Candidate(
          value: (typed + [$0.state.rawValue[...]]).joined(separator: ","),
          note: $0.label[context.language])
      }
    case .choices, .file: return []
    }
  }

  /// Requests, the last changed first; closed ones as well, which are shown and reopened.
  private func references(_ partial: String, _ replica: LocalReplica) throws -> [Candidate] {
    var found: [Candidate] = []
    // Where nothing is typed all match: no more are read than are offered.
    let filter = ListFilter(scope: .all, limit: partial.isEmpty ? Self.limit : nil)
    try replica.store.read { reader in
      try reader.forEachLine(filter) { line in
        guard found.count < Self.limit else { return }
        let ref = line.ref.description
        if matches(ref, partial) { found.append(Candidate(value: ref, note: line.title)) }
      }
    }
    return found
  }
}

/// One argument of a command, as the parser describes it.
struct CommandArgument {
  /// What its value is.
  enum Subject: Equatable {
    case reference
    case service
    case person
    case team
    case state
    case choices([String])
    /// A file, or a text of one's own.
    case file
  }

  /// With their hyphens; none for a positional one.
  let names: [String]
  let takesValue: Bool
  let isRepeating: Bool
  let note: String
  let subject: Subject

  /// The arguments of a command, in the order of the help.
  static func all(of type: any ParsableCommand.Type) -> [CommandArgument] {
    let bytes = Array(type._dumpHelp().utf8)
    guard let document = try? JSONValue.parse(bytes),
      case .array(let items)? = document["command"]?["arguments"]?.content
    else { return [] }
    return items.map(CommandArgument.init)
  }

  private init(_ item: JSONValue) {
    names = item.items("names").compactMap { name in
      guard let text = name.text("name") else { return nil }
      return name.text("kind") == "long" ? "--\(text)" : "-\(text)"
    }
    takesValue = item.text("kind") == "option"
    isRepeating = item["isRepeating"]?.content.isTrue ?? false
    note = item.text("abstract") ?? ""
    let choices = item.items("allValues").compactMap(\.text)
    let name = names.last ?? ""
    subject =
      choices.isEmpty ? Self.subject(name, value: item.text("valueName") ?? "") : .choices(choices)
  }

  private static func subject(_ name: String, value: String) -> Subject {
    switch (name, value) {
    case ("--service", _): .service
    case ("--team", _): .team
    case ("--state", _): .state
    case ("--to", _), ("--for", _), ("--contact", _), ("--user", _): .person
    case ("--lang", _): .choices(["fr", "en"])
    case ("--color", _): .choices(["auto", "always", "never"])
    case (_, "ref"): .reference
    case ("", "user"): .person
    case ("", "bash|zsh|fish"): .choices(["bash", "zsh", "fish"])
    default: .file
    }
  }
}

extension JSONValue {
  fileprivate subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var text: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  fileprivate func text(_ key: String) -> String? { self[key]?.text }

  fileprivate func items(_ key: String) -> [JSONValue] {
    guard case .array(let items)? = self[key]?.content else { return [] }
    return items
  }
}

extension JSONValue.Content {
  fileprivate var isTrue: Bool {
    guard case .bool(let flag) = self else { return false }
    return flag
  }
}
