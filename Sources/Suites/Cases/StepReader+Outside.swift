import Documents
import Expressions
import Plans

extension StepReader {
  private static let methods = ["get", "head", "post", "put", "patch", "delete"]

  func readRequest(_ reader: inout MappingReader) -> Step.Operation.HTTPRequest? {
    let method = reader.exactlyOne(of: Self.methods)
    let url = method.flatMap { reader.required($0, expressions.text) }
    if let method { checkURL(reader.node[method]) }
    let headers = reader.optional("headers", .map(of: expressions.text), or: [])
    let body = reader.optional("body", expressions.template)
    if body != nil, method == "get" || method == "head" {
      reader.error("a \(method ?? "") request has no body", at: "body")
    }
    let endpoint = reader.optional("endpoint", .name)
    let status = reader.optional("status", .integer(in: 100...599))
    let match = reader.optional("expect", pattern)
    let conditions = reader.optional(
      "that", .list(of: expressions.declaring("response", Scope.response).condition), or: [])
    let handle = readHandle(&reader)
    let within = reader.optional("within", .duration)
    checkTime(within, "within", reader)
    guard let method, let url, let headers, let conditions else { return nil }
    return Step.Operation.HTTPRequest(
      method: method.uppercased(), url: url,
      headers: Dictionary(headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }), body: body,
      endpoint: endpoint, status: status, match: match, conditions: conditions, handle: handle, within: within,
      timeout: suite.timeouts.http)
  }

  /// A path alone goes nowhere.
  private func checkURL(_ node: Node?) {
    guard let node, let text = node.string, !text.contains("${"), BaseURL.scheme(of: text) == nil else { return }
    diagnostics.error(
      "\(text.quoted) is no URL of HTTP", at: node.place,
      hint: "begin it with https://, http:// or ${lab.endpoints.NAME.url}")
  }

  func readCommand(_ reader: inout MappingReader) -> Step.Operation.Command? {
    var command: [Template]?
    switch reader.exactlyOne(of: ["command", "script"]) {
    case "command":
      command = reader.required("command", .list(of: expressions.text))
      if command?.isEmpty == true { reader.error("\"command\" must name a program", at: "command") }
    case "script":
      command = reader.required("script", expressions.text).map {
        [Template(constant: "sh"), Template(constant: "-c"), $0]
      }
    default: break
    }
    let environment = reader.optional("env", .map(of: expressions.text), or: [])
    EnvironmentName.check(reader.node["env"], diagnostics)
    let exitCode = reader.optional("exitCode", .integer(in: 0...255), or: 0)
    let output = reader.optional("stdout", .list(of: expressions.text), or: [])
    let conditions = reader.optional(
      "that", .list(of: expressions.declaring("result", Scope.result).condition), or: [])
    let handle = readHandle(&reader)
    let timeout = reader.optional("timeout", .duration, or: .seconds(60))
    checkTime(reader.node["timeout"] == nil ? nil : timeout, "timeout", reader)
    guard let command, let environment, let exitCode, let output, let conditions, let timeout else { return nil }
    return Step.Operation.Command(
      command: command,
      environment: Dictionary(environment.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      exitCode: exitCode, output: output, conditions: conditions, handle: handle, timeout: timeout)
  }
}
