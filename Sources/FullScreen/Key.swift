/// What was done on the keyboard.
package enum Key: Hashable, Sendable {
  /// A character that was typed.
  case text(String)
  /// What was pasted: text without control characters but newlines and tabs.
  case paste(String)
  /// A letter with the control key, lower case.
  case control(Character)
  case enter
  case tab
  case backTab
  case escape
  case backspace
  case delete
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// Something else: another key, or bytes that mean nothing.
  case unknown
}
