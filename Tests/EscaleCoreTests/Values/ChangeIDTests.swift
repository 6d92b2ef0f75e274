import EscaleCore
import Testing

struct ChangeIDTests {
  @Test(
    arguments: [
      ("1-1", 1, 1), ("7K-1043", 243, 1043), ("3ZZZZZZ-4294967295", UInt32.max, UInt32.max),
      ("10-10", 32, 10),
    ] as [(String, UInt32, UInt32)])
  func `an id is the replica in base 32 and the sequence`(
    text: String, replica: UInt32, sequence: UInt32
  ) {
    let id = ChangeID(replica: ReplicaID(rawValue: replica), sequence: sequence)
    #expect(id.description == text)
    #expect(ChangeID(text: text) == id)
    #expect(ChangeID(packed: id.packed) == id)
  }

  @Test(arguments: ["7k-12", "7K-12", "7K-0012"])
  func `case and leading zeros don't matter`(text: String) {
    #expect(ChangeID(text: text) == ChangeID(replica: ReplicaID(rawValue: 243), sequence: 12))
  }

  @Test(arguments: [("O1-1", 1), ("I-1", 1), ("l-1", 1), ("oL-1", 1)] as [(String, UInt32)])
  func `look-alikes are understood`(text: String, replica: UInt32) {
    #expect(ChangeID(text: text)?.replica.rawValue == replica)
  }

  @Test(arguments: [
    "", "-", "7K", "7K-", "-12", "7K-0", "7K-1-2", "7K-4294967296", "7K-12345678901", "U-1",
    "4000000-1", "ZZZZZZZZ-1", "7K-1a", " 7K-1", "7K-1\n", "7K-１",
  ])
  func `anything else is no id`(text: String) { #expect(ChangeID(text: text) == nil) }

  @Test func `ids are ordered by replica, then sequence`() {
    let ids = [(1, 2), (1, 10), (2, 1)].map {
      ChangeID(replica: ReplicaID(rawValue: $0.0), sequence: $0.1)
    }
    #expect(ids.reversed().sorted() == ids)
    #expect(ids.map(\.packed).sorted() == ids.map(\.packed))
  }
}
