import EscaleCore
import Seals

/// Somebody's device in a world without disks.
struct MemoryDevice {
  let name: String
  let clock: MachineClock
  var replica: MemoryReplica
  var isParted = false
  /// Every change that a command recorded, and what was recorded before a backup came back.
  var made: [Change] = []
  var entrusted: [Change] = []
  var backup: (replica: MemoryReplica, madeCount: Int)?
  var nonces: UInt64

  /// Eight bytes that nobody else draws.
  mutating func nonce() -> [UInt8] {
    nonces &+= 1
    return withUnsafeBytes(of: nonces.bigEndian) { Array($0) }
  }
}
