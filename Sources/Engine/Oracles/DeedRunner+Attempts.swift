import Cluster
import Documents
import Foundation
import Kubernetes
import Oracles
import Plans
import Southbound

// How often the candidate asks for what it is refused, as the API server counts it.
extension DeedRunner {
  /// What a fault that never happens has selected.
  private var counter: String { "plugfest-count-\(context.scope.namespace)" }

  /// Only the embedded lab can be asked for it.
  func countWrites(of resource: APIResource) async throws {
    var fault = Fault(name: counter, effect: .latency(.milliseconds(1)))
    fault.selector.verbs = [.create, .update, .patch]
    fault.selector.group = resource.group
    fault.selector.resource = resource.plural
    fault.selector.namespace = context.scope.namespace
    fault.frequency.probability = 0
    let (client, name) = (client, counter)
    do {
      try await client.send(.post, "/_plugfest/faults", body: fault.value)
    } catch let error as ClusterError where error.status != nil {
      return
    }
    // Whatever becomes of the case, the lab is as before.
    context.scope.note { _ = try? await client.send(.delete, "/_plugfest/faults/\(name)") }
  }

  func noteAttempts() async throws {
    let attempts: Double?
    if let selected = await selected() { attempts = selected } else { attempts = await refusals() }
    guard let attempts else { return }
    mark(Attempts.mark, ["count": .double(attempts)])
  }

  private func selected() async -> Double? {
    guard let bytes = try? await client.raw("/_plugfest/faults").bytes, let list = try? JSON.parse(bytes) else {
      return nil
    }
    return list["faults"]?.array?.first { $0["name"]?.string == counter }?["status"]?["selected"]?.number
  }

  /// A policy is the case's own, and any API server counts what each refuses. Of several servers one answers, so that there
  /// may have been more.
  private func refusals() async -> Double? {
    let denied = recorder.ledger(of: context.scope.namespace).marks.last { $0.name == "denied" }
    guard let policy = denied?.details["by"]?.string, let bytes = try? await client.raw("/metrics").bytes,
      let metrics = try? MetricsText(parsing: String(decoding: bytes, as: UTF8.self))
    else { return nil }
    let checks = metrics.samples("apiserver_validating_admission_policy_check_total", ["policy": policy])
    return checks.isEmpty ? nil : checks.reduce(0) { $0 + $1.value }
  }
}
