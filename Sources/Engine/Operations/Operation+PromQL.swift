import Documents
import Foundation
import Plans
import Southbound
import Verdicts

extension CaseContext {
  /// Asks a Prometheus; with `within`, again and again until the result is as expected, because it tells nobody what it
  /// scraped or loaded.
  func promQL(_ operation: Step.Operation.PromQL) async throws -> String {
    guard let endpoint = lab.endpoints[operation.endpoint] else {
      throw Failure(
        .suiteDefect, "the lab has no endpoint \"\(operation.endpoint)\"", remedy: "name it in the lab file")
    }
    let probe = PrometheusProbe(
      url: endpoint.url, authorization: endpoint.authorization, tls: endpoint.tls)
    return try await askAgain(within: operation.within) { limit in
      try await attempt(operation, probe, timeout: min(operation.timeout, max(limit - .now, .milliseconds(100))))
    }
  }

  private func attempt(
    _ operation: Step.Operation.PromQL, _ probe: PrometheusProbe, timeout: Duration
  ) async throws -> String {
    // What is asked about "now" is asked anew each time.
    let read = try read(operation.question)
    let result: PrometheusResult
    do {
      result = try await probe.ask(read, timeout: timeout)
    } catch let error as HTTPProbe.Unanswered {
      throw Failure(.labUnavailable, "\(error)")
    } catch let error as PrometheusError {
      throw Failure(Self.kind(of: error), "\(read.title): \(error)")
    }
    let wrong = try mismatches(operation, result)
    guard wrong.isEmpty else {
      throw Failure(
        .unexpectedResponse, "\(read.title): \(wrong[0])",
        details: wrong.dropFirst() + result.warnings.map { "Prometheus warns: \($0)" } + Self.excerpt(result))
    }
    if let handle = operation.handle { scope.set(handle, result.value) }
    let warnings = result.warnings.map { ", with a warning: \($0)" }.joined()
    return "\(read.title) gives \(Self.summary(result))\(warnings)"
  }

  private func read(_ question: Step.Operation.PromQL.Question) throws -> PrometheusRead {
    let now = Date().timeIntervalSince1970
    switch question {
    case .instant(let query, let time):
      return .instant(
        query: try scope.text(query), time: try time.map { PrometheusTime.text(try scope.evaluate($0), now: now) })
    case .range(let query, let start, let end, let step):
      return .range(
        query: try scope.text(query), start: PrometheusTime.text(try scope.evaluate(start), now: now),
        end: PrometheusTime.text(try end.map { try scope.evaluate($0) } ?? "now", now: now),
        step: PrometheusTime.text(try scope.evaluate(step), now: now))
    case .targets(let labels): return .targets(labels: try labels.mapValues { try scope.text($0) })
    case .rules(let name, let group):
      return .rules(name: try name.map { try scope.text($0) }, group: try group.map { try scope.text($0) })
    case .alerts(let labels): return .alerts(labels: try labels.mapValues { try scope.text($0) })
    }
  }

  /// Only what the query finds says something about the candidate.
  private static func kind(of error: PrometheusError) -> Failure.Kind {
    switch error.cause {
    case .badData: .suiteDefect
    case .execution, .other: .unexpectedResponse
    case .timeout, .unavailable, .unintelligible: .labUnavailable
    }
  }

  private func mismatches(_ operation: Step.Operation.PromQL, _ result: PrometheusResult) throws -> [String] {
    var wrong: [String] = []
    if let count = operation.count, !count.contains(result.count) {
      wrong.append("expected \(count) \(Self.noun(result)), found \(result.count)")
    }
    if let match = operation.match {
      wrong += SubsetMatch.mismatches(expected: try scope.evaluate(match), actual: result.value).map(\.description)
    }
    for case .condition(let template, let source, let place) in operation.conditions {
      guard let broken = check(template, source, place, extra: ["result": result.value]) else { continue }
      wrong.append(([broken.title] + broken.details).joined(separator: ": "))
    }
    return wrong
  }

  private static func noun(_ result: PrometheusResult) -> String {
    ["targets", "rules", "alerts"].contains(result.type) ? result.type : "series"
  }

  private static func summary(_ result: PrometheusResult) -> String {
    let values = result.values
    return values.count == 1 ? PrometheusResult.text(values[0]) : "\(result.count) \(noun(result))"
  }

  private static func excerpt(_ result: PrometheusResult) -> [String] {
    let all = result.lines
    let more = all.count > 10 ? ["and \(all.count - 10) more"] : []
    return all.isEmpty ? ["found no \(noun(result))"] : all.prefix(10).map { "found \($0)" } + more
  }
}
