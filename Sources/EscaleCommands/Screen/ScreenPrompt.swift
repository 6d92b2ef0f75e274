import EscaleCore
import FullScreen

/// The answers to what an action or a search asks for, being typed.
struct ScreenPrompt: Hashable, Sendable {
  /// What the answers are for.
  enum Purpose: Hashable, Sendable {
    case search
    case action(ScreenAction, RequestID)
  }

  /// The longest answer in bytes; what is typed or pasted beyond is left out.
  static let answerByteLimit = 1 << 20

  let purpose: Purpose
  /// One for each question.
  private(set) var answers: [String]
  /// Which question is being answered.
  private(set) var index = 0
  /// Where the next character goes: so many characters from the beginning.
  private(set) var caret: Int

  /// `texts` is what an earlier attempt has left for the questions, where it has left something.
  init(_ purpose: Purpose, texts: [String] = []) {
    self.purpose = purpose
    let count = if case .action(let action, _) = purpose { action.asks.count } else { 1 }
    answers = (0..<max(count, 1)).map { texts.indices.contains($0) ? texts[$0] : "" }
    caret = answers.first?.count ?? 0
  }

  /// The question that is being answered; nil for a search.
  var ask: ScreenAction.Ask? {
    guard case .action(let action, _) = purpose, action.asks.indices.contains(index) else {
      return nil
    }
    return action.asks[index]
  }

  var label: Words { ask?.label ?? Words(french: "Chercher", english: "Search") }
  var answer: String { answers.indices.contains(index) ? answers[index] : "" }
  var isLast: Bool { index + 1 >= answers.count }

  /// The text that is kept as a draft, where the purpose has one.
  var draft: String? {
    guard case .action(let action, _) = purpose,
      let place = action.asks.firstIndex(where: \.isText), answers.indices.contains(place)
    else { return nil }
    return answers[place]
  }

  mutating func advance() {
    index = min(index + 1, answers.count - 1)
    caret = answer.count
  }

  /// Goes back to the first question, with all answers as they are.
  mutating func restart() {
    index = 0
    caret = answer.count
  }

  mutating func replace(by text: String) {
    guard answers.indices.contains(index) else { return }
    answers[index] = text
    caret = text.count
  }

  /// Edits the answer by a key; other keys change nothing.
  mutating func edit(_ key: Key) {
    switch key {
    case .text(let text), .paste(let text): insert(text)
    case .backspace where caret > 0: remove(caret - 1..<caret)
    case .delete where caret < answer.count: remove(caret..<caret + 1)
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(answer.count, caret + 1)
    case .home, .control("a"): caret = 0
    case .end: caret = answer.count
    case .control("u"): remove(0..<caret)
    default: break
    }
  }

  private mutating func insert(_ text: String) {
    guard answer.utf8.count + text.utf8.count <= Self.answerByteLimit else { return }
    var characters = Array(answer)
    characters.insert(contentsOf: Array(text), at: min(caret, characters.count))
    let left = answer.count
    replaceKeeping(String(characters), caret: caret)
    // A combining mark joins what stands before it.
    caret = min(caret + max(0, answer.count - left), answer.count)
  }

  private mutating func remove(_ range: Range<Int>) {
    var characters = Array(answer)
    guard range.upperBound <= characters.count else { return }
    characters.removeSubrange(range)
    replaceKeeping(String(characters), caret: range.lowerBound)
  }

  private mutating func replaceKeeping(_ text: String, caret: Int) {
    replace(by: text)
    self.caret = min(caret, text.count)
  }
}
