package import EscaleCore
package import SyncProtocol

/// What kept a replica from its server; nothing is lost.
package enum ServerFailure: EscaleError {
  /// The server said no, in words of its own.
  case refused(status: Int, code: String, message: Words, hint: Words?, details: [String: String])
  /// It is of a version that doesn't know yet what it was asked.
  case older
  /// It can't be reached.
  case unreachable(reason: Words)
  /// Its certificate isn't one that this device trusts.
  case untrusted
  /// What came isn't an answer.
  case malformed(reason: String)
  /// Plain HTTP beyond this machine.
  case insecure(url: String)

  /// What became of asking one thing.
  package init(_ failure: ConnectionFailure, asking endpoint: Endpoint? = nil) {
    switch failure {
    case .unreachable(let reason): self = .unreachable(reason: reason)
    case .untrusted: self = .untrusted
    case .problem(let problem)
    where problem.code == "http.unknown-path" && endpoint?.isAsOldAsTheProtocol == false:
      self = .older
    case .problem(let problem):
      self = .refused(
        status: problem.status, code: problem.code, message: problem.message, hint: problem.hint,
        details: problem.details)
    case .malformedAnswer(let reason): self = .malformed(reason: reason)
    case .insecure(let url): self = .insecure(url: url)
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .refused(let status, _, _, _, _):
      switch status {
      case 401, 403: .notAllowed
      case 404: .notFound
      case 429, 502, 503, 504: .unreachable
      case 400..<500: .refused
      default: .unexpected
      }
    case .unreachable, .untrusted: .unreachable
    case .malformed: .unexpected
    case .insecure, .older: .refused
    }
  }

  package var code: String {
    switch self {
    case .refused(_, let code, _, _, _): code
    case .older: "server.older"
    case .unreachable: "server.unreachable"
    case .untrusted: "server.untrusted"
    case .malformed: "server.malformed-answer"
    case .insecure: "server.insecure"
    }
  }

  package var message: Words {
    switch self {
    case .refused(_, _, let message, _, _): message
    case .older:
      Words(
        french: "Le serveur est plus ancien que ce programme et ne sait pas encore faire cela.",
        english: "The server is older than this program and can't do that yet.")
    case .unreachable(let reason):
      Words(
        french: "Le serveur est injoignable (\(reason.french)).",
        english: "The server can't be reached (\(reason.english)).")
    case .untrusted:
      Words(
        french: "Le certificat du serveur n'est pas de ceux que cet appareil reconnaît.",
        english: "The server's certificate isn't one that this device trusts.")
    case .malformed(let reason):
      Words(
        french: "Ce qui a répondu n'est pas un serveur Escale.",
        english: "What answered isn't an Escale server (\(reason)).")
    case .insecure(let url):
      Words(
        french: "\(url) n'est pas chiffré et sort de cette machine.",
        english: "\(url) isn't encrypted and leaves this machine.")
    }
  }

  package var hint: Words? {
    switch self {
    case .refused(_, "http.unknown-path", _, nil, _), .malformed:
      Words(
        french: "Vérifiez l'adresse du serveur : son nom, sans rien derrière.",
        english: "Check the server's address: its name, and nothing behind it.")
    case .refused(_, _, _, let hint, _): hint
    case .older:
      Words(
        french: "Demandez à qui gère le serveur de le mettre à jour. Rien n'est perdu ; le reste "
          + "se synchronise.",
        english: "Ask whoever runs the server to upgrade it. Nothing is lost; all else syncs.")
    case .unreachable:
      Words(
        french: "Rien n'est perdu : continuez hors ligne, et relancez escale sync plus tard.",
        english: "Nothing is lost: go on offline, and run escale sync again later.")
    case .untrusted:
      Words(
        french:
          "Nommez l'autorité qui l'a signé par --certificate, ou prévenez qui gère le serveur.",
        english:
          "Name the authority that signed it with --certificate, or tell who runs the server.")
    case .insecure:
      Words(french: "Utilisez une adresse https.", english: "Use an https address.")
    }
  }

  package var details: [String: String] {
    switch self {
    case .refused(_, _, _, _, let details): details
    case .malformed(let reason): ["reason": reason]
    case .older, .unreachable, .untrusted, .insecure: [:]
    }
  }

  /// Whether the server says that this replica has forked.
  var isFork: Bool { code == "sync.forked" }

  /// Whether it knows this device under another id than it has, or says that it doesn't know it.
  var isOfAnother: Bool { code == "sync.foreign-change" }
  var isOfNobody: Bool { code == "sync.unknown-token" }

  /// Whether it says what a server would that was restored from a backup.
  var mayBeRestored: Bool {
    ["sync.restored", "sync.other-history"].contains(code) || isOfAnother || isOfNobody
  }

  /// Whether a server that was asked what it still has is older, or isn't this replica's.
  var saysNothingOfRestoration: Bool {
    mayBeRestored || ["server.older", "sync.wrong-ledger"].contains(code)
  }

  /// Whether it says that this device or its user was shut out.
  var isRevocation: Bool { code == "sync.revoked" }
}

extension SyncConnection {
  /// Asks the server one thing.
  ///
  /// - Throws: ``ServerFailure``.
  func exchange(
    _ endpoint: Endpoint, _ body: [UInt8], token: String?
  ) async throws(ServerFailure) -> Reply {
    do {
      return try await call(endpoint, body: body, token: token)
    } catch {
      throw ServerFailure(error, asking: endpoint)
    }
  }
}

extension SyncFault {
  /// Reads an answer.
  ///
  /// - Throws: ``SyncFault/malformed(reason:)``.
  static func reading<Value>(
    _ body: () throws(CBORError) -> Value
  ) throws(SyncFault) -> Value {
    do {
      return try body()
    } catch {
      throw .malformed(reason: "\(error)")
    }
  }
}
