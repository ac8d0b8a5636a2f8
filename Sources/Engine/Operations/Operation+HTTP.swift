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
      try await attempt(operation, request, timeout: min(operation.timeout, max(limit - .now, .milliseconds(100))))
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
    let url = try scope.text(operation.url)
    var headers: [(name: String, value: String)] = []
    for (name, template) in operation.headers.sorted(by: { $0.key < $1.key }) {
      headers.append((name, try scope.text(template)))
    }
    if let authorization = authorization(for: url, endpoint: operation.endpoint),
      !headers.contains(where: { $0.name.lowercased() == "authorization" })
    {
      headers.append(("Authorization", authorization))
    }
    let body = try operation.body.map { try scope.evaluate($0) }
    return HTTPProbe.Request(method: operation.method, url: url, headers: headers, body: body)
  }

  /// A credential goes to the endpoint that it belongs to, and nowhere else.
  func authorization(for url: String, endpoint: String?) -> String? {
    let endpoints = endpoint.map { name in lab.endpoints.filter { $0.key == name } } ?? lab.endpoints
    let match = endpoints.values.first { url == $0.url || url.hasPrefix("\($0.url)/") || url.hasPrefix("\($0.url)?") }
    guard let match, let token = match.token else { return nil }
    return "\(match.tokenScheme) \(token)"
  }

  private func attempt(
    _ operation: Step.Operation.HTTPRequest, _ request: HTTPProbe.Request, timeout: Duration
  ) async throws -> String {
    let response: HTTPProbe.Response
    do {
      response = try await probe.send(request, timeout: timeout)
    } catch let error as HTTPProbe.Unanswered {
      throw Failure(.labUnavailable, "\(request.method) \(error)")
    }
    let value: Value = [
      "status": .integer(Int64(response.status)), "body": response.body,
      "headers": .object(Object(response.headers.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
    ]
    let wrong = try mismatches(operation, response, value)
    guard wrong.isEmpty else {
      // A system that breaks says nothing about the candidate.
      throw Failure(
        response.status >= 500 ? .labUnavailable : .unexpectedResponse, "\(request.method) \(request.url): \(wrong[0])",
        details: wrong.dropFirst() + ["answered \(response.status): \(Self.shortened(response.body))"])
    }
    if let handle = operation.handle { scope.set(handle, value) }
    return "\(response.status)"
  }

  private func mismatches(
    _ operation: Step.Operation.HTTPRequest, _ response: HTTPProbe.Response, _ value: Value
  ) throws -> [String] {
    if let status = operation.status {
      guard response.status == status else { return ["expected status \(status), found \(response.status)"] }
    } else if !(200..<300).contains(response.status) {
      return ["expected a status of success, found \(response.status)"]
    }
    var wrong: [String] = []
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
