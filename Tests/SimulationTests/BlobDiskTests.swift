import Blobs
import EscaleCore
import Foundation
import Seals
import Simulation
import TestSupport
import Testing

/// Files of attachments on a disk that fails, or loses its power, at any write, sync or name.
struct BlobDiskTests {
  private let bytes = (0..<3_000).map { UInt8(truncatingIfNeeded: $0) }

  @Test(arguments: FaultyDisk.Fault.allCases)
  func `what was said to be there is there after a power cut`(fault: FaultyDisk.Fault) throws {
    for operation in 1...12 {
      for seed in 0..<6 as Range<UInt64> {
        let folder = NSTemporaryDirectory() + "machine-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let disk = FaultyDisk(folder: folder)
        disk.arm(fault, after: operation)
        let isStreamed = seed % 2 == 0
        if !isKept(in: folder, isStreamed: isStreamed) {
          if disk.isDead { disk.restart(seed: seed) }
          disk.mend()
          #expect(isKept(in: folder, isStreamed: isStreamed), "\(fault) at \(operation)")
        }
        disk.restart(seed: seed)
        let blob = Hash.sha256(bytes)
        let isSound = try? BlobStore(folder: folder + "/blobs").isSound(blob)
        #expect(isSound == true, "\(fault) at \(operation), damage \(seed)")
      }
    }
  }

  /// Stores the file as programs do, until the store says that it is there or fails.
  private func isKept(in folder: String, isStreamed: Bool) -> Bool {
    let store = BlobStore(folder: folder + "/blobs")
    let blob = Hash.sha256(bytes)
    do {
      if isStreamed {
        let writer = try store.writer(byteLimit: 1 << 20)
        try writer.write(bytes)
        return try writer.finish().blob == blob
      }
      for _ in 0..<10 {
        let held = Int(store.held(of: blob))
        let piece = bytes[held..<min(held + 1_000, bytes.count)]
        let total = Int64(bytes.count)
        if try store.add(piece, to: blob, of: total, at: Int64(held)) == .whole { return true }
      }
    } catch {}
    return false
  }
}
