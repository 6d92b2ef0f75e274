import Blobs
import EscaleCore
import Ledger
import Replica
import ReplicaStore
import Seals

extension SimulatedWorld {
  /// Looks at a device whose program has just died: the file is sound, every chain holds, what was
  /// made from the changes is what they make, and what a command had recorded is there.
  func inspect(_ device: SimulatedDevice) throws {
    do {
      let replica = try device.replica()
      let problems = try replica.check(rebuilds: false).problems
      findings += problems.map { "\(device.name), after the fall: \($0)" }
      try inspectOwn(device, replica)
    } catch let fault as StoreFault where device.disk.hasStruck || device.disk.isDead {
      situations.note("disk: \(fault.code) in recovery")
      device.close()
    }
  }

  private func inspectOwn(_ device: SimulatedDevice, _ replica: LocalReplica) throws {
    let identity = try replica.identity()
    let last = device.made.last { $0.id.replica == identity.replica }
    guard let last, last.id.sequence > identity.lastSequence else { return }
    findings.append("\(device.name) lost \(last.id), and has come only to \(identity.lastSequence)")
  }

  /// Everything that isn't as it must be once all have synced.
  func examine() async throws {
    guard let ledger = try await startServer() else {
      return findings.append("the server doesn't start")
    }
    findings += try await ledger.verify().problems.map(\.english)
    try await auditor.compare(ledger)
    let entries = await auditor.entries
    let desk = SettledDesk(entries: entries, directory: try await ledger.directory())
    findings += desk.flaws + desk.differences(from: await auditor.model)
    findings += desk.slander(
      except: Set(impostors.map(\.papers.replica)), refusedBefore: await auditor.refusedBefore)
    findings += impostors.flatMap { desk.alterations(of: $0.sent) }
    let revoked = await auditor.revoked
    for device in devices { try examine(device, desk, revoked: revoked) }
    findings += lost(entries, desk, revoked: revoked)
    findings += try await unerased(await auditor.erasures)
    findings += try await lostFiles(ledger, desk, revoked: revoked)
    findings += try await untold()
  }

  private func examine(
    _ device: SimulatedDevice, _ desk: SettledDesk, revoked: Set<ReplicaID>
  ) throws {
    let replica = try device.replica()
    findings += try replica.check(rebuilds: false).problems.map { "\(device.name): \($0)" }
    let identity = try replica.identity()
    guard desk.isServed(identity, revoked: revoked) else {
      return situations.note("a device in the end was no longer served")
    }
    let pending = try replica.status().pending
    if pending > 0 { findings.append("\(device.name): \(pending) pending") }
    findings += try desk.findings(on: replica, identity).map { "\(device.name): \($0)" }
  }

  /// What a command had recorded and is nowhere.
  ///
  /// A change of a replica that forked may be there under its new id, naming the former one; one of
  /// a device that isn't served any more may wait on it.
  private func lost(
    _ entries: [LedgerEntry], _ desk: SettledDesk, revoked: Set<ReplicaID>
  ) -> [String] {
    var known: [ChangeID: [Change]] = [:]
    for entry in entries {
      known[entry.change.id, default: []].append(entry.change)
      if let former = entry.change.header.reissues {
        known[former, default: []].append(entry.change)
      }
    }
    return devices.flatMap { device in
      let replica = try? device.replica()
      let isServed =
        (try? replica?.identity()).map { desk.isServed($0, revoked: revoked) } ?? false
      let held = isServed ? [] : (try? replica?.log(of: nil))?.map(\.change) ?? []
      return (device.made + device.entrusted).compactMap { change in
        let hash = change.payloadHash
        let isThere =
          known[change.id]?.contains { $0.payloadHash == hash } == true
          || held.contains { $0.payloadHash == hash }
          || entries.contains { $0.change.payloadHash == hash }
        return isThere ? nil : "lost: \(change.id) of \(device.name)"
      }
    }
  }
}

extension SimulatedWorld {
  /// What was to be erased and is still to be read on a device that is served.
  private func unerased(_ erasures: Set<ChangeID>) async throws -> [String] {
    let gone = await auditor.entries.filter { entry in
      guard case .erased = entry.change.payload else { return false }
      return erasures.contains(entry.change.id)
    }.map(\.change.id)
    let desk = try await server.ledger?.directory()
    let revoked = await auditor.revoked
    return try devices.flatMap { device -> [String] in
      let identity = try device.replica().identity()
      guard desk?.person(identity.person)?.isActive == true, !revoked.contains(identity.replica)
      else { return [] }
      return try device.replica().log(of: nil).compactMap { stored in
        guard gone.contains(stored.change.id), case .present = stored.change.payload else {
          return nil
        }
        return "\(device.name): \(stored.change.id) was erased, and is still to be read"
      }
    }
  }

  /// Files that nobody can be given any more, though somebody who is served attached them.
  private func lostFiles(
    _ ledger: DeskLedger, _ desk: SettledDesk, revoked: Set<ReplicaID>
  ) async throws -> [String] {
    var findings: [String] = []
    for device in devices {
      let replica = try device.replica()
      guard desk.isServed(try replica.identity(), revoked: revoked) else { continue }
      let attachments = try replica.store.read { try $0.attachments(after: nil, limit: .max) }
      for attachment in attachments {
        let isThere = replica.holds(attachment.blob)
        let isOnServer = ledger.blobs.contains(attachment.blob)
        if isThere || isOnServer { situations.note("a file is there in the end") }
        if isOnServer, !isThere {
          let entry = await auditor.entries.first { $0.change.id == attachment.change }
          guard entry?.verdict.outcome.counts == true else { continue }
          findings.append("\(device.name) lacks the file of \(attachment.change)")
        }
        if isThere, try !replica.store.blobs.isSound(attachment.blob) {
          findings.append("\(device.name) has a damaged file of \(attachment.change)")
        }
      }
    }
    return findings
  }
}
