import CGlibc

/// What the allocator does with memory that is given back to it.
package enum KeptMemory {
  /// How much of it a thread's part keeps at most.
  private static let keptByteCount: Int32 = 8 << 20
  /// From where on a block is the system's own, and goes back to it at once.
  private static let largeByteCount: Int32 = 8 << 20

  /// Has it kept for the next that is asked for, up to a limit.
  ///
  /// Otherwise a buffer of some megabytes goes back to the system whenever it is done with, and comes
  /// from there anew, page by page and filled with zeros, which takes as long as it is filled.
  package static func keepSome() {
    _ = mallopt(M_TRIM_THRESHOLD, keptByteCount)
    _ = mallopt(M_MMAP_THRESHOLD, largeByteCount)
  }
}
