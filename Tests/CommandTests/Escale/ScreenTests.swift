import EscaleCore
import FullScreen
import Replica
import ReplicaStore
import TestSupport
import Testing

@testable import EscaleCommands

/// The full screen without a terminal: keys in, grids out, on a real replica.
struct ScreenTests {
  private static let pictures: [(name: String, keys: [Key])] = [
    ("mine", []), ("second line", [.down]), ("request", [.enter]),
    ("request, further down", [.enter, .pageDown]), ("conflicts", [.text("4")]),
    ("conflict, opened", [.text("4"), .enter]), ("help", [.text("?")]),
    ("searching", [.text("/"), .paste("ecran")]),
    ("found", [.text("/"), .paste("ecran"), .enter]),
    ("commenting", [.enter, .text("c"), .paste("Vu.\nÀ suivre")]),
    ("commented", [.enter, .text("c"), .paste("Vu."), .enter]),
  ]

  @Test(arguments: ["en", "fr"])
  func `the screen looks the same as when it was last reviewed`(language: String) async throws {
    var text = ""
    for picture in Self.pictures {
      var screen = try Screen(await Story.told(language: language), language)
      try screen.press(picture.keys)
      text += "── \(picture.name)\n\(screen.grid.text)"
    }
    try Golden.check(text, "transcripts/screen.\(language).txt")
  }

  @Test func `any key leaves the help for what was there before, and nothing more`() {
    for key: Key in [.text("q"), .text("s"), .escape, .enter] {
      var state = ScreenState(rows: 24, columns: 80)
      #expect(state.take(.text("?")) == nil && state.showsHelp)
      #expect(state.take(key) == nil && !state.showsHelp)
    }
  }

  @Test func `every line of every size fits, whatever is pressed`() async throws {
    var screen = try Screen(await Story.told(language: "en"), "en")
    let keys: [Key] = [
      .down, .enter, .pageDown, .end, .text("c"), .text("é"), .left, .delete, .escape, .home,
      .backTab, .text("?"), .unknown, .text("/"), .paste("漢字\n"), .backspace, .enter, .tab,
    ]
    for (rows, columns) in [(24, 80), (10, 40), (3, 10), (1, 1), (60, 200)] {
      (screen.state.rows, screen.state.columns) = (rows, columns)
      for key in keys {
        try screen.press([key])
        let lines = screen.grid.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == rows + 1)
      }
    }
  }

  @Test(arguments: ["en", "fr"])
  func `every key of a request has its place at eighty columns`(language: String) async throws {
    let lea = try Workstation()
    _ = try await lea.run(
      "new --service proximite --field equipe=nancy --for paul --title T --description D --take")
    var screen = try Screen(lea, language)
    try screen.press([.enter])
    let page = try #require(screen.state.page)
    #expect(page.actions.count > 6)
    for key in page.keys { #expect(screen.grid.text.contains(key), "\(key)") }
    // The last line of the page is still reached.
    try screen.press([.end])
    let last = try #require(screen.state.pageLines.last { !$0.text.isEmpty })
    #expect(screen.grid.text.contains(last.text))
  }

  @Test func `what somebody may do has a key of its own`() async throws {
    var screen = try Screen(await Story.told(language: "en"), "en")
    try screen.press([.enter])
    let keys = screen.state.page?.actions.map(\.key) ?? []
    #expect(Set(keys).count == keys.count)
    #expect(keys.contains("c"))
    #expect(!keys.contains("r"), "it is resolved already")
    #expect(Set(keys).isDisjoint(with: "qsjk/?1234"))
  }

  @Test func `a request is taken, postponed and goes on, by keys`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(
      "new --service proximite --field equipe=nancy --for paul --title T --description D")
    var screen = try Screen(lea, "en")
    try screen.press([.text("2"), .enter, .text("t")])
    #expect(try await lea.json("show -").string("state") == "assigned")
    try screen.press([.text("p"), .paste("+2w"), .enter, .paste("Congés"), .enter])
    #expect(try await lea.json("show -").string("state") == "postponed")
    try screen.press([.text("u"), .paste("Back again"), .enter])
    #expect(try await lea.json("show -").string("state") == "assigned")
    #expect(try await lea.run("show -").output.contains("Back again"))
    try screen.press([.text("z")])
    #expect(try await lea.json("show -").string("state") == "postponed")
  }

  @Test func `what is refused leaves the answers where they are`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(
      "new --service proximite --field equipe=nancy --for paul --title T --description D --take")
    var screen = try Screen(lea, "en")
    #expect(throws: (any Error).self) {
      try screen.press([.enter, .text("p"), .paste("someday"), .enter, .paste("Reason"), .enter])
    }
    #expect(screen.state.prompt?.answers == ["someday", "Reason"])
    #expect(try await lea.json("show -").string("state") == "assigned")
  }
}

/// A screen whose keys do on the replica what they would do at a terminal.
private struct Screen {
  let replica: LocalReplica
  let language: Language
  /// Kept, since its folder goes with it.
  let station: Workstation
  var state = ScreenState(rows: 24, columns: 80)
  private let now = Timestamp(milliseconds: Workstation.morning + 7_200_000)

  init(_ station: Workstation, _ language: String) throws {
    let now = now
    self.station = station
    replica = try LocalReplica(
      path: station.path, access: .writing,
      surroundings: Surroundings(
        now: { now.milliseconds }, randomBytes: { Array(repeating: 1, count: $0) }))
    self.language = Language(rawValue: language) ?? .english
    try load()
  }

  var grid: Grid { ScreenDrawing(state: state, language: language).grid }
  private var loading: ScreenLoading {
    ScreenLoading(replica: replica, moments: Moments(now: now, language: language))
  }

  mutating func press(_ keys: [Key]) throws {
    for key in keys {
      guard let effect = state.take(key) else { continue }
      switch effect {
      case .open(let ref): state.page = try loading.page(ref, columns: state.columns)
      case .ask(let action, let ref): state.prompt = ScreenPrompt(.action(action, ref))
      case .perform(let prompt): try perform(prompt)
      case .load: try load()
      default: break
      }
    }
  }

  private mutating func perform(_ prompt: ScreenPrompt) throws {
    guard case .action(let action, let ref) = prompt.purpose else { return }
    let words = try ScreenDoing(replica: replica, now: now).perform(action, ref, prompt)
    (state.notice, state.prompt) = (ScreenNotice(words: words), nil)
    state.page = try loading.page(ref, columns: state.columns)
    try load()
  }

  private mutating func load() throws {
    state.standing = try loading.standing()
    state.list = try loading.list(state)
    state.settle()
  }
}
