import Documents
import Expressions
import Plans

extension StepReader {
  func readMetrics(_ reader: inout MappingReader) -> Step.Operation.Metrics? {
    let source = readSource(&reader)
    let name = reader.required("name", expressions.text)
    let labels = reader.optional("labels", .map(of: expressions.text), or: [])
    let fallback = reader.optional("default", .number)
    let conditions = reader.optional("that", .list(of: expressions.declaring("metric", Scope.metric).condition), or: [])
    let handle = readHandle(&reader)
    if handle == nil, conditions?.isEmpty == true {
      diagnostics.error("\(reader.what) expects nothing", at: reader.place, hint: "give it \"that\" or \"as\"")
    }
    let within = reader.optional("within", .duration)
    checkTime(within, "within", reader)
    guard let source, let name, let labels, let conditions else { return nil }
    return Step.Operation.Metrics(
      source: source, name: name,
      labels: Dictionary(labels.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      fallback: fallback, conditions: conditions, handle: handle, within: within, timeout: suite.timeouts.http)
  }

  private func readSource(_ reader: inout MappingReader) -> Step.Operation.Metrics.Source? {
    switch reader.exactlyOne(of: ["url", "service", "pod"]) {
    case "url": reader.required("url", expressions.text).map { .url($0) }
    case "service":
      reader.required("service", .object("service") { readProxy(&$0, .services) }).map { .proxy($0) }
    case "pod": reader.required("pod", .object("pod") { readProxy(&$0, .pods) }).map { .proxy($0) }
    default: nil
    }
  }

  private func readProxy(
    _ reader: inout MappingReader, _ kind: Step.Operation.Metrics.Proxy.Kind
  ) -> Step.Operation.Metrics.Proxy? {
    let name = reader.required("name", expressions.text)
    let namespace = reader.optional("namespace", expressions.text)
    let port = reader.optional("port", expressions.text)
    let path = reader.optional("path", .name, or: "/metrics")
    let isSecure = reader.optional("tls", .bool, or: false)
    guard let name, let path, let isSecure else { return nil }
    return Step.Operation.Metrics.Proxy(
      kind: kind, name: name, namespace: namespace, port: port, path: path, isSecure: isSecure)
  }
}
