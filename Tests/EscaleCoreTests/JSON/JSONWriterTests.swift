import EscaleCore
import Testing

/// What the JSON writer writes.
struct JSONWriterTests {
  private func example(pretty: Bool) -> String {
    var writer = JSONWriter(pretty: pretty)
    writer.beginObject()
    writer.member("ref", "7K-1043")
    writer.member("pending", 2)
    writer.member("agent", nil as String?)
    writer.member("private", true)
    writer.member("contacts", ["amelie", "bruno"])
    writer.key("fields")
    writer.beginObject()
    writer.endObject()
    writer.endObject()
    return writer.text
  }

  @Test func `an object is one line without spaces`() {
    let line = #"{"ref":"7K-1043","pending":2,"agent":null,"private":true,"#
    #expect(example(pretty: false) == line + #""contacts":["amelie","bruno"],"fields":{}}"#)
  }

  @Test func `pretty output puts each entry on its line`() {
    #expect(
      example(pretty: true) == """
        {
          "ref": "7K-1043",
          "pending": 2,
          "agent": null,
          "private": true,
          "contacts": [
            "amelie",
            "bruno"
          ],
          "fields": {}
        }
        """)
  }

  @Test(arguments: [
    ("a\"b\\c/", #""a\"b\\c/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\u{0}\u{1B}[31m\u{7F}", #""\u0000\u001b[31m\u007f""#),
    ("é\u{9B}\u{A0}", "\"é\\u009b\u{A0}\""),
    ("\u{2028}\u{2029}\u{2030}", "\"\\u2028\\u2029\u{2030}\""),
    ("\u{202E}\u{2066}\u{2069}\u{200F}\u{61C}", #""\u202e\u2066\u2069\u200f\u061c""#),
    ("😀", "\"😀\""),
  ])
  func `what could steer a terminal or a script is escaped`(text: String, json: String) {
    var writer = JSONWriter()
    writer.string(text)
    #expect(writer.text == json)
  }

  @Test func `a number that JSON has no word for becomes null`() {
    var writer = JSONWriter()
    writer.beginArray()
    for number in [.nan, .infinity, 0.5] { writer.double(number) }
    writer.endArray()
    #expect(writer.text == "[null,null,0.5]")
  }

  @Test func `values of a stream stand on lines of their own`() {
    var writer = JSONWriter()
    for number in 1...2 {
      writer.int(number)
      writer.endLine()
    }
    #expect(writer.text == "1\n2\n")
  }

  @Test(arguments: 0..<50 as Range<UInt64>, [false, true])
  func `what is written is read back the same`(seed: UInt64, pretty: Bool) throws {
    var random = RandomJSON(seed: seed)
    let value = random.value(depth: 4)
    var writer = JSONWriter(pretty: pretty)
    writer.value(value)
    #expect(try JSONValue.parse(writer.bytes) == value, "seed \(seed)")
  }
}
