import Cluster
import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

/// Finds out whether what a suite, a group, a case or a step asks for is so.
struct RequirementCheck: Sendable {
  private static let definition = GroupVersionKind(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition")

  let run: RunContext

  /// The first that is not met; nil when all are.
  ///
  /// - Throws: what keeps it from being found out.
  func unmet(_ requirements: [Requirement], in scope: CaseScope) async throws -> SkipReason? {
    for requirement in requirements {
      if let reason = try await unmet(requirement, in: scope) { return reason }
    }
    return nil
  }

  private func unmet(_ requirement: Requirement, in scope: CaseScope) async throws -> SkipReason? {
    switch requirement.kind {
    case .kubernetes(let range):
      let text = try await run.lab.client.version().gitVersion
      guard let version = KubernetesVersionRange.Version(text) else {
        throw Failure(.labUnavailable, "the API server tells a version that is none: \(text)", at: requirement.place)
      }
      return range.contains(version)
        ? nil : reason(requirement, "the cluster is Kubernetes \(text), and this needs \(range)")
    case .customResourceDefinition(let name):
      return try await isDefined(name)
        ? nil : reason(requirement, "the cluster has no custom resource definition \(name)")
    case .endpoint(let name):
      return run.lab.absence(of: name).map { reason(requirement, $0) }
    case .claim(let feature):
      return run.plan.candidate.claims.contains(feature) ? nil : .unclaimed(requirement.because ?? feature)
    case .condition(let template, let source):
      let uses = template.references.map { VariableUse($0, at: requirement.place) }
      if let absence = run.lab.absence(readBy: uses) { return .notApplicable(absence) }
      let value = try scope.evaluate(template)
      return value == .bool(true) ? nil : reason(requirement, "not so: \(source)")
    }
  }

  private func reason(_ requirement: Requirement, _ text: String) -> SkipReason {
    .notApplicable(requirement.because ?? text)
  }

  private func isDefined(_ name: String) async throws -> Bool {
    do {
      _ = try await run.lab.client.get(Self.definition, namespace: nil, name: name)
      return true
    } catch let error as ClusterError where error.isNotFound {
      return false
    }
  }
}
