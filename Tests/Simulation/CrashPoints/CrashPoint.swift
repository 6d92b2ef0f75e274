/// One write or sync of one machine, and how it ends there.
package struct CrashPoint: Hashable, Sendable {
  /// 0 is the server, devices begin at 1.
  package var machine: Int
  /// Which write or sync since the beginning, from 1.
  package var operation: Int
  package var fault: FaultyDisk.Fault
  /// After how many writes and syncs the power is cut again while the machine comes back; nil for
  /// not at all.
  package var recoveryOperation: Int?
  /// What decides which unsynced writes stay.
  package var seed: UInt64
  /// Whether the disk only promises its syncs: then something must be missed in the end.
  package var lies: Bool

  package init(
    machine: Int, operation: Int, fault: FaultyDisk.Fault, recoveryOperation: Int? = nil,
    seed: UInt64 = 0, lies: Bool = false
  ) {
    self.machine = machine
    self.operation = operation
    self.fault = fault
    self.recoveryOperation = recoveryOperation
    self.seed = seed
    self.lies = lies
  }
}

extension CrashPoint: CustomStringConvertible {
  package var description: String {
    let who = machine == 0 ? "the server" : "device \(machine)"
    let again = recoveryOperation.map { ", and \($0) after that" } ?? ""
    return "\(who): \(fault) at write \(operation)\(again), damage \(seed)"
  }
}

extension SimulatedWorld {
  /// Arms the machine that is to fall.
  func armCrash() {
    guard let crash else { return }
    let disk = disk(ofMachine: crash.machine)
    disk?.lie(crash.lies)
    disk?.arm(crash.fault, after: crash.operation)
  }

  /// Arms a machine that comes back for its second fall, once.
  func armRecovery(of machine: Int) {
    guard let crash, crash.machine == machine, let operation = crash.recoveryOperation else {
      return
    }
    self.crash?.recoveryOperation = nil
    disk(ofMachine: machine)?.arm(.cut, after: operation)
  }

  private func disk(ofMachine machine: Int) -> FaultyDisk? {
    machine == 0 ? serverDisk : devices.first { $0.index == machine }?.disk
  }
}
