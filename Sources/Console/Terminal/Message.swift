/// A message that was read, with the draft that outlives a failed save.
package struct Message: Sendable {
  package let text: String
  private let draft: Draft?

  package init(text: String, draft: Draft? = nil) {
    self.text = text
    self.draft = draft
  }

  /// Where its draft is; nil where there is none.
  package var draftPath: String? { draft?.path }

  /// Says that the message is saved: its draft is removed.
  package func taken() { draft?.remove() }
}
