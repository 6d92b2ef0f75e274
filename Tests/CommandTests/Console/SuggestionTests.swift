import Console
import Testing

/// What somebody may have meant.
struct SuggestionTests {
  @Test(arguments: [
    ("lsit", "list"), ("shwo", "show"), ("tkae", "take"), ("resolv", "resolve"),
    ("comments", "comment"), ("PROXY-NANCY", "PROX-NANCY"), ("léa", "lea"), ("att", "attach"),
    ("nancy", "PROX-NANCY"),
  ])
  func `a mistyped name leads to the one that was meant`(typed: String, meant: String) {
    let names = ["list", "show", "take", "resolve", "comment", "PROX-NANCY", "lea", "attach"]
    #expect(Suggestion.near(typed, among: names).first == meant)
  }

  @Test(arguments: ["", "x", "dance", "\u{1F600}", String(repeating: "a", count: 10_000)])
  func `what is like nothing suggests nothing`(typed: String) {
    #expect(Suggestion.near(typed, among: ["list", "show", "take"]).isEmpty)
  }
}
