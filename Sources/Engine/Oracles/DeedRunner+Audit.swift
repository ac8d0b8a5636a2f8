import Cluster
import Documents
import Kubernetes
import Oracles
import Verdicts

// What the audit log tells of the candidate's requests: writes that change nothing, and those that are refused, give no
// watch event.
extension DeedRunner {
  /// Notes what the candidate asks of the API server in the namespace of the case meanwhile, when there is an audit log.
  func readingAudit(_ body: () async throws -> Void) async throws {
    guard let trail = context.lab.audit, let candidate = AuditedCandidate(context) else { return try await body() }
    let (line, begin, clock) = (trail.catchUp(), recorder.now, KubernetesTime.now)
    try await body()
    // What a write of the last moment did, watches may show only later.
    let last = ContinuousClock.now - .seconds(max(1, recorder.lag.seconds))
    let end = recorder.time(of: last)
    guard end > begin, trail.trouble == nil, let catalogue = try? await client.resources() else { return }
    let asked = trail.entries(after: line).filter { entry in
      // By both clocks: a log may be written late.
      entry.arrival <= last && entry.event.received >= clock && candidate.asked(entry.event)
        && entry.event.subject?.namespace == context.scope.namespace
    }
    let unseen = Set(recorder.refused.map(\.resource))
    var stretch = AuditedStretch(log: trail.name, time: begin...end)
    for entry in asked {
      stretch.add(entry.event, line: entry.line) { resource in
        let known = catalogue.preferred.first { $0.groupResource == resource }
        return known.flatMap { $0.isWatchable && !unseen.contains("\(resource)") ? $0.groupKind : nil }
      }
    }
    recorder.use(.audit)
    mark(AuditedStretch.mark, stretch.details)
  }
}
