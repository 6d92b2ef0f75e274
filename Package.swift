// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: Swift 6, the coming rules, and no warning let through.
let rules: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Product targets also keep their imports to themselves unless they say otherwise.
let productRules = rules + [.enableUpcomingFeature("InternalImportsByDefault")]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
  name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")

/// Links a program for one address, as Go does, and keeps its names to itself.
///
/// Moved to another at each start, it would have 130,000 addresses to be set right, a fifth of what a
/// short command takes; with 40,000 names for others to look up, who asks which function an address
/// lies in waits for all of them, another tenth. Stack, heap and libraries move all the same. The
/// server, which starts rarely and listens, moves as a whole.
let quickToStart = LinkerSetting.unsafeFlags(
  [
    "-Xclang-linker", "-no-pie", "-Xclang-linker", "-static-libgcc",
    "-Xlinker", "--no-export-dynamic",
  ], .when(platforms: [.linux], configuration: .release))

/// A target of the house, with the rules of products.
func room(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: productRules)
}

/// The tests of one target.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: rules)
}

let package = Package(
  name: "escale",
  products: [
    .executable(name: "escale", targets: ["escale"]),
    .executable(name: "escale-server", targets: ["escale-server"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    // Of the C library itself: nothing to install or to link.
    .systemLibrary(name: "CGlibc"),

    room("EscaleCore", []),
    room("Seals", ["EscaleCore", crypto]),
    room("SyncProtocol", ["EscaleCore"]),
    room("Blobs", ["CGlibc", "EscaleCore", "Seals"]),
    room("Gzip", ["CZlib"]),
    room("Console", ["CGlibc", "EscaleCore", argumentParser]),
    room("FullScreen", ["Console"]),
    room("SQLiteRows", ["CSQLite", grdb]),
    room("ReplicaStore", ["EscaleCore", "Seals", "Blobs", "SQLiteRows", grdb]),
    room("Replica", ["EscaleCore", "Seals", "SyncProtocol", "Blobs", "ReplicaStore", logging]),
    room(
      "Ledger",
      [
        "EscaleCore", "Seals", "SyncProtocol", "Blobs", "SQLiteRows", grdb, crypto, cryptoExtras,
        logging,
      ]),
    room(
      "SyncTransport",
      [
        "EscaleCore", "SyncProtocol", "Gzip", asyncHTTPClient, nioCore, nioPosix, nioHTTP1,
        nioSSL, logging,
      ]),
    room(
      "SyncServer",
      [
        "EscaleCore", "SyncProtocol", "Gzip", hummingbird, hummingbirdTLS, httpTypes,
        nioCore, nioHTTP1, nioHTTPTypes, nioPosix, nioSSL, coreMetrics, logging,
      ]),
    room("Mail", ["EscaleCore", "Ledger"]),
    room(
      "Portal",
      [
        "EscaleCore", "Blobs", "Ledger", "Gzip", hummingbird, httpTypes, nioCore,
        serviceLifecycle, logging,
      ],
      resources: [
        .embedInCode("Assets/portal.css"), .embedInCode("Assets/portal.js"),
        .embedInCode("Assets/icon.svg"),
      ]),
    room(
      "EscaleCommands",
      [
        "EscaleCore", "Seals", "Console", "FullScreen", "SyncProtocol", "Blobs", "Gzip",
        "ReplicaStore",
        "Replica", "SyncTransport", argumentParser, logging,
      ]),
    room(
      "ServerCommands",
      [
        "EscaleCore", "Console", "Ledger", "Mail", "SyncServer", "Portal", "Gzip", "SyncProtocol",
        argumentParser, hummingbird, nioCore, serviceLifecycle, unixSignals, coreMetrics, logging,
      ]),
    .executableTarget(
      name: "escale", dependencies: ["EscaleCommands"], swiftSettings: productRules,
      linkerSettings: [quickToStart]),
    .executableTarget(
      name: "escale-server", dependencies: ["ServerCommands"], swiftSettings: productRules),

    .target(
      name: "TestSupport",
      dependencies: ["EscaleCore", "Seals", "SyncProtocol", "ReplicaStore", "Replica", "Ledger"],
      path: "Tests/TestSupport", swiftSettings: rules),
    .target(
      name: "CFaultyDisk", path: "Tests/CFaultyDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "Simulation",
      dependencies: [
        "CFaultyDisk", "Blobs", "EscaleCore", "Seals", "SyncProtocol", "ReplicaStore", "Replica",
        "Ledger", "TestSupport", logging,
      ],
      path: "Tests/Simulation", exclude: ["Regressions"], swiftSettings: rules),

    .executableTarget(
      name: "escale-sim", dependencies: ["Simulation", argumentParser],
      path: "Tests/escale-sim", swiftSettings: rules),

    tests("EscaleCoreTests", ["EscaleCore"]),
    tests("MailTests", ["EscaleCore", "Ledger", "Mail"]),
    tests("BlobsTests", ["EscaleCore", "Blobs", "Seals"]),
    tests("SyncProtocolTests", ["EscaleCore", "SyncProtocol", "Seals"]),
    tests(
      "ReplicaTests",
      ["EscaleCore", "Blobs", "ReplicaStore", "Replica", "SyncProtocol", "Seals", grdb]),
    tests("LedgerTests", ["EscaleCore", "Blobs", "Ledger", "SyncProtocol", "Seals", grdb]),
    .testTarget(
      name: "TransportTests",
      dependencies: [
        "EscaleCore", "SyncTransport", "SyncServer", "SyncProtocol", "Gzip", hummingbird, nioCore,
        nioPosix, serviceLifecycle, coreMetrics, logging,
      ], swiftSettings: rules),
    tests(
      "PortalTests",
      [
        "Portal", "EscaleCore", "Ledger", hummingbird, hummingbirdTesting, httpTypes, nioCore,
        logging,
      ]),
    tests(
      "CommandTests",
      [
        "Console", "FullScreen", "EscaleCommands", "ServerCommands", "EscaleCore", "Ledger",
        "Replica",
        "ReplicaStore", "Seals", "Gzip", "SyncProtocol", "Portal",
      ]),
    tests(
      "SimulationTests",
      [
        "Simulation", "EscaleCore", "Seals", "SyncProtocol", "Blobs", "ReplicaStore", "Replica",
        "Ledger", "escale-sim",
      ]),
    tests("RepositoryTests", []),
  ],
  swiftLanguageModes: [.v6]
)
