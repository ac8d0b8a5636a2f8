import Documents
package import Kubernetes

/// Who is who among the writers of a recording, and which objects are whose.
package struct Cast: Sendable {
  /// Those who did what the recording was made for: they perturb, and are not judged.
  package private(set) var drivers: Set<String> = Set(HarnessManager.allCases.map(\.rawValue))
  /// All others that are not the platform's.
  package private(set) var candidate: Set<String> = []
  /// What the drivers made: the wishes.
  package private(set) var wishes: Set<ObjectKey> = []
  /// What the candidate made or wrote, besides the wishes.
  package private(set) var children: Set<ObjectKey> = []

  private static let platform: Set<String> = [
    "kube-apiserver", "apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "cloud-controller-manager",
    "kube-proxy", "horizontal-pod-autoscaler",
  ]

  package init(_ ledger: Ledger) {
    for mark in ledger.marks where mark.name == "command" {
      let arguments = (mark.details["kubectl"]?.array ?? []).compactMap(\.string)
      for argument in arguments where argument.hasPrefix("--field-manager=") {
        drivers.insert(String(argument.dropFirst("--field-manager=".count)))
      }
      // What is applied without a field has no managed fields, and is a wish all the same.
      for manifest in mark.details["input"]?.array ?? [] { wishes.insert(KubernetesObject(manifest).key) }
    }
    for revision in ledger.revisions {
      for writer in revision.writers where role(of: writer.manager) == .candidate { candidate.insert(writer.manager) }
    }
    for revision in ledger.revisions where !revision.isInitial {
      if revision.change == .added, isByDriver(revision) { wishes.insert(revision.key) }
      if isByCandidate(revision), revision.change == .added || revision.writeClass == .content {
        children.insert(revision.key)
      }
    }
    children = children.filter { !wishes.contains($0) && !["Lease", "Event"].contains($0.kind) }
  }

  package enum Role: Sendable { case driver, platform, candidate }

  package func role(of manager: String) -> Role {
    if drivers.contains(manager) || manager.hasPrefix("kubectl") { return .driver }
    return Self.platform.contains(manager) ? .platform : .candidate
  }

  /// Whether the candidate wrote it. Where managed fields tell nothing at all, whoever is not known cannot be excluded.
  package func isByCandidate(_ revision: Revision) -> Bool {
    guard !revision.isInitial, revision.change != .deleted else { return false }
    // Several may own what changed; who moved is the writer.
    let roles = revision.writers.map { role(of: $0.manager) }
    return revision.isInferred ? !roles.isEmpty && roles.allSatisfy { $0 == .candidate } : roles.contains(.candidate)
  }

  package func isByDriver(_ revision: Revision) -> Bool {
    guard !revision.isInitial, revision.change != .deleted, !revision.isInferred else { return false }
    return revision.writers.contains { role(of: $0.manager) == .driver }
  }
}
