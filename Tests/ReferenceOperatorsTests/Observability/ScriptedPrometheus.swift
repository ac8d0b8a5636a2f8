import Documents
import Foundation
import Synchronization

@testable import ObservabilityOperators

/// A Prometheus in a few lines: it reads its folder when it is reloaded, and refuses it as a whole when something is wrong.
final class ScriptedPrometheus: Sendable {
  struct State: Sendable {
    var loaded: [String: Value] = [:]
    var configuration: Value = [:]
    var requests: [String] = []
    /// What the next reloads answer instead.
    var answers: [PrometheusClient.Answer?] = []
    var lastSuccess = Date()
    var isSuccess = true
  }

  let folder: String
  private let state = Mutex(State())

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("prometheus-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: "\(folder)/rules", withIntermediateDirectories: true)
    try write(
      "prometheus.yml",
      "global: {scrape_interval: 1s}\nrule_files: [rules/*.yml]\nscrape_configs: [{job_name: theirs}]\n")
    reload()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ file: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }

  /// As if it had been written so many seconds ago; the clock of files is a coarse one.
  func age(_ file: String, by seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: "\(folder)/\(file)")
  }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(file)") }

  func text(_ file: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(file)").map { String(decoding: $0, as: UTF8.self) }
  }

  var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/rules")) ?? []).sorted() }

  /// Names of the rules that are in force.
  var rules: [String] {
    state.withLock { state in
      state.loaded.values.flatMap { $0["groups"]?.array ?? [] }.flatMap { $0["rules"]?.array ?? [] }
        .map(RuleGroups.name)
    }.sorted()
  }

  var jobs: [String] {
    state.withLock { $0.configuration["scrape_configs"]?.array?.compactMap { $0["job_name"]?.string } ?? [] }
  }

  var reloads: Int { state.withLock { $0.requests.filter { $0 == "POST /-/reload" }.count } }
  var requests: Int { state.withLock { $0.requests.count } }

  func answerReloads(with answers: [PrometheusClient.Answer?]) { state.withLock { $0.answers = answers } }

  var client: PrometheusClient {
    PrometheusClient { method, path throws(PrometheusTrouble) in try self.answer(method, path) }
  }

  private func answer(_ method: String, _ path: String) throws(PrometheusTrouble) -> PrometheusClient.Answer {
    state.withLock { $0.requests.append("\(method) \(path)") }
    if path == "/-/reload" {
      let scripted = state.withLock { $0.answers.isEmpty ? [] : [$0.answers.removeFirst()] }
      if let first = scripted.first {
        guard let first else { throw .unreachable("no connection") }
        return first
      }
      return reload()
        ? .init(status: 200, text: "") : .init(status: 500, text: "failed to reload config: one or more errors")
    }
    if path == "/metrics" {
      let (time, isSuccess) = state.withLock { ($0.lastSuccess.timeIntervalSince1970, $0.isSuccess) }
      return .init(
        status: 200,
        text: """
          prometheus_config_last_reload_success_timestamp_seconds \(time)
          prometheus_config_last_reload_successful \(isSuccess ? 1 : 0)

          """)
    }
    let data: Value =
      switch path {
      case "/api/v1/rules": ["groups": .array(groups)]
      case "/api/v1/status/config": ["yaml": .string(YAML.text(state.withLock { $0.configuration }))]
      default: "ok"
      }
    if path.contains("format_query"), path.contains("BAD") {
      return .init(
        status: 400, text: #"{"status":"error","errorType":"bad_data","error":"invalid parameter \"query\": 1:4: no"}"#)
    }
    return .init(status: 200, text: JSON.text(["status": "success", "data": data]))
  }

  private var groups: [Value] {
    state.withLock { state in
      state.loaded.flatMap { file, content in
        (content["groups"]?.array ?? []).map { group in
          var group = group
          group["file"] = .string("/etc/rules/\(file)")
          group["rules"] = .array((group["rules"]?.array ?? []).map { ["name": .string(RuleGroups.name(of: $0))] })
          return group
        }
      }
    }
  }

  @discardableResult
  private func reload() -> Bool {
    var loaded: [String: Value] = [:]
    for file in files { loaded[file] = try? YAML.parse(text("rules/\(file)") ?? "", file: file).first?.value }
    let configuration = (try? YAML.parse(text("prometheus.yml") ?? "", file: "prometheus.yml").first?.value) ?? [:]
    let names = configuration["scrape_configs"]?.array?.compactMap { $0["job_name"]?.string } ?? []
    // As templates are, of which a query's parser knows nothing.
    let isWrong = loaded.values.contains { YAML.text($0).contains("UNLOADABLE") } || Set(names).count != names.count
    state.withLock { state in
      state.isSuccess = !isWrong
      guard !isWrong else { return }
      state.loaded = loaded
      state.configuration = configuration
      state.lastSuccess = Date()
    }
    return !isWrong
  }
}
