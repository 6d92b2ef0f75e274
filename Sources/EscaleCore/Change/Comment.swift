/// What the header of a comment holds; its text is in the payload.
package struct Comment: Hashable, Sendable {
  /// A note for agents only: it never reaches a requester's device.
  package var isPrivate: Bool

  package init(isPrivate: Bool) { self.isPrivate = isPrivate }
}
