/// Which target may import what: the house as a table.
///
/// Arrows point inward, from the programs to the core; docs/ARCHITECTURE.md says what each room is.
enum House {
  /// What the operating system and the toolchain bring: open to every room that meets the world.
  static let platform: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Logging",
  ]

  static let allowed: [String: Set<String>] = [
    "EscaleCore": [],
    "SyncProtocol": ["EscaleCore"],
    "Seals": platform.union(["EscaleCore", "Crypto"]),
    "Blobs": platform.union(["CGlibc", "EscaleCore", "Seals"]),
    "Gzip": platform.union(["CZlib"]),
    "Console": platform.union(["CGlibc", "EscaleCore", "ArgumentParser"]),
    "FullScreen": platform.union(["Console"]),
    "SQLiteRows": ["CSQLite", "GRDB"],
    "ReplicaStore": platform.union([
      "EscaleCore", "Seals", "Blobs", "SQLiteRows", "GRDB", "Crypto",
    ]),
    "Replica": platform.union(["EscaleCore", "Seals", "SyncProtocol", "Blobs", "ReplicaStore"]),
    "Ledger": platform.union([
      "EscaleCore", "Seals", "SyncProtocol", "Blobs", "SQLiteRows", "GRDB", "Crypto",
      "CryptoExtras",
    ]),
    "SyncTransport": platform.union([
      "EscaleCore", "SyncProtocol", "Gzip", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1",
      "NIOSSL",
    ]),
    "SyncServer": platform.union([
      "EscaleCore", "SyncProtocol", "Ledger", "Gzip", "Hummingbird", "HummingbirdCore",
      "HummingbirdTLS", "HTTPTypes", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTPTypes", "NIOSSL",
      "CoreMetrics",
    ]),
    "Mail": platform.union(["EscaleCore", "Ledger"]),
    "Portal": platform.union([
      "EscaleCore", "Blobs", "Ledger", "Gzip", "Hummingbird", "HTTPTypes", "NIOCore",
      "ServiceLifecycle",
    ]),
    "EscaleCommands": platform.union([
      "EscaleCore", "Seals", "Console", "FullScreen", "SyncProtocol", "Blobs", "Gzip",
      "ReplicaStore", "Replica", "SyncTransport", "ArgumentParser",
    ]),
    "ServerCommands": platform.union([
      "EscaleCore", "Console", "SyncProtocol", "Ledger", "Mail", "SyncServer", "Portal", "Gzip",
      "ArgumentParser", "Hummingbird", "NIOCore", "ServiceLifecycle",
      "UnixSignals", "CoreMetrics",
    ]),
    "escale": ["EscaleCommands"],
    "escale-server": ["ServerCommands"],
  ]
}
