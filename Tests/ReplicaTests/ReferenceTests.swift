import EscaleCore
import Replica
import Testing

/// The ways to name a request.
struct ReferenceTests {
  @Test(arguments: ["8-1", "8-1 ", "1", "-"])
  func `a request is found by its reference, an end of it, or as the last one`(
    text: String
  ) throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    guard text != "8-1 " else {
      #expect(throws: ReplicaFault.self) { try laptop.replica.reference(text) }
      return
    }
    #expect(try laptop.replica.reference(text) == ref)
  }

  @Test func `an end that several share is refused with all of them`() throws {
    let laptop = try Laptop()
    for _ in 0..<20 { _ = try laptop.newRequest() }
    #expect(try laptop.replica.reference("1").sequence == 1)
    #expect(throws: ReplicaFault.self) { try laptop.replica.reference("0") }
  }

  @Test func `before anything was used there is no last one`() throws {
    let laptop = try Laptop()
    #expect(throws: ReplicaFault.noLastReference) { try laptop.replica.reference("-") }
  }
}
