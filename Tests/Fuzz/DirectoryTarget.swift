import EscaleCore

/// Directory files, before their names are looked up.
@_cdecl("LLVMFuzzerTestOneInput")
public func directory(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  _ = try? DirectoryDocument(bytes: [UInt8](fuzzed: start, count))
  return 0
}
