import EscaleCore

/// Lifecycle files: whatever passes the checks is written back as the same lifecycle.
@_cdecl("LLVMFuzzerTestOneInput")
public func lifecycle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let lifecycle = try? Lifecycle.parse([UInt8](fuzzed: start, count)) else { return 0 }
  guard let again = try? Lifecycle.parse(lifecycle.jsonBytes), again == lifecycle else {
    fatalError("a lifecycle that was read can't be written")
  }
  return 0
}
