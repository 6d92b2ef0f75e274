import ServerCommands
import TestSupport
import Testing

struct CSVScannerTests {
  private func records(_ text: String) -> [[String]] {
    var scanner = CSVScanner(Array(text.utf8))
    var records: [[String]] = []
    while let record = scanner.next() { records.append((0..<record.count).map(record.text)) }
    return records
  }

  @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d", "a,b\rc,d\r", "\u{FEFF}a,b\n\nc,d\n"])
  func `lines may end in any way, and empty ones are passed over`(text: String) {
    #expect(records(text) == [["a", "b"], ["c", "d"]])
  }

  @Test func `quotes keep commas, line ends and doubled quotes`() {
    #expect(records("\"a,\n\"\"b\"\"\",c\n") == [["a,\n\"b\"", "c"]])
  }

  @Test func `a record knows the line on which it begins`() {
    var scanner = CSVScanner(Array("h\n\"two\nlines\"\nx\n".utf8))
    var lines: [Int] = []
    while let record = scanner.next() { lines.append(record.line) }
    #expect(lines == [1, 2, 4])
  }

  @Test(arguments: [
    ("\"a", CSVRecord.Fault.unterminatedQuote), ("\"a\"b,c", .textAfterQuote),
    (String(repeating: ",", count: CSVScanner.fieldLimit), .tooManyFields),
    (String(repeating: "x", count: CSVScanner.fieldByteLimit + 1), .fieldTooLong),
  ])
  func `a broken record says what is wrong with it`(text: String, fault: CSVRecord.Fault) {
    var scanner = CSVScanner(Array(text.utf8))
    #expect(scanner.next()?.fault == fault)
  }

  @Test func `what follows a broken record is read`() {
    var scanner = CSVScanner(Array("\"a\"b,c\nd,e\n".utf8))
    _ = scanner.next()
    #expect(scanner.next()?.text(1) == "e")
  }

  @Test(arguments: 1...200)
  func `any bytes come to an end`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("a,\"\n\r?\u{FF}".utf8)
    let bytes = (0..<200).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
    var scanner = CSVScanner(bytes)
    var count = 0
    while let record = scanner.next() {
      for index in 0..<record.count { _ = record.text(index) }
      count += 1
    }
    #expect(count <= 200, "seed \(seed)")
  }
}
