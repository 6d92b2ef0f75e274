import EscaleCore

/// Incident logs, from bytes to the changes that they ask for.
@_cdecl("LLVMFuzzerTestOneInput")
public func incidents(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // The columns' names are behind no check that is worth guessing: half of the inputs get them.
  var bytes = [UInt8](fuzzed: start, count)
  if bytes.first == UInt8(ascii: "+") {
    bytes = Array((LogColumn.allCases.map(\.rawValue).joined(separator: ",") + "\n").utf8) + bytes
  }
  guard let log = try? IncidentLog(bytes) else { return 0 }
  var mapper = IncidentMapper(lifecycle: .lorraine, triageTeam: "TRIAGE", language: .french)
  for rows in log.incidents { mapper.map(rows) }
  _ = mapper.plan(adding: log.remarks)
  return 0
}
