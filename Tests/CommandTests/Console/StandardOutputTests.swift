import Console
import EscaleCore
import Glibc
import Testing

/// How bytes leave the program, and how a password enters it.
struct StandardOutputTests {
  @Test func `what was gathered is written at the end`() throws {
    let text = try TemporaryFolder.piped { descriptor in
      let output = StandardOutput(descriptor: descriptor)
      output.line("7K-1043")
      output.write([0x6F, 0x6B])
      try output.flush()
    }
    #expect(text == "7K-1043\nok")
  }

  @Test func `nothing is written before the end or sixty-four kilobytes`() {
    let text = TemporaryFolder.piped { descriptor in
      StandardOutput(descriptor: descriptor).write(
        String(repeating: "a", count: StandardOutput.bufferByteLimit - 1))
    }
    #expect(text.isEmpty)
  }

  @Test func `a reader that is gone is no failure`() throws {
    StandardOutput.ignoreBrokenPipes()
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    close(ends[0])
    let output = StandardOutput(descriptor: ends[1])
    output.line("7K-1043")
    try output.flush()
    try output.flush()
    close(ends[1])
  }

  @Test func `a full disk is a failure`() {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let output = StandardOutput(descriptor: descriptor)
    output.line("7K-1043")
    #expect(throws: OutputError(errorNumber: ENOSPC)) { try output.flush() }
  }

  private func password(_ input: String) throws -> String {
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    defer { close(ends[0]) }
    _ = write(ends[1], input, input.utf8.count)
    close(ends[1])
    return try Password.read(descriptor: ends[0])
  }

  @Test(arguments: ["secret", "secret\n", "secret\r\n", "secret\nmore"])
  func `a password is the first line`(input: String) throws {
    #expect(try password(input) == "secret")
  }

  @Test func `an empty password is refused`() {
    #expect(throws: PasswordError.empty) { try password("\n") }
  }

  @Test func `a password beyond the limit is refused`() {
    #expect(throws: PasswordError.tooLong) { try password(String(repeating: "a", count: 1025)) }
  }

  @Test func `the local clock reads a date as the calendar does`() throws {
    let now = Timestamp(milliseconds: 1_772_438_400_000)
    let moment = try LocalClock.parse("2026-07-14", now: now)
    let offset = LocalClock.offsetMinutes(at: moment)
    #expect(moment.localText(offsetMinutes: offset) == "2026-07-14 08:00")
  }
}
