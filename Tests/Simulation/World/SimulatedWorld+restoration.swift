import EscaleCore
import Foundation
import Ledger
import SyncProtocol

extension SimulatedWorld {
  /// The server as it was when it was backed up.
  struct ServerBackup {
    let folder: URL
    let impostors: [Impostor]
  }

  private var serverFolder: URL { folder.appending(path: "server") }

  /// The server is backed up: by its own command, or by copying its files while it doesn't run.
  func backUpServer(_ event: SimulatedEvent) async throws {
    guard let ledger = try await startServer() else { return }
    let copy = folder.appending(path: "kept-\(event.seed)")
    try? FaultyDisk.untouched { try FileManager.default.removeItem(at: copy) }
    await auditor.observe(ledger)
    if event.seed.isMultiple(of: 2) {
      server.ledger = nil
      try? await ledger.close()
      guard !serverDisk.isDead, !serverDisk.hasStruck else { return }
      try FaultyDisk.untouched { try FileManager.default.copyItem(at: serverFolder, to: copy) }
    } else {
      do {
        try await ledger.backup(intoFolder: copy.path)
      } catch  where serverDisk.hasStruck || serverDisk.isDead {
        return try await stopServer(seed: event.seed)
      }
    }
    serverBackup = ServerBackup(folder: copy, impostors: impostors)
    await auditor.save()
    told.save()
    situations.note("the server was backed up")
    tell("the server is backed up")
  }

  /// The server is put back to its backup, while devices may be ahead of that.
  func restoreServer() async throws {
    guard let serverBackup else { return }
    let before = await auditor.position
    let former = server.ledger
    server.ledger = nil
    try? await former?.close()
    serverDisk.mend()
    serverDisk.restart(seed: 0)
    try FaultyDisk.untouched {
      try FileManager.default.removeItem(at: serverFolder)
      try FileManager.default.copyItem(at: serverBackup.folder, to: serverFolder)
    }
    impostors = serverBackup.impostors
    await auditor.goBack()
    told.goBack()
    isServerRestored = true
    let kept = Set(await auditor.entries.map(\.change.id))
    for device in devices { device.forgetEntrusted { !kept.contains($0.id) } }
    situations.note("the server was put back to its backup")
    if await auditor.position < before {
      situations.note("the server was put back behind what devices had seen")
    }
    tell("the server is put back to its backup, at \(await auditor.position)")
    guard let ledger = try await startServer() else { return }
    do {
      _ = try await ledger.resume()
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      return try await stopServer(seed: 1)
    }
    await auditor.observe(ledger)
  }
}
