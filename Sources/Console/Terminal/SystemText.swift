import EscaleCore
import Glibc

/// What the system says about its own errors.
package enum SystemText {
  /// The error number of a file that isn't there.
  package static let noSuchFile = ENOENT

  private static let byteLimit = 256

  /// The system's words for an error number, in English.
  package static func reason(_ errorNumber: Int32) -> String {
    String(unsafeUninitializedCapacity: byteLimit) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress, strerror_r(errorNumber, start, byteLimit) == 0 else {
          return 0
        }
        return strlen(start)
      }
    }
  }

  /// The same in French.
  package static func french(_ errorNumber: Int32) -> String {
    SystemReason.french(reason(errorNumber))
  }
}
