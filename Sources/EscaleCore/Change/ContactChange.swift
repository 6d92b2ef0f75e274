/// What the header of a change of contacts holds.
///
/// Contacts are an add-wins set: a removal takes back the additions that its author had seen.
package struct ContactChange: Hashable, Sendable {
  package var person: PersonNumber
  package var removes: Bool

  package init(person: PersonNumber, removes: Bool) {
    self.person = person
    self.removes = removes
  }
}
