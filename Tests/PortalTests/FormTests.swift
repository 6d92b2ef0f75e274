import EscaleCore
import Testing

@testable import Portal

struct FormTests {
  @Test func `a form is read field by field`() throws {
    let form = try #require(FormFields(urlEncoded: "a=1&b=%C3%A9+%26&a=2&c&d=".utf8))
    #expect(form["a"] == "1")
    #expect(form.all("a") == ["1", "2"])
    #expect(form["b"] == "é &")
    #expect(form["c"] == "")
    #expect(form["x"] == nil)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%GG", "%ff=1", "a=%C3"])
  func `what isn't text is no form`(text: String) {
    #expect(FormFields(urlEncoded: text.utf8) == nil)
  }

  @Test func `there are no more fields than a form may have`() {
    let many = (0...FormFields.countLimit).map { "a\($0)=1" }.joined(separator: "&")
    #expect(FormFields(urlEncoded: many.utf8) == nil)
  }

  @Test func `lines end as they do everywhere`() throws {
    let form = try #require(FormFields(urlEncoded: "a=x%0D%0Ay%0Dz%0A".utf8))
    #expect(form["a"]?.unicodeScalars.elementsEqual("x\ny\nz\n".unicodeScalars) == true)
  }

  @Test(arguments: [
    (nil, "/"), ("", "/"), ("/requests/1-1", "/requests/1-1"), ("//evil.example", "/"),
    ("/\\evil", "/"), ("https://evil.example", "/"), ("/a b", "/"), ("/sign-out", "/"),
  ])
  func `nobody is sent elsewhere after signing in`(asked: String?, path: String) {
    #expect(PagePath.onward(asked) == path)
  }

  @Test(arguments: [
    (nil, Language.french), ("", .french), ("en-GB,en;q=0.9", .english), ("de", .french),
    ("de, en;q=0.4, fr;q=0.3", .english), ("en;q=0", .french), ("en;q=x,fr", .french),
    ("FR", .french), (";;;,,,", .french),
  ])
  func `the browser's wishes decide the language`(header: String?, language: Language) {
    #expect(AcceptLanguage.language(header) == language)
  }
}
