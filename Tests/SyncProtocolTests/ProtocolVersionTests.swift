import EscaleCore
import SyncProtocol
import Testing

struct ProtocolVersionTests {
  @Test func `the highest version that both speak is spoken`() {
    #expect(ProtocolVersion.common(with: [1, 2, 99]) == 1)
  }

  @Test func `two that have no version in common speak none`() {
    #expect(ProtocolVersion.common(with: [2, 3]) == nil)
    #expect(ProtocolVersion.common(with: []) == nil)
  }

  @Test func `a problem is told in one language and read in both`() throws {
    let problem = Problem(
      status: 403, code: "rights.requester-only", message: Words(french: "Non.", english: "No."),
      details: ["ref": "7K-1"])
    let read = try #require(Problem(jsonBytes: problem.jsonBytes(in: .french), status: 403))
    #expect(read.message == Words(french: "Non.", english: "Non."))
    #expect(read.code == problem.code && read.details == problem.details && read.hint == nil)
  }

  @Test(arguments: ["", "{}", "[]", "{\"code\": 7, \"detail\": \"x\"}", "<html>"])
  func `what tells no problem is none`(text: String) {
    #expect(Problem(jsonBytes: Array(text.utf8), status: 500) == nil)
  }
}
