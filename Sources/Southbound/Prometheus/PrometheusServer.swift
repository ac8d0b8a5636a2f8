import Documents
import Foundation

/// Debian's Prometheus on loopback, with a configuration folder of its own, started for whoever needs it.
///
/// Whoever manages it writes into the folder (`prometheus.yml`, `rules/*.yml`, `sd/*.json`) and asks for `/-/reload`, as
/// the sidecars of operators do: Prometheus has no API for writing its configuration.
package struct PrometheusServer: Sendable {
  package struct Running: Sendable {
    /// Without a slash at its end.
    package var url: String
    package var folder: String
  }

  /// How often it scrapes targets and evaluates rules that do not say otherwise.
  package var scrapeInterval: Duration
  /// Where its log goes; nil keeps only the last lines, for errors.
  package var logFile: String?

  package static let program = InstalledProgram(name: "prometheus", package: "prometheus")

  package init(scrapeInterval: Duration = .seconds(1), logFile: String? = nil) {
    self.scrapeInterval = scrapeInterval
    self.logFile = logFile
  }

  /// Starts it on a free port, and stops it and removes its folder when `body` has ended.
  ///
  /// - Throws: `InstalledProgram.Missing`, `LocalProgram.Trouble`, what `body` throws.
  package func withServer<Result: Sendable>(
    _ body: @escaping @Sendable (Running) async throws -> Result
  ) async throws -> Result {
    let path = try Self.program.path()
    return try await ScratchFolder.with { folder in
      try write(folder)
      let arguments = [
        "--config.file=\(folder)/prometheus.yml", "--storage.tsdb.path=\(folder)/data",
        "--web.listen-address=127.0.0.1:0", "--web.enable-lifecycle", "--storage.tsdb.retention.time=1d",
      ]
      let server = LocalProgram(path: path, arguments: arguments, logFile: logFile)
      return try await server.withRunning { lines in
        try await Self.ready(lines)
      } _: { url in
        try await body(Running(url: url, folder: folder))
      }
    }
  }

  private func write(_ folder: String) throws {
    // Its durations have no fractions.
    let interval = "\(Int64(scrapeInterval / .milliseconds(1)))ms"
    let configuration: Value = [
      "global": [
        "scrape_interval": .string(interval), "scrape_timeout": .string(interval),
        "evaluation_interval": .string(interval),
      ],
      "rule_files": ["rules/*.yml"],
      "scrape_configs": [
        ["job_name": "plugfest", "file_sd_configs": [["files": ["sd/*.json"], "refresh_interval": "5s"]]]
      ],
    ]
    for name in ["rules", "sd"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
    }
    try Data(JSON.text(configuration).utf8).write(to: URL(fileURLWithPath: "\(folder)/prometheus.yml"))
  }

  /// It says at which port it listens, and is asked there until it is ready: of that it only logs.
  private static func ready(_ lines: AsyncStream<String>) async throws -> String {
    for await line in lines where line.contains("msg=\"Listening on\"") {
      guard let address = line.firstMatch(of: /address=(127\.0\.0\.1:\d+)/)?.1 else { continue }
      let url = "http://\(address)"
      try await waitUntilReady(url)
      return url
    }
    try Task.checkCancellation()
    throw LocalProgram.Trouble(program: program.name, problem: "did not say where it listens", lines: [])
  }

  private static func waitUntilReady(_ url: String) async throws {
    let request = HTTPProbe.Request(method: "GET", url: "\(url)/-/ready")
    var pause = Duration.milliseconds(10)
    while try await isRefused(request) {
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(500))
    }
  }

  private static func isRefused(_ request: HTTPProbe.Request) async throws -> Bool {
    do {
      return try await HTTPProbe().send(request, timeout: .seconds(5)).status != 200
    } catch is HTTPProbe.Unanswered {
      return true
    }
  }
}
