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
  /// Whether the ledger says who used kubectl, so that what is written under its other names is the candidate's.
  private var knowsKubectl = false
  /// Kinds of programs beside the candidate, whose status is theirs.
  private var kindsBeside: Set<GroupKind> = []
  /// Under which names those write.
  private var beside: Set<String> = []

  private static let platform: Set<String> = [
    "kube-apiserver", "apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "cloud-controller-manager",
    "kube-proxy", "horizontal-pod-autoscaler",
  ]

  /// Those who carry over what stands in a repository are not judged either.
  private static let delivery: Set<String> = [
    "kustomize-controller", "helm-controller", "argocd-controller", "argocd-application-controller",
  ]

  /// In a run, where the harness has names of its own.
  package static let ofRun: Cast = {
    var cast = Cast(Ledger())
    cast.knowsKubectl = true
    return cast
  }()

  package init(_ ledger: Ledger, childKinds: Set<GroupKind> = []) {
    var applied: Set<ObjectKey> = []
    for mark in ledger.marks where mark.name == "command" {
      drivers.formUnion(Self.managers(mark))
      for manifest in mark.details["input"]?.array ?? [] { applied.insert(KubernetesObject(manifest).key) }
    }
    knowsKubectl = Self.tellsOfKubectl(ledger)
    learnWhoIsBeside(ledger)
    var writers: Set<String> = []
    for revision in ledger.revisions { writers.formUnion(revision.writers.lazy.map(\.manager)) }
    candidate = writers.filter { role(of: $0) == .candidate }
    var own: Set<ObjectKey> = []
    var owners: Set<String> = []
    for revision in ledger.revisions where !revision.isInitial {
      if revision.change == .added {
        if isByDriver(revision) { wishes.insert(revision.key) }
        // What is applied without a field has no managed fields, and is a wish all the same.
        if applied.contains(revision.key), !isByCandidate(revision) { wishes.insert(revision.key) }
        if wishes.contains(revision.key) { owners.insert(revision.uid) }
        if childKinds.contains(revision.key.groupKind), isByUnknown(revision) { own.insert(revision.key) }
        if revision.writers.isEmpty, revision.ownerReferences.contains(where: { owners.contains($0.uid) }) {
          own.insert(revision.key)
        }
      }
      if isByCandidate(revision), revision.change == .added || revision.writeClass == .content {
        own.insert(revision.key)
      }
    }
    // What was refused was wished too.
    let known = Set(ledger.revisions.lazy.map(\.key))
    wishes.formUnion(applied.filter { !known.contains($0) })
    children = own.filter { !wishes.contains($0) && !["Lease", "Event"].contains($0.kind) }
  }

  /// As whom a command writes: as it is told, or by the name that kubectl gives itself.
  private static func managers(_ command: LedgerLine.Mark) -> [String] {
    let arguments = (command.details["kubectl"]?.array ?? []).compactMap(\.string)
    guard let verb = arguments.first else { return [] }
    let option = "--field-manager"
    let told = arguments.indices.compactMap { index in
      if arguments[index].hasPrefix("\(option)=") { return String(arguments[index].dropFirst(option.count + 1)) }
      return index > 0 && arguments[index - 1] == option ? arguments[index] : nil
    }
    if !told.isEmpty { return told }
    switch verb {
    case "apply": return [arguments.contains("--server-side") ? "kubectl" : "kubectl-client-side-apply"]
    case "scale", "cordon", "uncordon", "drain": return ["kubectl"]
    default: return ["kubectl-\(verb)"]
    }
  }

  /// The mark of a program of the suite, which may use kubectl under any name.
  package static let script = "script"

  /// Whether all that was done with kubectl stands in the ledger: in a recording by its commands, in a run unless it ran scripts.
  private static func tellsOfKubectl(_ ledger: Ledger) -> Bool {
    let names = Set(ledger.marks.map(\.name))
    if names.contains(script) { return false }
    return names.contains("case") || names.contains(Consultation.beginning)
      || ledger.marks.contains { $0.name == "command" && $0.details["kubectl"] != nil }
  }

  /// The mark of a program that runs beside the candidate, with the kinds that it defines.
  package static let companion = "companion"

  /// Who writes the status of the kinds of a program beside the candidate, and of no other kind, is that program.
  private mutating func learnWhoIsBeside(_ ledger: Ledger) {
    for mark in ledger.marks where mark.name == Self.companion {
      for kind in mark.details["kinds"]?.array ?? [] {
        kindsBeside.insert(GroupKind(group: kind["group"]?.string ?? "", kind: kind["kind"]?.string ?? ""))
      }
    }
    guard !kindsBeside.isEmpty else { return }
    var others: Set<String> = []
    for revision in ledger.revisions where !revision.isInferred && revision.changes(in: "status") {
      let names = revision.writers.map(\.manager).filter { role(of: $0) == .candidate }
      if kindsBeside.contains(revision.key.groupKind) { beside.formUnion(names) } else { others.formUnion(names) }
    }
    beside.subtract(others)
  }

  /// Whether it is the status of an object whose kind belongs to a program beside the candidate.
  private func isAffairOfOthers(_ revision: Revision) -> Bool {
    kindsBeside.contains(revision.key.groupKind) && revision.change == .modified
      && revision.changes.allSatisfy {
        $0.path.isIn(plainText: "status") || $0.path.isIn(plainText: "metadata.finalizers")
      }
  }

  package enum Role: Sendable { case driver, platform, candidate }

  package func role(of manager: String) -> Role {
    if drivers.contains(manager) || !knowsKubectl && manager.hasPrefix("kubectl") { return .driver }
    if beside.contains(manager) { return .platform }
    return Self.platform.contains(manager) || Self.delivery.contains(manager) ? .platform : .candidate
  }

  /// Whether the candidate wrote it. Where managed fields tell nothing at all, whoever is not known cannot be excluded.
  package func isByCandidate(_ revision: Revision) -> Bool {
    guard !revision.isInitial, revision.change != .deleted, !isAffairOfOthers(revision) else { return false }
    // Several may own what changed; who moved is the writer.
    let roles = revision.writers.map { role(of: $0.manager) }
    return revision.isInferred ? !roles.isEmpty && roles.allSatisfy { $0 == .candidate } : roles.contains(.candidate)
  }

  /// Whether managed fields leave open who wrote it, so that it may have been the candidate.
  package func isByUnknown(_ revision: Revision) -> Bool {
    guard !revision.isInitial, revision.change != .deleted, !revision.changes.isEmpty || revision.change == .added
    else { return false }
    if revision.writers.isEmpty { return true }
    let roles = Set(revision.writers.map { role(of: $0.manager) })
    return revision.isInferred && roles.count > 1 && roles.contains(.candidate)
  }

  package func isByDriver(_ revision: Revision) -> Bool {
    guard !revision.isInitial, revision.change != .deleted, !revision.isInferred else { return false }
    return revision.writers.contains { role(of: $0.manager) == .driver }
  }
}
