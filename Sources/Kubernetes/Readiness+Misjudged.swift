extension Readiness {
  /// A kind that the shared rules call Current while it is broken or not yet seen, and a rule that judges it rightly.
  package struct Misjudgement: Sendable, Hashable {
    package var group: String
    /// Empty means all kinds of the group that have no entry of their own.
    package var kind: String
    /// When the shared rules are wrong.
    package var wrongly: String
    /// CEL over `object`, for a candidate's own rule.
    package var rule: String
  }

  /// What is known of a kind; nil for one that the shared rules judge rightly, and for unknown ones.
  package static func misjudgement(of kind: GroupKind) -> Misjudgement? {
    misjudgements.first { $0.group == kind.group && $0.kind == kind.kind }
      ?? misjudgements.first { $0.group == kind.group && $0.kind.isEmpty }
  }

  private static func isTrue(_ type: String) -> String {
    "object.status.conditions.exists(c, c.type == '\(type)' && c.status == 'True')"
  }

  private static func isTrueNow(_ type: String) -> String {
    "object.status.conditions.exists(c, c.type == '\(type)' && c.status == 'True' && "
      + "c.observedGeneration == object.metadata.generation)"
  }

  private static func phase(_ good: String...) -> String {
    "object.status.phase in [\(good.map { "'\($0)'" }.joined(separator: ", "))]"
  }

  static let misjudgements: [Misjudgement] = [
    Misjudgement(
      group: "operator.etcd.io", kind: "EtcdCluster", wrongly: "degraded or not available",
      rule: "\(isTrue("Available")) && !\(isTrue("Degraded"))"),
    Misjudgement(
      group: "kafka.strimzi.io", kind: "", wrongly: "its reconciliation failed",
      rule: "\(isTrue("Ready")) && !\(isTrue("NotReady"))"),
    Misjudgement(
      group: "postgresql.cnpg.io", kind: "Cluster", wrongly: "its specification was just changed",
      rule: "\(isTrue("Ready")) && object.status.phase == 'Cluster in healthy state' && "
        + "object.status.readyInstances == object.status.instances"),
    Misjudgement(
      group: "postgresql.cnpg.io", kind: "Database", wrongly: "it was not applied",
      rule: "object.status.applied == true"),
    Misjudgement(
      group: "postgresql.cnpg.io", kind: "Publication", wrongly: "it was not applied",
      rule: "object.status.applied == true"),
    Misjudgement(
      group: "postgresql.cnpg.io", kind: "Subscription", wrongly: "it was not applied",
      rule: "object.status.applied == true"),
    Misjudgement(
      group: "netbox.dev", kind: "", wrongly: "it has no status yet, or its specification was just changed",
      rule: isTrueNow("Ready")),
    Misjudgement(
      group: "cert-manager.io", kind: "", wrongly: "its specification was just changed",
      rule: "\(isTrueNow("Ready")) && !\(isTrue("Issuing"))"),
    Misjudgement(
      group: "config.sdcio.dev", kind: "", wrongly: "it has no target, or its condition is stale",
      rule: "\(isTrue("Ready")) && object.status.appliedConfig == object.spec.config"),
    Misjudgement(
      group: "monitoring.coreos.com", kind: "Prometheus", wrongly: "always",
      rule: "\(isTrueNow("Reconciled")) && \(isTrueNow("Available"))"),
    Misjudgement(
      group: "monitoring.coreos.com", kind: "Alertmanager", wrongly: "always",
      rule: "\(isTrueNow("Reconciled")) && \(isTrueNow("Available"))"),
    Misjudgement(
      group: "monitoring.coreos.com", kind: "ThanosRuler", wrongly: "always",
      rule: "\(isTrueNow("Reconciled")) && \(isTrueNow("Available"))"),
    Misjudgement(
      group: "grafana.integreatly.org", kind: "", wrongly: "always",
      rule: "object.status.conditions.exists(c, c.type.endsWith('Synchronized') && c.status == 'True') && "
        + "!\(isTrue("NoMatchingInstance"))"),
    Misjudgement(
      group: "vault.banzaicloud.com", kind: "Vault", wrongly: "always", rule: isTrue("Healthy")),
    Misjudgement(
      group: "goharbor.io", kind: "HarborCluster", wrongly: "its status is not healthy",
      rule: "\(isTrue("Ready")) && object.status.status == 'healthy'"),
    Misjudgement(
      group: "registries.mittwald.de", kind: "", wrongly: "always, also after an error", rule: phase("Ready")),
    Misjudgement(
      group: "acid.zalan.do", kind: "postgresql", wrongly: "always, also after a failure",
      rule: "object.status.PostgresClusterStatus == 'Running'"),
    Misjudgement(
      group: "velero.io", kind: "", wrongly: "always, also after a failure",
      rule: phase("Completed", "Available", "Enabled", "Ready", "Processed")),
    Misjudgement(
      group: "hnc.x-k8s.io", kind: "SubnamespaceAnchor", wrongly: "missing or in conflict",
      rule: "object.status.status == 'Ok'"),
    Misjudgement(
      group: "hnc.x-k8s.io", kind: "HierarchyConfiguration", wrongly: "in a cycle",
      rule: "!\(isTrue("ActivitiesHalted")) && !\(isTrue("BadConfiguration"))"),
  ]
}
