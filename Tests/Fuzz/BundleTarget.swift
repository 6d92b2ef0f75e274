import EscaleCore
import SyncProtocol

/// What a replica reads from a colleague's stick, once it is decompressed; and what a server reads
/// of it from whoever carried it.
@_cdecl("LLVMFuzzerTestOneInput")
public func bundle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](fuzzed: start, count)
  if let sealed = try? SealedBundle(bytes: bytes) { read(sealed.contents) }
  if let parcel = try? Parcel(bytes: bytes) {
    guard let again = try? Parcel(bytes: parcel.bytes), again == parcel else {
      fatalError("a parcel that was read can't be written")
    }
  }
  _ = try? CarryAnswer(bytes: bytes)
  read(bytes)
  return 0
}

private func read(_ contents: [UInt8]) {
  guard let bundle = try? Bundle(bytes: contents) else { return }
  guard let again = try? Bundle(bytes: bundle.bytes), again == bundle else {
    fatalError("a bundle that was read can't be written")
  }
}
