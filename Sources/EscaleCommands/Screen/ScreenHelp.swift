import Console
import EscaleCore
import FullScreen

/// What the keys do, on the page that `?` shows.
enum ScreenHelp {
  private static let keys: [(key: String, words: Words)] = [
    ("↑ ↓ j k", Words(french: "une ligne", english: "a line")),
    ("PgUp PgDn", Words(french: "une page (espace aussi)", english: "a page (space as well)")),
    ("Home End", Words(french: "le début, la fin", english: "the beginning, the end")),
    ("⏎", Words(french: "ouvre la demande", english: "opens the request")),
    (
      "Esc q", Words(french: "retour ; q quitte depuis une liste", english: "back; q leaves a list")
    ),
    ("1 2 3 4 Tab", Words(french: "change de liste", english: "another list")),
    ("/", Words(french: "cherche dans tout", english: "searches everything")),
    ("s", Words(french: "synchronise, sans attendre", english: "syncs, without waiting")),
    ("D", Words(french: "ne parle plus d'un conflit", english: "dismisses a conflict")),
    ("Ctrl-Z", Words(french: "suspend", english: "suspends")),
    ("", Words(french: "", english: "")),
    (
      "",
      Words(
        french: "Dans une demande, le bas de l'écran dit ce que vous pouvez en faire :",
        english: "In a request, the foot of the screen says what you can do with it:")
    ),
    (
      "t g r a w",
      Words(
        french: "prendre, confier, résoudre, questionner, répondre",
        english: "take, give, resolve, ask, answer")
    ),
    (
      "f p u x d",
      Words(
        french: "geler, reporter, reprendre, réaffecter, affecter",
        english: "freeze, postpone, resume, transfer, dispatch")
    ),
    (
      "c n z e",
      Words(
        french: "commenter, note privée, annuler le non envoyé, fermer",
        english: "comment, private note, undo what wasn't sent, close")
    ),
  ]

  static func lines(_ language: Language) -> [StyledLine] {
    keys.map { key, words in
      var line = StyledLine()
      if !key.isEmpty {
        let room = String(repeating: " ", count: max(1, 14 - key.count))
        line.add("  \(key)\(room)", .bold)
      }
      line.add(words[language])
      return line
    }
  }
}
