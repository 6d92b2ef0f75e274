import HTTPTypes
import Hummingbird

/// The files that pages need: one style sheet, one script, one icon, all ours.
///
/// A file's address holds a sum of its bytes, so that it can be kept for ever.
struct PageAssets: Sendable {
  let style = Asset(
    "portal", ending: "css", type: "text/css; charset=utf-8",
    PackageResources.portal_css)
  let script = Asset(
    "portal", ending: "js", type: "text/javascript; charset=utf-8",
    PackageResources.portal_js)
  let icon = Asset("icon", ending: "svg", type: "image/svg+xml", PackageResources.icon_svg)

  struct Asset: Sendable {
    let path: String
    let type: String
    let bytes: [UInt8]

    init(_ name: String, ending: String, type: String, _ bytes: [UInt8]) {
      // FNV-1a in 64 bits.
      let sum = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { sum, byte in
        (sum ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      path = "/assets/\(name)-\(String(sum, radix: 36)).\(ending)"
      self.type = type
      self.bytes = bytes
    }
  }

  func add(to router: Router<some RequestContext>) {
    for asset in [style, script, icon] {
      // Compressed once, not for everybody who comes.
      let answer = PageAnswer(body: .file(asset.bytes, type: asset.type), isForEver: true)
      let (plain, compressed) = (
        answer.response(acceptsGzip: false), answer.response(acceptsGzip: true)
      )
      router.get(RouterPath(asset.path)) { request, _ in
        let accepts = request.headers[.acceptEncoding]?.contains("gzip") ?? false
        return accepts ? compressed : plain
      }
    }
  }
}
