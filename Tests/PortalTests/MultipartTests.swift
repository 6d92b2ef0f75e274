import TestSupport
import Testing

@testable import Portal

struct MultipartTests {
  private static let type = "multipart/form-data; boundary=xyz"

  private static let form: [UInt8] = Array(
    """
    --xyz\r
    Content-Disposition: form-data; name="title"\r
    \r
    Plus de réseau\r
    --xyz\r
    Content-Disposition: form-data; name="file"; filename="C:\\photos\\a%22b.png"\r
    Content-Type: image/png\r
    \r
    \r\n--xy\u{1}\r\n--xyzz is no delimiter\r
    --xyz\r
    Content-Disposition: form-data; name="empty"\r
    \r
    \r
    --xyz--\r

    """.utf8)

  /// What came of a form: each part with its bytes.
  private struct Part: Equatable {
    let head: PartHead
    var bytes: [UInt8] = []
  }

  private static func parts(
    _ bytes: [UInt8], cutAt cuts: [Int] = []
  ) throws -> (parts: [Part], isOver: Bool) {
    var reader = try #require(MultipartReader(contentType: type))
    var (parts, start): ([Part], Int) = ([], 0)
    for end in cuts.sorted() + [bytes.count] {
      for event in try reader.read(bytes[start..<end]) {
        switch event {
        case .begin(let head): parts.append(Part(head: head))
        case .data(let data): parts[parts.count - 1].bytes += data
        case .end: break
        }
      }
      start = end
    }
    return (parts, reader.isOver)
  }

  @Test func `fields and files come out as they went in`() throws {
    let (parts, isOver) = try Self.parts(
      Self.form.filter { _ in true })
    #expect(isOver)
    #expect(parts.map(\.head.name) == ["title", "file", "empty"])
    #expect(parts.map(\.head.fileName) == [nil, "a\"b.png", nil])
    #expect(parts[1].head.type == "image/png")
    #expect(String(decoding: parts[0].bytes, as: UTF8.self) == "Plus de réseau")
    #expect(
      parts[1].bytes == Array("\r\n--xy\u{1}\r\n".utf8) + Array("--xyzz is no delimiter".utf8))
    #expect(parts[2].bytes.isEmpty)
  }

  @Test(arguments: 0..<UInt64(300))
  func `however a form is cut up on its way, it is the same`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let cuts = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      Int.random(in: 0...Self.form.count, using: &random)
    }
    let whole = try Self.parts(Self.form)
    let cut = try Self.parts(Self.form, cutAt: cuts)
    #expect(whole.parts == cut.parts && cut.isOver, "seed \(seed)")
  }

  @Test(arguments: 0..<UInt64(1_000))
  func `a damaged form gives an error or something else, and never ends the server`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    var bytes = Self.form
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(contentsOf: "\r\n--xyz".utf8, at: place)
      }
    }
    do { _ = try Self.parts(bytes) } catch let fault as FormFault { #expect(fault == .unreadable) }
  }

  @Test func `a form that breaks off isn't over`() throws {
    #expect(try Self.parts(Array(Self.form.dropLast(6))).isOver == false)
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/mixed; boundary=x", "text/plain",
    "multipart/form-data; boundary=",
  ])
  func `what isn't a form with files isn't read as one`(type: String) {
    #expect(MultipartReader(contentType: type) == nil)
  }
}
