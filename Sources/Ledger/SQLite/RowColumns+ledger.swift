import EscaleCore
import SQLiteRows

extension RowColumns {
  func position(_ column: Int32) -> Position {
    Position(rawValue: UInt64(bitPattern: integer(column)))
  }

  func optionalPosition(_ column: Int32) -> Position? {
    isNull(column) ? nil : position(column)
  }

  func changeID(_ column: Int32) -> ChangeID { ChangeID(packed: integer(column)) }

  /// The number of a person or team.
  func small(_ column: Int32) -> UInt32 { UInt32(truncatingIfNeeded: integer(column)) }

  func fingerprint(_ column: Int32) throws -> Fingerprint {
    guard let fingerprint = withBytes(column, { Fingerprint(raw: $0) }) else {
      throw LedgerError.damaged("hash")
    }
    return fingerprint
  }

  func outcome(_ column: Int32) throws -> Verdict.Outcome {
    guard let number = UInt8(exactly: integer(column)),
      let outcome = Verdict.Outcome(rawValue: number)
    else { throw LedgerError.damaged("outcome") }
    return outcome
  }

  /// A verdict from its outcome and the columns of its code and causes.
  func verdict(
    _ outcome: Verdict.Outcome, code: Int32, causes: Int32
  ) throws -> Verdict {
    let code = optionalText(code).map(VerdictCode.init(rawValue:))
    guard !isNull(causes) else { return Verdict(outcome, code: code) }
    return Verdict(outcome, code: code, causes: try Verdict.causes(stored: bytes(causes)))
  }
}
