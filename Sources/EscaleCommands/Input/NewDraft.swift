import Console
import EscaleCore

/// What was answered so far for a new request, on the disk after every answer.
///
/// It outlives a killed program and a failed save; the next `escale new` offers it again.
struct NewDraft {
  var service: String?
  var title: String?
  var description: String?
  var answers: [String: String] = [:]
  var files: [String] = []

  private let file: Draft
  /// No other program has the same draft while this one asks.
  private let lock: DraftLock?

  /// How many programs may ask at once, each with a draft of its own.
  private static let limit = 9

  /// The names that drafts of new requests have: `new`, `new2` and so on.
  static let names = (1...limit).map { $0 == 1 ? "new" : "new\($0)" }

  /// The draft that an earlier attempt has left and nobody works on, or an empty one.
  ///
  /// Where nothing will be asked, none is taken.
  init(environment: Environment, asks: Bool = true) {
    let all = Self.names.map { Draft(name: $0, ending: "json", environment: environment) }
    let free = asks ? all.lazy.compactMap { draft in draft.lock().map { (draft, $0) } } : nil
    let found = free?.first { $0.0.kept != nil } ?? free?.first { _ in true }
    file = found?.0 ?? all[0]
    lock = found?.1
    guard asks else { return }
    guard let bytes = file.kept, let value = try? JSONValue.parse(bytes) else { return }
    service = (try? value.optionalString("service")) ?? nil
    title = (try? value.optionalString("title")) ?? nil
    description = (try? value.optionalString("description")) ?? nil
    files = ((try? value.optionalStrings("files")) ?? nil) ?? []
    for member in (try? value.object("answers").members()) ?? [] {
      answers[member.key] = try? member.value.string()
    }
  }

  /// Where it is kept.
  var path: String { file.path }
  /// The name of the draft of the description.
  func descriptionName(_ service: String) -> String { "\(file.name)-\(service)" }

  /// Whether nothing was answered yet.
  var isEmpty: Bool {
    service == nil && title == nil && description == nil && answers.isEmpty && files.isEmpty
  }

  /// Puts it on the disk.
  ///
  /// Where that fails, asking goes on: the request can still be saved.
  func keep() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("service", service)
    writer.member("title", title)
    writer.member("description", description)
    writer.key("answers")
    writer.beginObject()
    for key in answers.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      writer.member(key, answers[key])
    }
    writer.endObject()
    writer.member("files", files)
    writer.endObject()
    writer.endLine()
    try? file.replace(writer.bytes)
  }

  /// Forgets what was answered, on the disk too.
  mutating func discard() {
    (service, title, description, answers, files) = (nil, nil, nil, [:], [])
    file.remove()
  }
}
