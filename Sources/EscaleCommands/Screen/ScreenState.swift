import Console
import EscaleCore
import FullScreen

/// All that the screen shows, and what keys make of it: no terminal, no replica, no clock.
struct ScreenState: Sendable {
  /// The rows that are no part of a list or a page: tabs, heading, notice, standing.
  private static let frameRows = 4
  /// The most rows for the keys of a request, and how many a page keeps in any case.
  private static let keyRowLimit = 3
  private static let pageRows = 4

  var rows: Int
  var columns: Int
  var tab = ScreenTab.mine
  /// The words that the list is searched for; nil: it is that of the tab.
  var search: String?
  var list = ScreenList()
  var cursor = 0
  var page: ScreenPage?
  var scroll = 0
  var prompt: ScreenPrompt?
  var showsHelp = false
  var notice: ScreenNotice?
  var standing = ScreenStanding()
  var isSyncing = false

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// The rows for a list or a page.
  var bodyRows: Int { max(1, rows - Self.frameRows - footLines) }
  /// The rows that the keys take at the foot.
  var footLines: Int { page == nil || showsHelp ? 1 : keyLines.count }
  /// The keys of the request that is shown, in as many lines as they need and there is room for.
  var keyLines: [String] {
    var lines = [""]
    let limit = max(1, min(Self.keyRowLimit, rows - Self.frameRows - Self.pageRows))
    for key in page?.keys ?? [] {
      let last = lines[lines.count - 1]
      let longer = last.isEmpty ? key : last + "  " + key
      if last.isEmpty || cells(of: longer) <= columns || lines.count == limit {
        lines[lines.count - 1] = longer
      } else {
        lines.append(key)
      }
    }
    return lines
  }
  /// The first line of the list that is shown.
  var top: Int { max(0, min(cursor - bodyRows / 2, list.lines.count - bodyRows)) }
  /// The page's lines, none wider than the screen.
  var pageLines: [StyledLine] { page?.lines.flatMap { $0.wrapped(toCells: columns) } ?? [] }
  private var lastScroll: Int { max(0, pageLines.count - bodyRows) }
  private var selected: RequestID? {
    list.refs.indices.contains(cursor) ? list.refs[cursor] : nil
  }

  /// What is to be done about a key, beyond what it changes here.
  enum Effect: Hashable, Sendable {
    /// Read the list anew.
    case load
    case open(RequestID)
    /// Begin to ask for what an action needs, with what was left of an earlier attempt.
    case ask(ScreenAction, RequestID)
    /// Do what was asked for.
    case perform(ScreenPrompt)
    /// Let the text be written in the editor.
    case write(ScreenPrompt)
    case dismiss(RequestID)
    case sync
    case suspend
    case leave
  }

  /// Takes a key.
  mutating func take(_ key: Key) -> Effect? {
    switch key {
    case .control("z"): return .suspend
    case .control("c"): return .leave
    default: break
    }
    if prompt != nil { return takeInPrompt(key) }
    notice = nil
    if showsHelp {
      showsHelp = false
      return nil
    }
    if let effect = takeAnywhere(key) { return effect }
    return page == nil ? takeInList(key) : takeInPage(key)
  }

  /// Puts the cursor where it can be, after the list has changed.
  mutating func settle() {
    cursor = max(0, min(cursor, list.lines.count - 1))
    scroll = max(0, min(scroll, lastScroll))
  }

  private mutating func takeAnywhere(_ key: Key) -> Effect? {
    switch key {
    case .text("q"): return page == nil ? .leave : close()
    case .text("s"): return .sync
    case .text("/"): prompt = ScreenPrompt(.search, texts: [search ?? ""])
    case .text("?"): showsHelp = true
    case .text("1"): return show(.mine)
    case .text("2"): return show(.team)
    case .text("3"): return show(.all)
    case .text("4"): return show(.conflicts)
    case .tab: return show(neighbour(1))
    case .backTab: return show(neighbour(-1))
    default: break
    }
    return nil
  }

  private func neighbour(_ step: Int) -> ScreenTab {
    let count = ScreenTab.allCases.count
    return ScreenTab(rawValue: (tab.rawValue + step + count) % count) ?? .mine
  }

  private mutating func show(_ tab: ScreenTab) -> Effect {
    self.tab = tab
    (search, page, cursor, scroll) = (nil, nil, 0, 0)
    return .load
  }

  private mutating func close() -> Effect {
    (page, scroll) = (nil, 0)
    return .load
  }

  private mutating func takeInList(_ key: Key) -> Effect? {
    switch key {
    case .up, .text("k"): cursor -= 1
    case .down, .text("j"): cursor += 1
    case .pageUp: cursor -= bodyRows
    case .pageDown, .text(" "): cursor += bodyRows
    case .home: cursor = 0
    case .end: cursor = list.lines.count - 1
    case .enter, .right: return selected.map { .open($0) }
    case .text("D") where tab == .conflicts && search == nil:
      return selected.map { .dismiss($0) }
    case .escape where search != nil: return show(tab)
    default: break
    }
    settle()
    return nil
  }

  private mutating func takeInPage(_ key: Key) -> Effect? {
    switch key {
    case .up, .text("k"): scroll -= 1
    case .down, .text("j"): scroll += 1
    case .pageUp: scroll -= bodyRows
    case .pageDown, .text(" "): scroll += bodyRows
    case .home: scroll = 0
    case .end: scroll = lastScroll
    case .escape, .left, .backspace: return close()
    case .text(let text):
      guard let page, let action = page.actions.first(where: { String($0.key) == text }) else {
        break
      }
      let prompt = ScreenPrompt(.action(action, page.ref))
      return action.asks.isEmpty ? .perform(prompt) : .ask(action, page.ref)
    default: break
    }
    settle()
    return nil
  }

  private mutating func takeInPrompt(_ key: Key) -> Effect? {
    guard var prompt else { return nil }
    switch key {
    case .escape:
      self.prompt = nil
      notice = nil
      return nil
    case .enter:
      guard prompt.isLast else {
        prompt.advance()
        break
      }
      guard prompt.purpose == .search else { return .perform(prompt) }
      self.prompt = nil
      return look(for: prompt.answer)
    case .control("e") where prompt.ask?.isText == true: return .write(prompt)
    default: prompt.edit(key)
    }
    self.prompt = prompt
    return nil
  }

  private mutating func look(for words: String) -> Effect {
    search = words.allSatisfy { $0 == " " } ? nil : words
    (page, cursor, scroll) = (nil, 0, 0)
    return .load
  }
}
