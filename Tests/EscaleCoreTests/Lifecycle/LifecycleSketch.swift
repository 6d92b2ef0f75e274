import EscaleCore

/// A small lifecycle's file, to be spoilt one place at a time: each row stands on a line of its own.
struct LifecycleSketch {
  var name = #""small""#
  var states = [
    #"{"code": "new", "label": {"fr": "Nouveau", "en": "New"}}"#,
    #"{"code": "done", "label": {"fr": "Faite", "en": "Done"}, "final": true}"#,
  ]
  var transitions = [
    Self.row("create", from: [], to: "new", by: "anyone", 0),
    Self.row("finish", from: ["new"], to: "done", by: "agent", 20),
    Self.row("nudge", from: ["new"], to: "new", by: "agent", 10),
  ]

  /// The line on which the first state stands.
  static let firstStateLine = 5
  /// The line on which the first verb stands.
  var firstVerbLine: Int { LifecycleSketch.firstStateLine + states.count + 2 }

  var bytes: [UInt8] {
    let text = """
      {
        "name": \(name),
        "version": 1,
        "states": [
      \(states.joined(separator: ",\n"))
        ],
        "transitions": [
      \(transitions.joined(separator: ",\n"))
        ]
      }
      """
    return Array(text.utf8)
  }

  static func row(
    _ verb: String, from: [String], to: String, by: String, _ precedence: Int, more: String = ""
  ) -> String {
    let from = from.map { "\"\($0)\"" }.joined(separator: ", ")
    return
      #"{"verb": "\#(verb)", "label": {"fr": "a", "en": "b"}, "from": [\#(from)], "to": "\#(to)", "#
      + #""by": "\#(by)", "needs": [], "precedence": \#(precedence)\#(more)}"#
  }

  static func state(_ code: String) -> String {
    #"{"code": "\#(code)", "label": {"fr": "a", "en": "b"}}"#
  }
}
