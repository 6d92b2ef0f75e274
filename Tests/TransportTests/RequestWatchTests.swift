import NIOCore
import Testing

@testable import SyncServer

@Suite struct RequestWatchTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
  private func after(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }
  private func makeWatch() -> RequestWatch { RequestWatch(limits: ServerLimits(), now: start) }

  @Test func `a slow reader of a long answer has time by the answer's length`() {
    var watch = makeWatch()
    watch.headWasRead(at: start)
    watch.endWasRead(at: start)
    watch.answerHeadIsWritten()
    watch.answerBodyIsWritten(byteCount: 500_000)
    watch.answerEndIsWritten(at: start)
    #expect(watch.verdict(at: after(1000)) == .fine)
    #expect(watch.verdict(at: after(1021)) == .close)
  }

  @Test func `an answered request leaves the connection idle`() {
    var watch = makeWatch()
    watch.headWasRead(at: start)
    watch.endWasRead(at: start)
    watch.answerHeadIsWritten()
    watch.answerEndIsWritten(at: after(100))
    watch.answerWasFlushed(at: after(100))
    #expect(watch.phase == .idle)
    #expect(watch.verdict(at: after(159)) == .fine)
    #expect(watch.verdict(at: after(161)) == .close)
  }

  @Test func `pipelined requests don't win time by arriving`() {
    var watch = makeWatch()
    watch.headWasRead(at: start)
    watch.endWasRead(at: start)
    for second in 1...119 {
      watch.headWasRead(at: after(Int64(second)))
      watch.endWasRead(at: after(Int64(second)))
    }
    #expect(watch.verdict(at: after(120)) == .fine)
    #expect(watch.verdict(at: after(121)) == .close)
  }

  @Test func `a request that was answered early has a moment to end`() {
    var watch = makeWatch()
    watch.headWasRead(at: start)
    watch.answerHeadIsWritten()
    watch.answerEndIsWritten(at: after(1))
    watch.answerWasFlushed(at: after(1))
    #expect(watch.phase == .draining)
    #expect(watch.verdict(at: after(3)) == .fine)
    #expect(watch.verdict(at: after(4)) == .close)
    watch.endWasRead(at: after(3))
    #expect(watch.phase == .idle)
  }
}
