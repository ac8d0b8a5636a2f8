package import Cluster
package import Documents
import Foundation
package import NETCONF
package import Plans
package import Southbound

/// A lab that is up: its cluster, as anyone reaches it, and the addresses of the systems around it.
package struct LabConnection: Sendable {
  package struct Endpoint: Sendable {
    /// Without a slash at its end.
    package var url: String
    package var token: String?
    package var tokenScheme: String
    /// With it, the token is this user's password.
    package var user: String?
    package var tls: Lab.TLS?
    package var endpointProtocol: Lab.EndpointProtocol
    /// Files and folders by the field under which expressions see them: `keyFile`, `knownHostsFile`, `folder` …
    package var files: [String: String]
    /// How to log in to a NETCONF server.
    package var ssh: SSHDestination?
    /// Of a NETCONF server; all steps share it.
    package var netconf: NETCONFClient?

    package init(
      url: String, token: String?, tokenScheme: String, endpointProtocol: Lab.EndpointProtocol = .http,
      files: [String: String] = [:]
    ) {
      self.url = url
      self.token = token
      self.tokenScheme = tokenScheme
      self.endpointProtocol = endpointProtocol
      self.files = files
    }
  }

  /// Credentials that only the candidate has, in a lab that is plugfest's own.
  package struct CandidateAccess: Sendable {
    package var kubeconfigPath: String
    package var user: String

    package init(kubeconfigPath: String, user: String) {
      self.kubeconfigPath = kubeconfigPath
      self.user = user
    }
  }

  package var client: ClusterClient
  /// What a candidate that is a process gets as `KUBECONFIG`, unless the lab has credentials for it alone.
  package var kubeconfigPath: String
  /// Of an embedded lab: with it, the candidate's requests can be told from all others.
  package var candidateAccess: CandidateAccess?
  package var endpoints: [String: Endpoint]
  /// Where the candidate reaches them in place of that, through a proxy of the run.
  package var candidateEndpoints: [String: Endpoint] = [:]
  /// Why endpoints of the lab are not there, by their names.
  package var absentEndpoints: [String: String] = [:]
  /// The lab's own values, which suites see as `lab.values`.
  package var values: Value
  /// What the client's observer counts.
  package var noise: LabNoise
  package var journals: [LabJournal]
  /// What the API server tells of requests; nil where it tells nothing.
  package var audit: AuditTrail?
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

extension LabConnection {
  /// Why there is no such endpoint; nil when there is one.
  func absence(of endpoint: String) -> String? {
    guard endpoints[endpoint] == nil else { return nil }
    return absentEndpoints[endpoint] ?? "the lab has no endpoint \(endpoint)"
  }

  /// Why the first endpoint that expressions read of is not there, though the lab knows it.
  func absence(readBy uses: [VariableUse]) -> String? {
    for use in uses where use.variable == "lab" {
      // What is read with `.?` may be absent.
      let fields = use.neededFields
      guard fields.count > 1, fields[0] == "endpoints", endpoints[fields[1]] == nil else { continue }
      if let reason = absentEndpoints[fields[1]] { return reason }
    }
    return nil
  }
}

extension LabConnection.Endpoint {
  /// What the header `Authorization` is for it; nil when it asks for no credential.
  package var authorization: String? {
    guard let token else { return nil }
    guard let user else { return "\(tokenScheme) \(token)" }
    return "Basic \(Data("\(user):\(token)".utf8).base64EncodedString())"
  }

  /// What expressions see of it.
  var value: Value {
    var fields: Object = [
      "url": .string(url), "token": token.map(Value.string) ?? .null, "protocol": .string(endpointProtocol.rawValue),
    ]
    if let user { fields["user"] = .string(user) }
    for (name, path) in files.sorted(by: { $0.key < $1.key }) { fields[name] = .string(path) }
    return .object(fields)
  }
}
