import Crypto
package import EscaleCore

/// SHA-256 over bytes of the core's values.
package enum Hash {
  /// The fingerprint of bytes.
  package static func sha256(_ bytes: [UInt8]) -> Fingerprint {
    fingerprint(SHA256.hash(data: bytes))
  }

  /// The fingerprint of several byte strings, one after the other.
  package static func sha256(_ parts: [UInt8]...) -> Fingerprint {
    var hash = SHA256()
    for part in parts { hash.update(data: part) }
    return fingerprint(hash.finalize())
  }

  /// The fingerprint of fingerprints, one after the other.
  package static func sha256(_ parts: Fingerprint..., end: [UInt8] = []) -> Fingerprint {
    var hash = SHA256()
    for part in parts { part.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    hash.update(data: end)
    return fingerprint(hash.finalize())
  }

  private static func fingerprint(_ digest: SHA256.Digest) -> Fingerprint {
    digest.withUnsafeBytes { Fingerprint(raw: $0) } ?? .zero
  }
}

/// The hashes of a change's two halves: all that chains and verdicts are made from.
package struct ChangeHashes: Hashable, Sendable {
  package let header: Fingerprint
  package let payload: Fingerprint

  package init(_ change: Change) {
    header = Hash.sha256(change.headerBytes)
    payload = change.payloadHash
  }

  /// What makes two changes the same: SHA-256(SHA-256(header) ‖ SHA-256(payload)).
  package var whole: Fingerprint { Hash.sha256(header, payload) }
}

extension Change {
  /// The hash of the payload: computed, or what an erased one left.
  package var payloadHash: Fingerprint {
    switch payload {
    case .present(let bytes): Hash.sha256(bytes)
    case .erased(let fingerprint): fingerprint
    }
  }

  /// What makes two changes the same: SHA-256(SHA-256(header) ‖ SHA-256(payload)).
  ///
  /// An erased payload leaves it as it was.
  package var hash: Fingerprint { ChangeHashes(self).whole }
}
