import EscaleCore
import Simulation
import Testing

/// What follows from the merge rule, on every causal history in every order of arrival.
///
/// Verdicts and state equal the independent model's; the state is the heaviest line's, of equal
/// ones the first in the ledger's; what is final stays; what a human resolved stays, or is moved on
/// from there; every effective chain is legal.
struct MergeEnumerationTests {
  @Test(arguments: EnumerationVolume.all)
  func `every history ends as the model says, whatever the order`(
    volume: EnumerationVolume
  ) async throws {
    let enumeration = try MergeEnumeration(
      file: volume.bytes, transitionLimit: volume.transitionLimit)
    let tally = await enumeration.run(starts: volume.starts)
    print("enumerated \(volume): \(tally.histories) histories in \(tally.orders) orders")
    print(tally.table, terminator: "")
    #expect(tally.findingCount == 0, "\(tally.findings.joined(separator: "\n"))")
    if let histories = volume.histories { #expect(tally.histories == histories) }
  }
}
