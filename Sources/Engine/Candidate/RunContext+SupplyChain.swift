import Cluster
import Documents
import Kubernetes
import Oracles
import Plans
import SupplyChain
import Verdicts

extension RunContext {
  /// Looks at the candidate's pods, the machines, and what a scanner in the cluster has reported. In a lab that only
  /// simulates containers, and for a candidate that is a process, there is nothing to be seen.
  func noteImages() async {
    guard supplyChain != nil, !plan.candidate.installation.isProcess else { return }
    if case .embedded = plan.lab.cluster { return }
    let sight = try? await withDeadline(.now + .seconds(30), stop: stop) { () -> SupplyChainSightings.Sight in
      var sight = SupplyChainSightings.Sight()
      for (namespace, labels) in candidatePods {
        let pods = try await lab.client.list(
          GroupVersionKind(group: "", version: "v1", kind: "Pod"), namespace: namespace)
        sight.running += RunningImage.all(in: pods.items.filter { labels.matches($0) }.map(\.value))
        sight.reports += await reports(in: namespace)
      }
      let nodes = try? await lab.client.list(GroupVersionKind(group: "", version: "v1", kind: "Node"))
      let architectures = nodes?.items.compactMap { $0["status", "nodeInfo", "architecture"]?.string } ?? []
      sight.architectures = Set(architectures).sorted()
      return sight
    }
    if let sight { sightings.take(sight) }
  }

  /// Where the pods of its workloads are, and by which labels they are chosen.
  private var candidatePods: [(namespace: String, labels: LabelSelector)] {
    plan.candidate.manifests.map { KubernetesObject($0.value) }.compactMap { workload in
      guard ["Deployment", "StatefulSet", "DaemonSet"].contains(workload.kind),
        let wanted = workload["spec", "selector", "matchLabels"]?.object
      else { return nil }
      let labels = wanted.map { ($0.key, $0.value.string ?? "") }
      return (workload.namespace ?? "default", LabelSelector(matching: Dictionary(labels) { first, _ in first }))
    }
  }

  /// None where no such scanner runs, or its reports may not be read.
  private func reports(in namespace: String) async -> [ScanReport] {
    let kind = GroupVersionKind(group: "aquasecurity.github.io", version: "v1alpha1", kind: "VulnerabilityReport")
    let list = try? await lab.client.list(kind, namespace: namespace)
    return (list?.items ?? []).compactMap { report in
      let place = Place(file: "VulnerabilityReport \(report.name)", line: 1, column: 1)
      return try? VulnerabilityReportObject.read(Node(value: report.value, at: place))
    }
  }

  /// What the criteria about evidence come to, by id; nothing when the candidate brings none.
  var evidenceOutcomes: [String: CriterionOutcome] {
    guard var judge = supplyChain else { return [:] }
    judge.named = NamedImage.all(in: ManifestSet(objects: plan.candidate.manifests))
    if let sight = sightings.sight {
      judge.running = sight.running
      judge.architectures = sight.architectures.isEmpty ? nil : sight.architectures
      judge.reports = sight.reports
    }
    let outcomes = plan.criteria.compactMap(judge.judge).map { ($0.id, $0) }
    return Dictionary(outcomes) { first, _ in first }
  }
}
