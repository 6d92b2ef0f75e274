import Console
package import EscaleCore

/// Why an incident log can't be loaded.
///
/// Nothing is changed then.
package enum ImportError: EscaleError, Hashable {
  case unreadable(path: String, errorNumber: Int32)
  case tooLong(byteLimit: Int)
  /// A `.gz` that isn't one, or is cut off.
  case damagedArchive(path: String)
  case empty
  case missingColumns([String])
  case unknownLifecycle(String, known: [String])
  /// An incident of the log is already a request.
  case alreadyThere(incident: String, request: RequestID)

  package var code: String {
    switch self {
    case .unreadable: "import.unreadable"
    case .tooLong: "import.too-long"
    case .damagedArchive: "import.damaged-archive"
    case .empty: "import.empty"
    case .missingColumns: "import.missing-columns"
    case .unknownLifecycle: "import.unknown-lifecycle"
    case .alreadyThere: "import.already-there"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .unreadable(_, let number):
      number == SystemText.noSuchFile ? .notFound : .unexpected
    case .unknownLifecycle: .notFound
    case .tooLong, .damagedArchive, .empty, .missingColumns, .alreadyThere: .refused
    }
  }

  package var details: [String: String] {
    switch self {
    case .unreadable(let path, _), .damagedArchive(let path): ["path": path]
    case .missingColumns(let columns): ["columns": columns.joined(separator: ",")]
    case .unknownLifecycle(let name, _): ["lifecycle": name]
    case .alreadyThere(let incident, let request):
      ["incident": incident, "ref": request.description]
    case .tooLong, .empty: [:]
    }
  }
}
