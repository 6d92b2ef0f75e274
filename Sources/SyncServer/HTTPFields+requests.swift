import EscaleCore
import HTTPTypes

// What a client says about itself and about the answer it wants.
extension HTTPFields {
  /// The token of `Authorization: Bearer …` (RFC 6750), if there is one.
  var bearerToken: String? {
    guard let value = self[.authorization] else { return nil }
    let parts = value.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// Whether the client can read gzip.
  var acceptsGzip: Bool {
    choices(of: .acceptEncoding).contains { $0.name == "gzip" && $0.weight > 0 }
  }

  /// The language that the client likes best among ours, French where it names none.
  var language: Language {
    var best: (language: Language, weight: Double) = (.french, 0)
    for choice in choices(of: .acceptLanguage) where choice.weight > best.weight {
      guard let language = Language(rawValue: String(choice.name.prefix { $0 != "-" }))
      else { continue }
      best = (language, choice.weight)
    }
    return best.language
  }

  /// The media type of the body in lower case, without its parameters.
  var mediaType: String? {
    self[.contentType].map { $0.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() }
  }

  /// The entries of a header like `a, b;q=0.5`, in their order (RFC 9110, section 12.4.2).
  private func choices(of name: HTTPField.Name) -> [(name: String, weight: Double)] {
    (self[name] ?? "").lowercased().split(separator: ",").map { entry in
      let parts = entry.filter { $0 != " " && $0 != "\t" }.split(separator: ";")
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
      let weight = quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      return (String(parts.first ?? ""), weight)
    }
  }
}
