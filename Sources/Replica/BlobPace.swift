import EscaleCore
import SyncProtocol

/// How many bytes of attachments have gone or come, and of how many.
package typealias BlobProgress = @Sendable (_ done: UInt64, _ all: UInt64) -> Void

/// How many bytes of attachments one message carries: more while they pass quickly.
///
/// Small at first, so that also on a slow line a message gets through before anybody loses
/// patience, and little is lost where the line breaks.
struct BlobPace {
  static let leastByteCount = 256 << 10
  static let greatestByteCount = 2 << 20
  /// A message that took longer isn't followed by a larger one.
  static let comfortable = Duration.seconds(2)

  private(set) var byteCount = leastByteCount

  /// Takes note of how long a full message took.
  mutating func note(_ elapsed: Duration) {
    if elapsed < BlobPace.comfortable {
      byteCount = min(byteCount * 2, BlobPace.greatestByteCount)
    } else if elapsed > BlobPace.comfortable * 4 {
      byteCount = max(byteCount / 2, BlobPace.leastByteCount)
    }
  }
}
