// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order of the house: each imports only targets named above it (CONTRIBUTING.md says what each
// is for). For a quick turn on a part, PLUGFEST_ONLY=LabStoreTests leaves out all that LabStoreTests does not need.

// MARK: Outside libraries, each with its need (the table stands in docs/dependencies.md)

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let dequeModule: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let orderedCollections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let swiftASN1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let asyncAlgorithms: Target.Dependency = .product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let packages: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
  .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
  .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
  .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
  .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
]

// MARK: The house

let house: [Target] = [
  .target(name: "Documents", dependencies: [yams, orderedCollections]),
  .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),

  .systemLibrary(
    name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
  .target(name: "XML", dependencies: ["CLibXML2"]),
  .testTarget(name: "XMLTests", dependencies: ["XML"]),

  .target(name: "Expressions", dependencies: ["Documents"]),
  .testTarget(name: "ExpressionsTests", dependencies: ["Expressions", "Documents"]),

  .target(name: "Kubernetes", dependencies: ["Documents"]),
  .testTarget(name: "KubernetesTests", dependencies: ["Kubernetes", "Documents"]),

  .target(name: "Verdicts", dependencies: ["Documents"]),
  .testTarget(name: "VerdictsTests", dependencies: ["Verdicts", "Documents"]),

  .target(name: "Listening", dependencies: [nioCore, swiftASN1, crypto, x509]),

  .target(name: "Plans", dependencies: ["Documents", "Expressions", "Kubernetes", "Verdicts"]),

  .target(name: "SupplyChain", dependencies: ["Documents", "Kubernetes", "Verdicts", "Plans", crypto]),

  .target(
    name: "Suites",
    dependencies: ["Documents", "XML", "Expressions", "Kubernetes", "Verdicts", "Plans", "SupplyChain", crypto]),
  .testTarget(
    name: "SupplyChainTests",
    dependencies: ["SupplyChain", "Suites", "Documents", "Kubernetes", "Verdicts", "Plans", crypto]),
  .testTarget(
    name: "SuitesTests",
    dependencies: ["Suites", "Documents", "Expressions", "Kubernetes", "Verdicts", "Plans"]),

  .target(
    name: "Cluster",
    dependencies: [
      "Documents", "Kubernetes", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL, subprocess, systemPackage,
    ]),
  .testTarget(
    name: "ClusterTests", dependencies: ["Cluster", "Documents", "Kubernetes", nioCore, nioHTTP1, nioPosix]),

  .target(name: "NETCONF", dependencies: ["XML", subprocess, systemPackage]),
  .testTarget(name: "NETCONFTests", dependencies: ["NETCONF", "XML"]),

  .target(
    name: "Southbound",
    dependencies: [
      "Documents", "Listening", "Plans", "XML", "NETCONF", asyncAlgorithms, asyncHTTPClient, hummingbird, httpTypes,
      logging,
      nioCore, nioHTTP1, nioPosix, nioSSL, serviceLifecycle, subprocess, systemPackage, unixSignals,
    ]),
  .testTarget(
    name: "SouthboundTests",
    dependencies: [
      "Southbound", "Listening", "XML", "NETCONF", "Documents", "Plans", asyncHTTPClient, nioCore, nioHTTP1, nioPosix,
      nioSSL,
    ]),

  .target(name: "LabStore", dependencies: ["Documents", "Expressions", "Kubernetes", "Plans", dequeModule]),
  .testTarget(name: "LabStoreTests", dependencies: ["LabStore", "Documents", "Kubernetes", "Plans"]),

  .target(name: "Reports", dependencies: ["Documents", "Verdicts", "CLibXML2"]),
  .testTarget(name: "ReportsTests", dependencies: ["Reports", "Documents", "Verdicts", "CLibXML2"]),

  .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(
    name: "Oracles",
    dependencies: ["Documents", "Expressions", "Kubernetes", "Verdicts", "Plans", "SupplyChain", "CZlib"]),
  .testTarget(
    name: "OraclesTests",
    dependencies: [
      "Oracles", "Suites", "SupplyChain", "Documents", "Expressions", "Kubernetes", "Plans", "Verdicts", "Reports",
      "CZlib",
    ],
    exclude: ["Criteria/Golden", "Criteria/Manifests"]),

  .target(
    name: "LabServer",
    dependencies: [
      "Documents", "Listening", "LabStore", "Plans", asyncHTTPClient, httpTypes, hummingbirdCore, hummingbirdTLS,
      logging,
      nioCore, nioHTTP1, nioPosix, nioSSL, serviceLifecycle, swiftASN1, x509,
    ]),
  .testTarget(
    name: "LabServerTests",
    dependencies: [
      "LabServer", "LabStore", "Listening", "Plans", "Cluster", "Documents", "Kubernetes", nioCore, nioPosix, nioSSL,
      subprocess, systemPackage,
    ],
    exclude: ["Clients/Python"]),

  .target(
    name: "Engine",
    dependencies: [
      "Documents", "Expressions", "Kubernetes", "Verdicts", "Plans", "SupplyChain", "Oracles", "Cluster", "XML",
      "NETCONF", "Southbound",
      crypto, subprocess, systemPackage,
    ]),
  .testTarget(
    name: "EngineTests",
    dependencies: [
      "Engine", "Oracles", "Cluster", "LabServer", "LabStore", "Documents", "Expressions", "Kubernetes", "Plans",
      "Verdicts",
    ]),

  .target(
    name: "Commands",
    dependencies: [
      "Documents", "Expressions", "Kubernetes", "Verdicts", "Plans", "SupplyChain", "Suites", "Oracles", "Cluster",
      "NETCONF",
      "Southbound", "LabStore", "Reports", "Engine", "LabServer", argumentParser, asyncAlgorithms, logging,
      serviceLifecycle,
      subprocess,
      systemPackage, unixSignals,
    ]),
  .executableTarget(name: "plugfest", dependencies: ["Commands", argumentParser]),

  // Beside the house: operators of their own, over Cluster alone.
  .target(
    name: "OperatorRuntime",
    dependencies: ["Documents", "Kubernetes", "Cluster", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL],
    path: "Sources/ReferenceOperators/OperatorRuntime"),
  .target(
    name: "NetBoxOperator",
    dependencies: [
      "Documents", "Kubernetes", "Cluster", "OperatorRuntime", crypto,
    ],
    path: "Sources/ReferenceOperators/NetBoxOperator"),
  .executableTarget(
    name: "netbox-operator", dependencies: ["NetBoxOperator", "OperatorRuntime"],
    path: "Sources/ReferenceOperators/netbox-operator"),
  .target(
    name: "PacketCoreClient",
    dependencies: [
      "Documents", "Kubernetes", "NETCONF", "OperatorRuntime", "XML",
    ],
    path: "Sources/ReferenceOperators/PacketCoreClient"),
  .target(
    name: "AccessPointOperator",
    dependencies: ["Documents", "Kubernetes", "Cluster", "OperatorRuntime", "PacketCoreClient", crypto],
    path: "Sources/ReferenceOperators/AccessPointOperator"),
  .executableTarget(
    name: "access-point-operator", dependencies: ["AccessPointOperator", "OperatorRuntime"],
    path: "Sources/ReferenceOperators/access-point-operator"),
  .target(
    name: "DnnOperator", dependencies: ["Documents", "Kubernetes", "Cluster", "OperatorRuntime", "PacketCoreClient"],
    path: "Sources/ReferenceOperators/DnnOperator"),
  .executableTarget(
    name: "dnn-operator", dependencies: ["DnnOperator", "OperatorRuntime"],
    path: "Sources/ReferenceOperators/dnn-operator"),
  .target(
    name: "ObservabilityOperators",
    dependencies: [
      "Documents", "Kubernetes", "Cluster", "OperatorRuntime",
    ],
    path: "Sources/ReferenceOperators/ObservabilityOperators"),
  .executableTarget(
    name: "monitor-operator", dependencies: ["ObservabilityOperators", "OperatorRuntime"],
    path: "Sources/ReferenceOperators/monitor-operator"),
  .executableTarget(
    name: "telemetry-operator", dependencies: ["ObservabilityOperators", "OperatorRuntime"],
    path: "Sources/ReferenceOperators/telemetry-operator"),
  .testTarget(
    name: "ReferenceOperatorsTests",
    dependencies: [
      "NetBoxOperator", "AccessPointOperator", "DnnOperator", "PacketCoreClient", "ObservabilityOperators",
      "OperatorRuntime", "Cluster", "LabServer", "LabStore", "NETCONF", "Southbound", "Documents", "Kubernetes",
      asyncHTTPClient, nioCore, nioHTTP1,
    ]),

  // The built programs, as a user runs them.
  .testTarget(
    name: "EndToEndTests",
    dependencies: [
      "plugfest", "netbox-operator", "access-point-operator", "dnn-operator", "monitor-operator", "telemetry-operator",
      "Documents", "Kubernetes", "Verdicts",
      "Cluster", "Reports", crypto, subprocess,
      systemPackage,
    ]),
]

