internal import Documents
internal import Kubernetes

/// Counts how many pods each PodDisruptionBudget can spare.
struct DisruptionController: Controller {
  let name = "disruption-controller"
  private static let budgets = StorageKey(group: "policy", plural: "poddisruptionbudgets")
  let watched: Set<StorageKey>? = [budgets, PodSet.pods]

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let namespace = change.namespace else { return }
    for stored in client.objects(Self.budgets, namespace: namespace) { await report(KubernetesObject(stored), client) }
  }

  private func report(_ budget: KubernetesObject, _ client: ControllerClient) async {
    guard let selector = try? LabelSelector.from(budget["spec", "selector"]) else { return }
    let pods = client.objects(PodSet.pods, namespace: budget.namespace).map { KubernetesObject($0) }
      .filter { selector.matches($0) && !PodStatus.isOver($0) }
    let healthy = pods.filter { PodStatus.isReady($0) && !$0.isTerminating }.count
    let desired: Int
    if let minimum = budget["spec", "minAvailable"] {
      desired = Self.number(minimum, of: pods.count)
    } else {
      desired = max(0, pods.count - Self.number(budget["spec", "maxUnavailable"] ?? 0, of: pods.count))
    }
    let allowed = max(0, healthy - desired)
    _ = try? await client.modify(
      Self.budgets, namespace: budget.namespace, name: budget.name, subresource: "status"
    ) { budget in
      budget["status", "currentHealthy"] = .integer(Int64(healthy))
      budget["status", "desiredHealthy"] = .integer(Int64(desired))
      budget["status", "expectedPods"] = .integer(Int64(pods.count))
      budget["status", "disruptionsAllowed"] = .integer(Int64(allowed))
      budget["status", "observedGeneration"] = .integer(budget.generation ?? 0)
      CustomResourceDefinition.setCondition(
        "DisruptionAllowed", allowed > 0 ? "True" : "False", allowed > 0 ? "SufficientPods" : "InsufficientPods", "",
        in: &budget)
    }
  }

  private static func number(_ value: Value, of total: Int) -> Int {
    if let number = value.integer { return Int(clamping: number) }
    let percent = value.string.flatMap { Int($0.dropLast()) } ?? 0
    return (total * percent + 99) / 100
  }
}
