import Foundation
import Testing

struct DocumentTests {
  @Test(arguments: Repository.pages)
  func `every link of a page leads to a file`(page: Page) throws {
    for link in try page.text().matches(of: /\]\(([^)\s#]+)(?:#[^)]*)?\)/) {
      let target = String(link.output.1)
      if target.contains("://") || target.hasPrefix("mailto:") { continue }
      let path = page.folder.isEmpty ? target : "\(page.folder)/\(target)"
      #expect(Repository.exists(path), "\(page.path) links to \(target)")
    }
  }

  @Test(arguments: [
    "ARCHITECTURE.md", "GLOSSARY.md", "PROTOCOL.md", "STORAGE.md", "ERRORS.md", "decisions",
  ])
  func `the README leads to every part of the documentation`(part: String) throws {
    #expect(try Repository.text("README.md").contains("](docs/\(part)"))
  }

  @Test(arguments: Repository.pages.filter { $0.folder == "docs/decisions" })
  func `a decision record answers all its questions`(page: Page) throws {
    let text = try page.text()
    let parts = [
      "Status:", "## Question", "## Forces", "## Decision", "## Consequences", "## Alternatives",
      "## What would prove us wrong",
    ]
    for part in parts {
      #expect(text.contains(part), "\(page.path) has no \(part)")
    }
  }

  @Test(arguments: [".swift-format", "Tests/.swift-format"])
  func `the formatter's rules are all named`(path: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(Repository.text(path).utf8))
    let rules = (value as? [String: Any])?["rules"] as? [String: Bool]
    #expect(rules?.count ?? 0 >= 40)
    #expect(rules?["OrderedImports"] == true)
  }
}
