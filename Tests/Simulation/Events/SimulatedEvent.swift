/// One thing that happens in a simulated world, as data: what it does depends on nothing else than
/// these numbers and where the world stands.
///
/// A list of them can be cut down, kept in a file and run again.
package struct SimulatedEvent: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Somebody does something on his device.
    case act
    /// A device syncs; `number` is the weather on the way.
    case sync
    /// A message that was kept on the way arrives, late or once more.
    case redeliver
    /// So many milliseconds go by.
    case pass
    /// The server does what is due.
    case timers
    /// A program ends in good order; the next one opens its files anew.
    case close
    /// A program is killed.
    case kill
    /// The power of a machine goes and comes back.
    case cut
    /// A disk will fail, as `number` says, after some writes and syncs.
    case fault
    /// A disk is as good as new.
    case mend
    /// A machine's clock jumps by so many milliseconds.
    case skew
    /// A machine's clock goes otherwise from now on, as `number` says.
    case clock
    /// A device, or the server, is backed up.
    case backUp
    /// A device, or the server, is put back to its backup.
    case restore
    /// Somebody joins with one more device.
    case join
    /// A device fetches a request that it doesn't hold.
    case fetch
    /// The server hands over what people are to be told.
    case tell
    /// A device's replica is copied to another device.
    case copy
    /// The directory changes.
    case edit
    /// Somebody sends what he shouldn't.
    case deceive
    /// A device loses its network, or gets it back.
    case part
    /// Somebody attaches a file.
    case attach
    /// A device carries files to and from the server; `number` is the weather on the way.
    case carry
    /// A device syncs, and a second program on it works while the server answers.
    case together
    /// An administrator erases what was written.
    case erase
    /// An administrator adopts or refuses what is quarantined.
    case settle
  }

  package var kind: Kind
  /// The machine concerned: 0 is the server, devices begin at 1 and are taken modulo their number.
  package var machine: Int
  package var number: Int64
  package var seed: UInt64

  package init(_ kind: Kind, machine: Int = 0, number: Int64 = 0, seed: UInt64 = 0) {
    self.kind = kind
    self.machine = machine
    self.number = number
    self.seed = seed
  }
}

extension SimulatedEvent {
  /// The event as a line of a file: `act 2 0 1234`.
  package var text: String { "\(kind.rawValue) \(machine) \(number) \(seed)" }

  /// Reads ``text``; nil for anything else.
  package init?(text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 4, let kind = Kind(rawValue: words[0]), let machine = Int(words[1]),
      let number = Int64(words[2]), let seed = UInt64(words[3])
    else { return nil }
    self.init(kind, machine: machine, number: number, seed: seed)
  }
}
