import EscaleCore

/// Headers and payloads: whatever can be read is written back as the same bytes, or means the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func change(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](fuzzed: start, count)
  if let header = try? Header(bytes: bytes) {
    guard let again = try? Header(bytes: header.bytes), again == header else {
      fatalError("a header that was read can't be written")
    }
  }
  if let payload = try? Payload(bytes: bytes) {
    guard let again = try? Payload(bytes: payload.bytes), again == payload else {
      fatalError("a payload that was read can't be written")
    }
    let blank = Change(headerBytes: bytes, bytes)
    _ = blank?.hasNeededTexts
  }
  _ = try? DirectoryItem.read(bytes)
  return 0
}

extension Change {
  /// A change of which header and payload are the same bytes.
  fileprivate init?(headerBytes: [UInt8], _ payload: [UInt8]) {
    guard let change = try? Change(headerBytes: headerBytes, payload: .present(payload)) else {
      return nil
    }
    self = change
  }
}
