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

  private static func fingerprint(_ digest: SHA256.Digest) -> Fingerprint {
    Fingerprint(bytes: digest) ?? .zero
  }
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
  package var hash: Fingerprint {
    Hash.sha256(Hash.sha256(headerBytes).bytes, payloadHash.bytes)
  }
}
