package import Documents
package import Foundation

/// What the operators ask of Prometheus.
package struct PrometheusClient: Sendable {
  package struct Answer: Sendable, Hashable {
    package var status: Int
    package var text: String

    package init(status: Int, text: String) {
      self.status = status
      self.text = text
    }
  }

  /// Takes a method and a path with its query.
  package typealias Transport = @Sendable (_ method: String, _ path: String) async throws(PrometheusTrouble) -> Answer

  private let transport: Transport

  package init(transport: @escaping Transport) { self.transport = transport }

  /// Makes it read its configuration anew; returns when that is in force.
  package func reload() async throws(PrometheusTrouble) {
    let answer = try await transport("POST", "/-/reload")
    if answer.status == 500, answer.text.contains("failed to reload config") { throw .refused(Self.short(answer.text)) }
    try Self.check(answer)
  }

  /// Asks it to parse an expression, which it does without evaluating it.
  ///
  /// - Throws: `badExpression` with what is wrong and where; what else kept it from answering.
  package func check(expression: String) async throws(PrometheusTrouble) {
    let answer = try await transport("GET", "/api/v1/format_query?query=\(Self.encoded(expression))")
    guard answer.status == 400 else { return try Self.check(answer) }
    let body = try? JSON.parse(Array(answer.text.utf8))
    let error = body?["error"]?.string ?? answer.text
    throw .badExpression(error.replacing("invalid parameter \"query\": ", with: ""))
  }

  /// The groups of `/api/v1/rules`.
  package func ruleGroups() async throws(PrometheusTrouble) -> [Value] {
    guard let groups = try await data("/api/v1/rules")["groups"]?.array else {
      throw .unintelligible("rules without groups")
    }
    return groups
  }

  /// The configuration that is in force.
  package func configuration() async throws(PrometheusTrouble) -> Value {
    guard let text = try await data("/api/v1/status/config")["yaml"]?.string,
      let value = try? YAML.parse(text, file: "prometheus.yml").first?.value
    else { throw .unintelligible("a configuration that is no YAML") }
    return value
  }

  /// When it last took a configuration, and whether it took the one that it read last.
  package func lastReload() async throws(PrometheusTrouble) -> (time: Date, isSuccess: Bool) {
    let answer = try await transport("GET", "/metrics")
    try Self.check(answer)
    var values: [Substring: Double] = [:]
    for line in answer.text.split(separator: "\n") where line.hasPrefix("prometheus_config_last_reload_success") {
      let parts = line.split(separator: " ")
      if parts.count == 2 { values[parts[0]] = Double(parts[1]) }
    }
    guard let time = values["prometheus_config_last_reload_success_timestamp_seconds"],
      let success = values["prometheus_config_last_reload_successful"]
    else { throw .unintelligible("metrics that do not tell of the last reload") }
    return (Date(timeIntervalSince1970: time), success == 1)
  }

  private func data(_ path: String) async throws(PrometheusTrouble) -> Value {
    let answer = try await transport("GET", path)
    try Self.check(answer)
    guard let body = try? JSON.parse(Array(answer.text.utf8)), let data = body["data"] else {
      throw .unintelligible("\(path) is no JSON with data")
    }
    return data
  }

  private static func check(_ answer: Answer) throws(PrometheusTrouble) {
    switch answer.status {
    case 200..<300: return
    case 401, 403: throw .unauthorized(short(answer.text))
    default: throw .unavailable(status: answer.status, short(answer.text))
    }
  }

  /// One line that fits into a condition.
  private static func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.isEmpty ? "no reason given" : String(line.prefix(300))
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: unreserved)) ?? ""
  }

  private static let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
}
