import Documents
import Plans
import Southbound
import Verdicts

extension CaseContext {
  /// Asks a system outside the cluster; with `within`, again and again until the answer is as expected, because such a
  /// system tells nobody when it changes.
  func http(_ operation: Step.Operation.HTTPRequest) async throws -> String {
    let request = try request(operation)
    return try await askAgain(within: operation.within) { limit in
      try await attempt(operation, request, limit: limit)
    }
  }

  /// Tries once or, with a time, until it succeeds; each attempt is told until when.
  func askAgain(
    within: Duration?, _ attempt: (_ limit: ContinuousClock.Instant) async throws -> String
  ) async throws -> String {
    guard let within else { return try await attempt(deadline) }
    let start = ContinuousClock.now
    let limit = min(start + within, deadline)
    var pause = Duration.milliseconds(50)
    while true {
      do {
        return try await attempt(limit)
      } catch var failure as Failure where failure.kind == .unexpectedResponse || failure.kind == .labUnavailable {
        guard ContinuousClock.now + pause < limit else {
          failure.details.append("asked again and again for \(Self.elapsed(since: start))")
          throw failure
        }
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
    }
  }

  private func request(_ operation: Step.Operation.HTTPRequest) throws -> HTTPProbe.Request {
    let url = try url(operation)
    var headers: [(name: String, value: String)] = []
    for (name, template) in operation.headers.sorted(by: { $0.key < $1.key }) {
      headers.append((name, try scope.text(template)))
    }
    let body = try operation.body.map { try scope.evaluate($0) }
    if case .restconf = operation.convention {
      Self.addRESTCONFTypes(to: &headers, hasBody: body != nil)
    }
    var request = HTTPProbe.Request(method: operation.method, url: url, headers: headers, body: body)
    prepare(&request, endpoint: operation.endpoint)
    return request
  }

  private func url(_ operation: Step.Operation.HTTPRequest) throws -> String {
    if case .restconf(let root) = operation.convention { return try restconfURL(operation, root: root) }
    let url = try scope.text(operation.url)
    guard url.hasPrefix("/"), let name = operation.endpoint else { return url }
    guard let endpoint = lab.endpoints[name] else {
      throw Failure(.suiteDefect, "the lab has no endpoint \(name.quoted)", remedy: "name it in the lab file")
    }
    return endpoint.url + url
  }

  /// Adds what the lab knows of the endpoint at whose URL the request goes: a credential and TLS, which go nowhere else.
  func prepare(_ request: inout HTTPProbe.Request, endpoint: String?) {
    guard let match = self.endpoint(at: request.url, named: endpoint) else { return }
    request.tls = match.tls
    if let authorization = match.authorization,
      !request.headers.contains(where: { $0.name.lowercased() == "authorization" })
    {
      request.headers.append(("Authorization", authorization))
    }
  }

  /// The endpoint to which a URL belongs; of several, the one whose own URL says most.
  private func endpoint(at url: String, named name: String?) -> LabConnection.Endpoint? {
    let endpoints = name.map { name in lab.endpoints.filter { $0.key == name } } ?? lab.endpoints
    return endpoints.filter {
      url == $0.value.url || url.hasPrefix("\($0.value.url)/") || url.hasPrefix("\($0.value.url)?")
    }
    .min { ($1.value.url.count, $0.key) < ($0.value.url.count, $1.key) }?.value
  }

  private func attempt(
    _ operation: Step.Operation.HTTPRequest, _ request: HTTPProbe.Request, limit: ContinuousClock.Instant
  ) async throws -> String {
    var response = try await ask(request, operation, limit: limit)
    if let pages = operation.pages, try mismatches(ofStatus: response, operation).isEmpty {
      response.body = .array(try await join(pages, operation, request, response, limit: limit))
    }
    let value: Value = [
      "status": .integer(Int64(response.status)), "body": response.body,
      "headers": .object(Object(response.headers.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
    ]
    let wrong = try mismatches(operation, response, value)
    guard wrong.isEmpty else { throw Self.failure(wrong, request, response) }
    if let handle = operation.handle { scope.set(handle, value) }
    return "\(response.status)"
  }

  /// - Throws: a `Failure` of the lab when there is no answer.
  func ask(
    _ request: HTTPProbe.Request, _ operation: Step.Operation.HTTPRequest, limit: ContinuousClock.Instant
  ) async throws -> HTTPProbe.Response {
    do {
      return try await probe.send(request, timeout: min(operation.timeout, max(limit - .now, .milliseconds(100))))
    } catch let error as HTTPProbe.Unanswered {
      throw Failure(.labUnavailable, "\(request.method) \(error)")
    }
  }

  /// What is not as expected, about an answer.
  static func failure(
    _ wrong: [String], _ request: HTTPProbe.Request, _ response: HTTPProbe.Response
  ) -> Failure {
    // A system that breaks says nothing about the candidate.
    Failure(
      response.status >= 500 ? .labUnavailable : .unexpectedResponse, "\(request.method) \(request.url): \(wrong[0])",
      details: wrong.dropFirst() + RESTCONFErrors.lines(response.body)
        + ["answered \(response.status): \(shortened(response.body))"])
  }

  func mismatches(
    ofStatus response: HTTPProbe.Response, _ operation: Step.Operation.HTTPRequest
  ) throws -> [String] {
    if let status = operation.status {
      return response.status == status ? [] : ["expected status \(status), found \(response.status)"]
    }
    return (200..<300).contains(response.status) ? [] : ["expected a status of success, found \(response.status)"]
  }

  private func mismatches(
    _ operation: Step.Operation.HTTPRequest, _ response: HTTPProbe.Response, _ value: Value
  ) throws -> [String] {
    var wrong = try mismatches(ofStatus: response, operation)
    guard wrong.isEmpty else { return wrong }
    if let match = operation.match {
      wrong += SubsetMatch.mismatches(expected: try scope.evaluate(match), actual: response.body).map(\.description)
    }
    for case .condition(let template, let source, let place) in operation.conditions {
      guard let broken = check(template, source, place, extra: ["response": value]) else { continue }
      wrong.append(([broken.title] + broken.details).joined(separator: ": "))
    }
    return wrong
  }

  private static func shortened(_ body: Value) -> String {
    let text = body.string ?? JSON.text(body)
    return text.count > 500 ? text.prefix(499) + "…" : text
  }
}
