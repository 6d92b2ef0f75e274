import EscaleCore
import SyncProtocol

/// What a server reads from a stranger: sync requests, enrolments, renewals, what is
/// handed back.
@_cdecl("LLVMFuzzerTestOneInput")
public func request(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](fuzzed: start, count)
  if let request = try? SyncRequest(bytes: bytes) {
    guard let again = try? SyncRequest(bytes: request.bytes), again == request else {
      fatalError("a request that was read can't be written")
    }
  }
  if let request = try? ReturnRequest(bytes: bytes) {
    guard let again = try? ReturnRequest(bytes: request.bytes), again == request else {
      fatalError("a message to a restored server that was read can't be written")
    }
    _ = try? Delivered(bytes: request.delivered)
  }
  _ = try? RecoverRequest(bytes: bytes)
  _ = try? EnrolRequest(bytes: bytes)
  _ = try? RenewRequest(bytes: bytes)
  return 0
}
