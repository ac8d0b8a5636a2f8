import Cluster
import Documents
import Foundation
import Kubernetes
import Plans
import Southbound
import Verdicts

extension CaseContext {
  /// Reads a metric of the candidate; with `within`, again and again until the conditions hold, because an endpoint of
  /// metrics tells nobody when they change.
  func metrics(_ operation: Step.Operation.Metrics) async throws -> String {
    try await askAgain(within: operation.within) { limit in
      let timeout = min(operation.timeout, max(limit - .now, .milliseconds(100)))
      return try await attempt(operation, timeout: timeout)
    }
  }

  private func attempt(_ operation: Step.Operation.Metrics, timeout: Duration) async throws -> String {
    let name = try scope.text(operation.name)
    let labels = try operation.labels.mapValues { try scope.text($0) }
    let (text, place) = try await scrape(operation.source, timeout: timeout)
    let metrics: MetricsText
    do { metrics = try MetricsText(parsing: text) } catch {
      throw Failure(.unexpectedResponse, "what \(place) answers is not in Prometheus's format: \(error)")
    }
    let values = metrics.samples(name, labels).map(\.value)
    let title = Self.title(name, labels)
    guard !values.isEmpty || operation.fallback != nil else { throw Self.missing(name, title, place, metrics) }
    let sum = values.isEmpty ? operation.fallback ?? 0 : values.reduce(0, +)
    let value: Value = [
      "value": .double(sum), "values": .array(values.map(Value.double)), "count": .integer(Int64(values.count)),
    ]
    for case .condition(let template, let source, let place) in operation.conditions {
      guard let broken = check(template, source, place, extra: ["metric": value]) else { continue }
      throw Failure(
        .unexpectedResponse, "\(title) is \(sum): \(broken.title)",
        details: broken.details + values.prefix(20).map { "sample \($0)" }, at: broken.place)
    }
    if let handle = operation.handle { scope.set(handle, value) }
    return "\(title) is \(sum)"
  }

  private func scrape(
    _ source: Step.Operation.Metrics.Source, timeout: Duration
  ) async throws -> (text: String, place: String) {
    switch source {
    case .url(let template):
      let url = try scope.text(template)
      var request = HTTPProbe.Request(method: "GET", url: url)
      prepare(&request, endpoint: nil)
      do {
        let response = try await probe.send(request, timeout: timeout)
        guard response.status == 200 else {
          throw Failure(.unexpectedResponse, "\(url) answers \(response.status) instead of metrics")
        }
        return (response.body.string ?? "", url)
      } catch let error as HTTPProbe.Unanswered {
        throw Failure(.unexpectedResponse, "\(error)")
      }
    case .proxy(let proxy):
      let path = try path(proxy)
      var client = lab.client
      client.timeout = timeout
      do {
        return (String(decoding: try await client.raw(path).bytes, as: UTF8.self), path)
      } catch let error as ClusterError where error.status?.code == 503 {
        throw Failure(.unexpectedResponse, "\(path) does not answer: \(error.summary)")
      }
    }
  }

  /// `/api/v1/namespaces/default/services/https:operator:8443/proxy/metrics`
  private func path(_ proxy: Step.Operation.Metrics.Proxy) throws -> String {
    let namespace = try proxy.namespace.map { try scope.text($0) } ?? scope.namespace
    return Self.proxyPath(
      proxy.kind, namespace: namespace, name: try scope.text(proxy.name),
      port: try proxy.port.map { try scope.text($0) },
      path: proxy.path, isSecure: proxy.isSecure)
  }

  /// Whatever a name holds, it cannot lead to another path.
  static func proxyPath(
    _ kind: Step.Operation.Metrics.Proxy.Kind, namespace: String, name: String, port: String?, path: String,
    isSecure: Bool
  ) -> String {
    func segment(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", ".", "_"])) ?? ""
    }
    let scheme = isSecure ? "https:" : ""
    // The last colon may not be left out after a scheme.
    let end = port.map { ":\(segment($0))" } ?? (isSecure ? ":" : "")
    let rest = path.split(separator: "/").map { segment(String($0)) }.joined(separator: "/")
    return "/api/v1/namespaces/\(segment(namespace))/\(kind.rawValue)/\(scheme)\(segment(name))\(end)/proxy/\(rest)"
  }

  private static func title(_ name: String, _ labels: [String: String]) -> String {
    let text = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
    return text.isEmpty ? name : "\(name){\(text)}"
  }

  private static func missing(
    _ name: String, _ title: String, _ place: String, _ metrics: MetricsText
  ) -> Failure {
    let others = metrics.samples(name).prefix(10).map { "there is \(Self.title(name, $0.labels))" }
    let hint = others.isEmpty ? Suggestion.nearest(to: name, among: Set(metrics.samples.map(\.name)).sorted()) : nil
    return Failure(
      .unexpectedResponse, "\(place) has no sample \(title)", details: others + (hint.map { ["there is \($0)"] } ?? []),
      remedy: "if it may be missing before it is first counted, say what that means: `default: 0`")
  }
}
