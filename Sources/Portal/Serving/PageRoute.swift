package import HTTPTypes

/// One thing that a browser can ask for.
package struct PageRoute: Sendable {
  package let method: HTTPRequest.Method
  package let path: String
  /// Whether somebody has to be signed in; what he may see then is the page's own affair.
  package let isForSignedIn: Bool
  /// Whether its form may bring files.
  let takesFiles: Bool
  let answer: @Sendable (Portal, PageCall) async throws -> PageAnswer

  private init(
    _ method: HTTPRequest.Method, _ path: String, signedIn: Bool = true, files: Bool = false,
    _ answer: @escaping @Sendable (Portal, PageCall) async throws -> PageAnswer
  ) {
    self.method = method
    self.path = path
    isForSignedIn = signedIn
    takesFiles = files
    self.answer = answer
  }

  /// The names of what the path leaves open.
  var names: [String] {
    path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
  }

  /// Whatever there isn't.
  static let missing = PageRoute(.get, "/**", signedIn: false) { _, _ in throw PageMissing() }

  /// Everything that there is.
  package static let all: [PageRoute] = [
    //  method  path                                who
    .init(.get, "/", signedIn: false) { try await $0.home($1) },
    .init(.get, "/sign-in", signedIn: false) { try await $0.signInPage($1) },
    .init(.post, "/sign-in", signedIn: false) { try await $0.signIn($1) },
    .init(.post, "/sign-out", signedIn: false) { try await $0.signOut($1) },
    .init(.post, "/language", signedIn: false) { $0.chooseLanguage($1) },
    .init(.get, "/accessibility", signedIn: false) { $0.accessibility($1) },
    .init(.get, "/account") { try $0.account($1) },
    .init(.post, "/account") { try await $0.changePassword($1) },
    .init(.get, "/account/notices") { try await $0.noticeChoice($1) },
    .init(.post, "/account/notices") { try await $0.setNoticeChoice($1) },
    .init(.get, "/reset", signedIn: false) { try await $0.askForResetPage($1) },
    .init(.post, "/reset", signedIn: false) { try await $0.askForReset($1) },
    .init(.get, "/reset/:reset", signedIn: false) { try await $0.resetPage($1) },
    .init(.post, "/reset/:reset", signedIn: false) { try await $0.reset($1) },
    .init(.get, "/requests/new") { try $0.catalogue($1) },
    .init(.get, "/requests/new/:service") { try $0.newRequestForm($1) },
    .init(.post, "/requests/new/:service", files: true) { try await $0.newRequest($1) },
    .init(.get, "/requests") { try await $0.requests($1, isFinal: false) },
    .init(.get, "/requests/closed") { try await $0.requests($1, isFinal: true) },
    .init(.get, "/queue") { try await $0.queue($1) },
    .init(.get, "/requests/:ref") { try await $0.request($1) },
    .init(.get, "/requests/:ref/events") { try await $0.events($1) },
    .init(.get, "/requests/:ref/do/:verb") { try await $0.verbForm($1) },
    .init(.post, "/requests/:ref/do/:verb") { try await $0.act($1) },
    .init(.get, "/requests/:ref/edit") { try await $0.editForm($1) },
    .init(.post, "/requests/:ref/edit") { try await $0.edit($1) },
    .init(.post, "/requests/:ref/links") { try await $0.link($1) },
    .init(.post, "/requests/:ref/comment") { try await $0.comment($1) },
    .init(.post, "/requests/:ref/files", files: true) { try await $0.attach($1) },
    .init(.get, "/requests/:ref/files/:blob/:name") { try await $0.file($1) },
    .init(.get, "/requests/:ref/contacts") { try await $0.contacts($1) },
    .init(.post, "/requests/:ref/contacts") { try await $0.addContacts($1) },
    .init(.post, "/requests/:ref/contacts/remove") { try await $0.removeContact($1) },
  ]
}
