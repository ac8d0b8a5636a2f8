/// What an operator is told by its environment and command line.
package struct ObservabilitySettings: Sendable {
  /// Without a final slash; nil when there is no Prometheus to reload.
  package var prometheusURL: String?
  /// The folder of its configuration.
  package var folder: String?
  /// How often Prometheus and its folder are compared with the cluster.
  package var resync: Duration = .seconds(60)
  package var electsLeader = false
  /// Where the Lease lives.
  package var namespace = "default"
  package var logsDebug = false
  /// Where probes and metrics are answered; nil for nowhere.
  package var healthAddress: (host: String, port: Int)?
  /// Behaves as the release before did.
  package var isPrevious = false
  package var defects: Set<Defect> = []

  package init() {}
}

/// A call that cannot be carried out as it is written.
package struct UsageError: Error, Sendable, Hashable {
  package var message: String
  package var hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
