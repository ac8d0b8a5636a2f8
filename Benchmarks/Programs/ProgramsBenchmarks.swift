import Benchmark
import Foundation

/// The built program from outside: how long until it has answered, or is ready.
let benchmarks: @Sendable () -> Void = {
  guard let repository = ProcessInfo.processInfo.environment["PLUGFEST_REPOSITORY"] else {
    print("PLUGFEST_REPOSITORY must be the folder with .build/release/plugfest: `make bench` sets it")
    return
  }
  let plugfest = "\(repository)/.build/release/plugfest"
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], timeUnits: .microseconds, maxDuration: .seconds(5), maxIterations: 50)

  Benchmark("plugfest --help") { _ in
    try ChildProcess(plugfest, ["--help"]).wait()
  }

  Benchmark("plugfest check of a suite with 10,000 cases", configuration: .init(maxIterations: 3)) { benchmark in
    let path = NSTemporaryDirectory() + "plugfest-check-\(ProcessInfo.processInfo.processIdentifier).yaml"
    try LargeSuite.text(cases: 10_000).write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    benchmark.startMeasurement()
    try ChildProcess(plugfest, ["check", "--strict", path]).wait()
    benchmark.stopMeasurement()
  }

  Benchmark("plugfest lint of 500 manifests", configuration: .init(maxIterations: 10)) { benchmark in
    let folder = NSTemporaryDirectory() + "plugfest-lint-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (number, text) in LargePackage(count: 500).files.enumerated() {
      try text.write(toFile: "\(folder)/\(number).yaml", atomically: true, encoding: .utf8)
    }
    benchmark.startMeasurement()
    // Images without a digest are essential findings.
    try ChildProcess(plugfest, ["lint", folder]).wait(status: 1)
    benchmark.stopMeasurement()
  }

  Benchmark("plugfest lab up until it is ready") { benchmark in
    benchmark.startMeasurement()
    let lab = try ChildProcess(plugfest, ["lab", "up", "\(repository)/labs/embedded.yaml", "--port", "0"])
    try lab.read(until: "export KUBECONFIG")
    benchmark.stopMeasurement()
    lab.interrupt()
    try lab.wait()
  }
}
