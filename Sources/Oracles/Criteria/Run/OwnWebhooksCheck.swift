import Documents
import Kubernetes

/// SEC-15: webhooks that the candidate itself registers do not stop others when it is down.
struct OwnWebhooksCheck: RunCheck {
  private var webhooks: [ObjectKey: [Value]] = [:]

  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.revision.key.group == "admissionregistration.k8s.io",
      sight.revision.key.kind.hasSuffix("WebhookConfiguration")
    else { return }
    if sight.isDeletion {
      webhooks[sight.revision.key] = nil
    } else if sight.isByCandidate || webhooks[sight.revision.key] != nil {
      webhooks[sight.revision.key] = sight.object.value["webhooks"]?.array ?? []
    }
  }

  private static func stopsOthers(_ webhook: Value, _ scene: RunScene) -> Bool {
    if webhook["failurePolicy"]?.string == "Ignore" { return false }
    let isNarrow = ["objectSelector", "namespaceSelector"].contains { name in
      let selector = webhook[name] ?? .null
      let opts = (selector["matchExpressions"]?.array ?? []).contains {
        ["In", "Exists"].contains($0["operator"]?.string)
      }
      return opts || selector["matchLabels"]?.object?.isEmpty == false
    }
    if isNarrow { return false }
    let groups = (webhook["rules"]?.array ?? []).flatMap { $0["apiGroups"]?.array ?? [] }.compactMap(\.string)
    return groups.contains { group in !scene.candidate.kinds.contains { $0.group == group } }
  }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = RunFaults()
    for (key, all) in webhooks.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      for webhook in all where Self.stopsOthers(webhook, scene) {
        faults.add(
          "the candidate registered the webhook \(webhook["name"]?.string ?? "") of \(key): while it is down, nobody can "
            + "write what that asks about")
      }
    }
    let count = webhooks.values.reduce(0) { $0 + $1.count }
    return RunJudgement(
      subjects: count, faults: faults, holds: "the \(count) webhooks that it registered itself stop nobody else",
      unseen: "the candidate registered no webhook")
  }
}
