import Testing

struct ArrowTests {
  @Test func `every target has its row in the house`() {
    #expect(Repository.targets == House.allowed.keys.sorted())
  }

  @Test(arguments: Repository.targets)
  func `a target imports only what the house lets it`(target: String) throws {
    let allowed = House.allowed[target] ?? []
    for source in Repository.sources where source.target == target {
      for line in try source.lines() {
        guard line.has("import "), let module = imported(line.text) else { continue }
        #expect(allowed.contains(module), "\(source.path):\(line.number) imports \(module)")
      }
    }
  }

  @Test func `the core imports nothing at all`() throws {
    for source in Repository.sources where source.target == "EscaleCore" {
      #expect(
        try source.lines().allSatisfy { !$0.has("import ") || imported($0.text) == nil },
        "\(source.path)")
    }
  }

  @Test(arguments: [
    ("import GRDB", "GRDB"), ("package import EscaleCore", "EscaleCore"),
    ("@preconcurrency import NIOCore", "NIOCore"), ("import struct Foundation.URL", "Foundation"),
  ])
  func `an import is recognised in all its forms`(line: String, module: String) {
    #expect(imported(line[...]) == module)
  }

  /// The module that a line imports, if it is an import.
  private func imported(_ line: Substring) -> String? {
    let form =
      /\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+/
    let kind = /(?:struct|class|enum|protocol|func|var|let|typealias)\s+/
    guard let start = line.prefixMatch(of: form) else { return nil }
    var rest = line[start.range.upperBound...]
    if let word = rest.prefixMatch(of: kind) { rest = rest[word.range.upperBound...] }
    return rest.prefixMatch(of: /\w+/).map { String($0.output) }
  }
}
