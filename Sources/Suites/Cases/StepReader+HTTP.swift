import Documents
import Expressions
import Plans

extension StepReader {
  private static let methods = ["get", "head", "post", "put", "patch", "delete"]

  func readRequest(_ reader: inout MappingReader) -> Step.Operation.HTTPRequest? {
    let pages = readPages(&reader)
    var request = readExchange(&reader)
    request?.pages = pages
    if let method = request?.method { checkURL(reader.node[method.lowercased()], endpoint: request?.endpoint) }
    if pages != nil, request?.method != "GET" { reader.error("only the answer to a get comes in pages", at: "pages") }
    return request
  }

  func readRESTCONF(_ reader: inout MappingReader) -> Step.Operation.HTTPRequest? {
    let root = reader.optional("root", .name, or: "/restconf")
    if root?.first != "/" { reader.error("\"root\" must begin with a slash", at: "root") }
    if reader.node["endpoint"] == nil { _ = reader.required("endpoint", .name) }
    var request = readExchange(&reader)
    if let method = request?.method { checkDataPath(reader.node[method.lowercased()]) }
    guard let root else { return nil }
    request?.convention = .restconf(root: root)
    return request
  }

  /// What a request and its answer are, however its address is written.
  private func readExchange(_ reader: inout MappingReader) -> Step.Operation.HTTPRequest? {
    let method = reader.exactlyOne(of: Self.methods)
    let url = method.flatMap { reader.required($0, expressions.text) }
    let headers = reader.optional("headers", .map(of: expressions.text), or: [])
    for header in headers ?? [] { checkCredential(header.name, header.value, reader) }
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

  private func readPages(_ reader: inout MappingReader) -> Step.Operation.HTTPRequest.Pages? {
    reader.optional(
      "pages",
      .object("pages") { reader in
        let next = reader.optional("next", .fieldPath)
        let items = reader.optional("items", .fieldPath)
        let limit = reader.optional("limit", .integer(in: 1...10_000), or: 100)
        return limit.map { Step.Operation.HTTPRequest.Pages(next: next, items: items, limit: $0) }
      })
  }

  /// A path alone goes nowhere, but with an endpoint.
  private func checkURL(_ node: Node?, endpoint: String?) {
    guard let node, let text = node.string, !text.contains("${"), BaseURL.scheme(of: text) == nil else { return }
    if endpoint != nil, text.first == "/" { return }
    diagnostics.error(
      "\(text.quoted) is no URL of HTTP", at: node.place,
      hint: endpoint == nil
        ? "begin it with https://, http:// or ${lab.endpoints.NAME.url}"
        : "begin it with https://, http://, or with a slash for a path of the endpoint")
  }

  /// `plugfest-apn:access-points/access-point=x`; the root of the API is not part of it.
  private func checkDataPath(_ node: Node?) {
    guard let node, let text = node.string, !text.hasPrefix("${") else { return }
    let path = text.hasPrefix("/") ? String(text.dropFirst()) : text
    if BaseURL.scheme(of: text) != nil || path.hasPrefix("restconf") {
      diagnostics.error(
        "\(text.quoted) is no path of data", at: node.place,
        hint: "begin it with a module and one of its nodes, as in MODULE:NODE/LIST=KEY")
    } else if !path.isEmpty, !path.prefix(while: { $0 != "/" }).contains(":"), path.first != "?", path.first != "$" {
      diagnostics.error(
        "the first node of a path needs its module", at: node.place, hint: "MODULE:\(path)")
    }
  }

  /// A suite is published; what gives access is not.
  private func checkCredential(_ name: String, _ value: Template, _ reader: MappingReader) {
    guard ["authorization", "proxy-authorization", "cookie", "x-api-key"].contains(name.lowercased()),
      value.isConstant
    else { return }
    diagnostics.add(
      .warning(
        "a credential stands in the suite", at: reader.node["headers"]?.member(name)?.place ?? reader.place,
        hint: "name the lab's endpoint, which knows it: endpoint: NAME", rule: .credentialInSuite))
  }
}
