import EscaleCore

/// Something that the user may do to the request on the screen, and the key that does it.
struct ScreenAction: Hashable, Sendable {
  /// What is done.
  enum Kind: Hashable, Sendable {
    case verb(Verb)
    /// `assign`, to oneself.
    case take
    case comment
    /// A comment that only agents see.
    case note
    case undo
  }

  /// What has to be entered first.
  enum Ask: Hashable, Sendable {
    case person
    case team
    case date
    case text(Need)
    /// A text that the verb can do without.
    case optionalText
  }

  let key: Character
  let kind: Kind
  let label: Words
  let asks: [Ask]

  /// The keys of the verbs that lifecycles usually have; others get digits.
  private static let keys: [(verb: Verb, key: Character)] = [
    (.assign, "g"), (.resolve, "r"), (.ask, "a"), (.answer, "w"), (.freeze, "f"),
    (.postpone, "p"), (.resume, "u"), (.transfer, "x"), (.dispatch, "d"), (.close, "e"),
    (.reopen, "o"), (.reassign, "m"),
  ]
  private static let spareKeys: [Character] = ["5", "6", "7", "8", "9"]

  /// What is possible by somebody's rights, in the lifecycle's order, and what always is.
  static func offered(_ rights: PresentRights, canUndo: Bool) -> [ScreenAction] {
    var spare = spareKeys[...]
    var actions: [ScreenAction] = []
    for row in rights.verbs {
      if row.verb == .assign, row.needs.contains(.agent) { actions.append(take) }
      guard let key = keys.first(where: { $0.verb == row.verb })?.key ?? spare.popFirst() else {
        continue
      }
      var asks = row.needs.compactMap(Ask.init)
      if !asks.contains(where: \.isText) { asks.append(.optionalText) }
      actions.append(
        ScreenAction(key: key, kind: .verb(row.verb), label: row.label, asks: asks))
    }
    if rights.may(.comment(Comment(isPrivate: false))) { actions.append(comment) }
    if rights.may(.comment(Comment(isPrivate: true))) { actions.append(note) }
    return canUndo ? actions + [undo] : actions
  }

  private static let take = ScreenAction(
    key: "t", kind: .take, label: Words(french: "Prendre", english: "Take"), asks: [])
  private static let comment = ScreenAction(
    key: "c", kind: .comment, label: Words(french: "Commenter", english: "Comment"),
    asks: [.text(.text)])
  private static let note = ScreenAction(
    key: "n", kind: .note, label: Words(french: "Note privée", english: "Private note"),
    asks: [.text(.text)])
  private static let undo = ScreenAction(
    key: "z", kind: .undo, label: Words(french: "Annuler", english: "Undo"), asks: [])
}

extension ScreenAction.Ask {
  /// What a verb needs that somebody has to enter.
  init?(_ need: Need) {
    switch need {
    case .agent: self = .person
    case .team: self = .team
    case .date: self = .date
    case .reason, .question, .text, .solution: self = .text(need)
    case .service, .title, .description: return nil
    }
  }

  var label: Words {
    switch self {
    case .person: Words(french: "À qui (nom d'utilisateur)", english: "To whom (user name)")
    case .team: Words(french: "Équipe (code)", english: "Team (code)")
    case .date: Words(french: "Jusqu'au (demain, lundi, +2s)", english: "Until (monday, +2w)")
    case .text(.reason): Words(french: "Raison", english: "Reason")
    case .text(.question): Words(french: "Question", english: "Question")
    case .text(.solution): Words(french: "Solution", english: "Solution")
    case .text: Words(french: "Texte", english: "Text")
    case .optionalText: Words(french: "Texte (facultatif)", english: "Text (optional)")
    }
  }

  var isText: Bool {
    switch self {
    case .text, .optionalText: true
    case .person, .team, .date: false
    }
  }
}