// Fuzzers are programs of libFuzzer's, not of ours: Fuzz/README.md says how to build and run them.
let fuzzers: [Target] =
  Context.environment["PLUGFEST_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "FuzzExpressions", dependencies: ["Expressions", "Documents"], path: "Fuzz/Expressions",
      exclude: ["cel.dict"]),
    .executableTarget(
      name: "FuzzYAML", dependencies: ["Documents"], path: "Fuzz/YAML", exclude: ["yaml.dict"]),
    .executableTarget(
      name: "FuzzJSON", dependencies: ["Documents"], path: "Fuzz/JSON", exclude: ["json.dict"]),
    .executableTarget(
      name: "FuzzPatches", dependencies: ["Documents", "Kubernetes", "LabStore"], path: "Fuzz/Patches",
      exclude: ["patches.dict", "Seeds"]),
    .executableTarget(
      name: "FuzzRequests", dependencies: ["Documents", "LabStore"], path: "Fuzz/Requests",
      exclude: ["requests.dict", "Seeds"]),
  ]

// MARK: Settings

for target in house + fuzzers where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .treatAllWarnings(as: .error),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .enableUpcomingFeature("InferIsolatedConformances"),
      .enableUpcomingFeature("ImmutableWeakCaptures"),
    ]
}

// What runs whole suites works through documents most of the time, and debug builds do too: tests take half the time so.
let optimized: Set = [
  "Documents", "Expressions", "Kubernetes", "Cluster", "Southbound", "LabStore", "LabServer", "Engine",
]
for target in house where optimized.contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}

var targets = house
if let only = Context.environment["PLUGFEST_ONLY"] {
  var wanted = Set(only.split(separator: ",").map(String.init))
  for target in house.reversed() where wanted.contains(target.name) {
    for case .byNameItem(let name, _) in target.dependencies { wanted.insert(name) }
  }
  targets = house.filter { wanted.contains($0.name) }
}

// What Benchmarks/, a package of its own, measures.
let products: [Product] = [
  "Documents", "Expressions", "Kubernetes", "LabStore", "Cluster", "Verdicts", "Plans", "Suites", "Engine",
  "Southbound", "Oracles",
].filter { name in targets.contains { $0.name == name } }
  .map { .library(name: $0, targets: [$0]) }

let package = Package(name: "plugfest", products: products, dependencies: packages, targets: targets + fuzzers)
