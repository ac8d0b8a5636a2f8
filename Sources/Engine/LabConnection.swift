package import Cluster
package import Documents
package import Southbound

/// A lab that is up: its cluster, as anyone reaches it, and the addresses of the systems around it.
package struct LabConnection: Sendable {
  package struct Endpoint: Sendable {
    /// Without a slash at its end.
    package var url: String
    package var token: String?
    package var tokenScheme: String

    package init(url: String, token: String?, tokenScheme: String) {
      self.url = url
      self.token = token
      self.tokenScheme = tokenScheme
    }
  }

  package var client: ClusterClient
  /// What a candidate that is a process gets as `KUBECONFIG`.
  package var kubeconfigPath: String
  package var endpoints: [String: Endpoint]
  /// The lab's own values, which suites see as `lab.values`.
  package var values: Value
  /// What the client's observer counts.
  package var noise: LabNoise
  package var journals: [LabJournal]
  /// Where the run stands between the candidate and a system, by the endpoint's name.
  package var southbound: [String: SouthboundSystem]

  package init(
    client: ClusterClient, kubeconfigPath: String, endpoints: [String: Endpoint], values: Value, noise: LabNoise,
    journals: [LabJournal], southbound: [String: SouthboundSystem] = [:]
  ) {
    self.client = client
    self.kubeconfigPath = kubeconfigPath
    self.endpoints = endpoints
    self.values = values
    self.noise = noise
    self.journals = journals
    self.southbound = southbound
  }
}
