import Documents
import Oracles
import Plans
import Southbound
import Verdicts

// What the candidate counts of its own requests: a write that changes nothing gives no watch event.
extension DeedRunner {
  /// Looks for so long whether the candidate writes more than what can be seen, when it has metrics and nobody else gives it
  /// something to do.
  func countingWrites(_ body: () async throws -> Void) async throws {
    let begin = recorder.now
    let before = await writeCount()
    try await body()
    guard let before, let after = await writeCount(), after >= before else { return }
    recorder.use(.metrics)
    mark(
      UnseenWrites.mark,
      [
        "writes": .double(after - before), "seen": .integer(Int64(recorder.revisionCount(since: begin))),
        "seconds": .double(recorder.now - begin),
      ])
  }

  /// Requests of its client that write and were answered well; nil when nobody can tell.
  private func writeCount() async -> Double? {
    guard context.hasCandidateAlone, let template = context.candidate.metrics,
      let url = try? context.scope.text(template)
    else { return nil }
    let request = HTTPProbe.Request(method: "GET", url: url)
    guard let answer = try? await context.probe.send(request, timeout: .seconds(5)), answer.status == 200,
      let metrics = try? MetricsText(parsing: answer.body.string ?? "")
    else { return nil }
    let samples = metrics.samples("rest_client_requests_total").filter {
      ["PUT", "PATCH", "POST", "DELETE"].contains($0.labels["method"]) && ($0.labels["code"] ?? "").hasPrefix("2")
    }
    // A client that has not asked yet has no samples.
    return samples.map(\.value).reduce(0, +)
  }
}
