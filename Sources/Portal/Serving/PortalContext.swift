package import Hummingbird

/// What the pages need to know of a request besides the request itself.
package protocol PortalContext: RequestContext {
  /// The address of the client: what attempts to sign in are counted for.
  var client: String { get }

  /// The name of the request, as the log tells it.
  var id: String { get }
}
