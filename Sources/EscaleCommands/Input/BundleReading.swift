import Glibc
import Gzip
import Replica
import SyncProtocol

/// A bundle's file as it is read: once, from its beginning to its end, from a pipe too.
final class BundleReading {
  private static let pieceByteCount = 256 << 10

  private let path: String
  private let descriptor: Int32
  /// What was read with something else and lies behind it.
  private var ahead: ArraySlice<UInt8> = []

  init(path: String, descriptor: Int32) {
    (self.path, self.descriptor) = (path, descriptor)
  }

  deinit { close(descriptor) }

  /// The sealed contents, within ``Bundle/byteLimit``.
  ///
  /// - Throws: ``BundleFault``, ``BundleFileFault``.
  func sealed() throws -> SealedBundle {
    try takeMagic()
    let contents = try member()
    do { return try SealedBundle(bytes: contents) } catch { throw BundleFault.damaged }
  }

  /// The next bytes, at most `count`; none at the end.
  ///
  /// - Throws: ``BundleFileFault``.
  func next(_ count: Int) throws(BundleFileFault) -> [UInt8] {
    guard ahead.isEmpty else {
      defer { ahead = ahead.dropFirst(count) }
      return Array(ahead.prefix(count))
    }
    var bytes = [UInt8](repeating: 0, count: count)
    while true {
      let taken = read(descriptor, &bytes, count)
      if taken >= 0 { return Array(bytes.prefix(taken)) }
      guard errno == EINTR else { throw .unreadable(path: path, errorNumber: errno) }
    }
  }

  private func takeMagic() throws {
    var begin: [UInt8] = []
    while begin.count < Bundle.magic.count {
      let piece = try next(Bundle.magic.count - begin.count)
      guard !piece.isEmpty else { break }
      begin += piece
    }
    guard begin == Bundle.magic else {
      let isCut = !begin.isEmpty && Bundle.magic.starts(with: begin)
      throw isCut ? BundleFault.truncated : .notABundle
    }
  }

  /// What the gzip member holds that comes next.
  private func member() throws -> [UInt8] {
    var reader = GzipReader(byteLimit: Bundle.byteLimit, members: .leading)
    var (contents, count): ([UInt8], Int) = ([], 0)
    while !reader.isAtEnd {
      let piece = try next(Self.pieceByteCount)
      guard !piece.isEmpty else { throw BundleFault.truncated }
      count += piece.count
      do throws(GzipFailure) { contents += try reader.read(piece) } catch {
        if case .tooLarge(let limit) = error { throw BundleFault.tooLarge(byteLimit: limit) }
        throw BundleFault.damaged
      }
      ahead = piece.suffix(reader.unreadByteCount)
      guard count - ahead.count <= Bundle.byteLimit else {
        throw BundleFault.tooLarge(byteLimit: Bundle.byteLimit)
      }
    }
    return contents
  }
}
