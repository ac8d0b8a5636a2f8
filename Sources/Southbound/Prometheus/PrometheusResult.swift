package import Documents

/// What Prometheus answers, as expressions see it.
package struct PrometheusResult: Sendable, Hashable {
  /// `vector`, `matrix`, `scalar` or `string` of a query; else `targets`, `rules` or `alerts`.
  package var type: String
  /// Of a query: `{metric, value, time}`, or `{metric, values, times}` for a range.
  package var series: [Value] = []
  /// Targets, rules or alerts, as the API describes them; a rule also with its `group` and `file`.
  package var items: [Value] = []
  /// Also what newer versions call infos.
  package var warnings: [String] = []

  package var count: Int { series.count + items.count }

  /// The values of all samples.
  package var values: [Value] {
    series.flatMap { $0["values"]?.array ?? [$0["value"]].compactMap(\.self) }
  }

  /// The value of a single sample is `value` too; of none or several it is null.
  package var value: Value {
    let values = values
    return [
      "type": .string(type), "count": .integer(Int64(count)), "value": values.count == 1 ? values[0] : .null,
      "values": .array(values), "series": .array(series), "items": .array(items),
      "warnings": .array(warnings.map(Value.string)),
    ]
  }
}

extension PrometheusResult {
  /// - Throws: `PrometheusError`
  package init(_ read: PrometheusRead, status: Int, body: Value) throws(PrometheusError) {
    if let error = PrometheusError(status: status, body: body) { throw error }
    guard let data = body["data"] else { throw PrometheusError(.unintelligible, "a success without data") }
    switch read {
    case .instant, .range: self = try Self.query(data)
    case .targets(let labels):
      self.init(type: "targets", items: Self.labelled(labels, try Self.list(data, "activeTargets")))
    case .rules(let name, let group):
      let rules = try Self.list(data, "groups").flatMap(Self.rules)
      let wanted = rules.filter { rule in
        (name == nil || rule["name"]?.string == name) && (group == nil || rule["group"]?.string == group)
      }
      self.init(type: "rules", items: wanted)
    case .alerts(let labels):
      self.init(type: "alerts", items: Self.labelled(labels, try Self.list(data, "alerts")).map(Self.counting))
    }
    warnings = ["warnings", "infos"].flatMap { body[$0]?.array ?? [] }.compactMap(\.string)
  }

  private static func query(_ data: Value) throws(PrometheusError) -> PrometheusResult {
    guard let type = data["resultType"]?.string, let result = data["result"] else {
      throw PrometheusError(.unintelligible, "a query's answer without a result")
    }
    var answer = PrometheusResult(type: type)
    switch type {
    case "scalar", "string": answer.series = [sample(["metric": [:], "value": result], isText: type == "string")]
    default: answer.series = (result.array ?? []).map { sample($0, isText: false) }
    }
    return answer
  }

  /// `[time, "value"]` becomes a number beside its time.
  private static func sample(_ series: Value, isText: Bool) -> Value {
    var result: Value = ["metric": series["metric"] ?? [:]]
    if let pair = series["value"] {
      result["value"] = isText ? pair[1] ?? .null : number(pair[1])
      result["time"] = pair[0]
    }
    if let pairs = series["values"]?.array {
      result["values"] = .array(pairs.map { number($0[1]) })
      result["times"] = .array(pairs.map { $0[0] ?? .null })
    }
    // Native histograms have no single value.
    for name in ["histogram", "histograms"] { result[name] = series[name] }
    return result
  }

  /// Null for what is none.
  private static func number(_ value: Value?) -> Value {
    guard let text = value?.string else { return value?.number.map(Value.double) ?? .null }
    switch text {
    case "+Inf", "Inf": return .double(.infinity)
    case "-Inf": return .double(-.infinity)
    case "NaN": return .double(.nan)
    default: return Double(text).map(Value.double) ?? .null
    }
  }

  private static func list(_ data: Value, _ name: String) throws(PrometheusError) -> [Value] {
    guard let items = data[name]?.array else { throw PrometheusError(.unintelligible, "an answer without \(name)") }
    return items
  }

  private static func rules(of group: Value) -> [Value] {
    (group["rules"]?.array ?? []).map { rule in
      var rule = rule
      rule["group"] = group["name"]
      rule["file"] = group["file"]
      if let alerts = rule["alerts"]?.array { rule["alerts"] = .array(alerts.map(counting)) }
      return rule
    }
  }

  /// The value that an alert has is text, as that of a sample.
  private static func counting(_ alert: Value) -> Value {
    var alert = alert
    if let value = alert["value"] { alert["value"] = number(value) }
    return alert
  }

  private static func labelled(_ labels: [String: String], _ items: [Value]) -> [Value] {
    items.filter { item in labels.allSatisfy { item["labels"]?[$0.key]?.string ?? "" == $0.value } }
  }
}

// MARK: For people

extension PrometheusResult {
  /// Each series, target, rule or alert on a line: `up{job="x"} 1.0`.
  package var lines: [String] {
    series.map { series in
      var labels = series["metric"]?.object ?? [:]
      let name = labels["__name__"]?.string ?? ""
      labels["__name__"] = nil
      let values = (series["values"]?.array ?? [series["value"]].compactMap(\.self)).suffix(5).map(Self.text)
      return "\(name)\(Self.text(labels)) \(values.joined(separator: " "))"
    } + items.map(line)
  }

  private func line(_ item: Value) -> String {
    let shown = ["health", "state", "lastError", "scrapeUrl", "query", "group"].compactMap { field in
      item[field]?.string.flatMap { $0.isEmpty ? nil : "\(field) \($0)" }
    }
    let name = item["name"]?.string ?? ""
    return ([name + Self.text(item["labels"]?.object ?? [:])] + shown).joined(separator: ", ")
  }

  private static func text(_ labels: Object) -> String {
    "{\(labels.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ","))}"
  }

  /// JSON has no word for what is no finite number.
  package static func text(_ value: Value) -> String {
    if case .double(let number) = value { "\(number)" } else { value.excerpt }
  }
}
