// swift-tools-version: 6.2
import PackageDescription

// Benchmarks are a package of their own, so that nobody else resolves the benchmark library. `make bench` runs them.
//
// The house has no `public`; its targets offer what they offer as `package`. A package is named after the folder that it
// lies in, and only what is compiled under the same name sees it: hence the unsafe flag, and `packageAccess: false`, which
// keeps SwiftPM from giving the name of this package.
let houseName = Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? ""
let packageName = String(houseName.map { $0.isLetter || $0.isNumber ? $0 : "_" })

// Without its traits the library counts no allocations, but it builds with any allocator and runtime.
let benchmark: Target.Dependency = .product(name: "Benchmark", package: "benchmark")
let plugin: Target.PluginUsage = .plugin(name: "BenchmarkPlugin", package: "benchmark")

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-package-name", packageName]),
]

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "plugfest", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
  ],
  targets: [
    .target(name: "CAllocations", path: "CAllocations"),
    .executableTarget(
      name: "ExpressionsBenchmarks",
      dependencies: [
        "CAllocations",
        .product(name: "Expressions", package: "plugfest"), .product(name: "Documents", package: "plugfest"), benchmark,
      ],
      path: "Expressions", packageAccess: false, swiftSettings: settings, plugins: [plugin]),
    .executableTarget(
      name: "LabStoreBenchmarks",
      dependencies: [
        .product(name: "LabStore", package: "plugfest"), .product(name: "Documents", package: "plugfest"), benchmark,
      ],
      path: "LabStore", packageAccess: false, swiftSettings: settings, plugins: [plugin]),
    .target(name: "Figures", path: "Figures", packageAccess: false, swiftSettings: settings),
    .target(
      name: "Measuring",
      dependencies: [
        .product(name: "Cluster", package: "plugfest"), .product(name: "Kubernetes", package: "plugfest"),
        .product(name: "Documents", package: "plugfest"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      path: "Measuring", packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "APIServerLoad",
      dependencies: [
        "Figures", "Measuring", .product(name: "Cluster", package: "plugfest"),
        .product(name: "Kubernetes", package: "plugfest"),
        .product(name: "Documents", package: "plugfest"),
      ],
      path: "APIServer", packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "EngineLoad",
      dependencies: [
        "Figures", "Measuring", .product(name: "Engine", package: "plugfest"),
        .product(name: "Suites", package: "plugfest"),
        .product(name: "Plans", package: "plugfest"), .product(name: "Verdicts", package: "plugfest"),
        .product(name: "Cluster", package: "plugfest"), .product(name: "Kubernetes", package: "plugfest"),
        .product(name: "Documents", package: "plugfest"),
      ],
      path: "Engine", packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "ProxyLoad",
      dependencies: [
        "Figures", .product(name: "Southbound", package: "plugfest"),
        .product(name: "Documents", package: "plugfest"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      path: "Proxy", packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "LedgerLoad",
      dependencies: [
        "Figures", .product(name: "Oracles", package: "plugfest"), .product(name: "Kubernetes", package: "plugfest"),
        .product(name: "Documents", package: "plugfest"),
      ],
      path: "Ledger", packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "ProgramsBenchmarks", dependencies: [benchmark], path: "Programs", packageAccess: false,
      swiftSettings: settings,
      plugins: [plugin]),
  ])
