import EscaleCore
import Testing

@testable import EscaleCommands

/// How far off a clock is, for people.
struct ClockTextTests {
  @Test(arguments: [
    (0, "0,0 s", false), (-340, "-0,3 s", false), (119_000, "+119,0 s", false),
    (299_999, "+4 min", false), (-300_000, "-5 min", true), (7_200_000, "+2 h", true),
    (315_619_200_000, "+3653 jours", true), (Int64.min, "-106751991167 jours", true),
  ])
  func `a difference is told in a unit that can be grasped, and unasked from five minutes on`(
    milliseconds: Int64, text: String, isTold: Bool
  ) {
    let clock = ClockText(milliseconds: milliseconds)
    #expect(clock.difference(.french) == text)
    #expect((clock.warning != nil) == isTold)
  }
}
