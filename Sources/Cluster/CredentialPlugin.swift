package import Documents

/// A program that hands out credentials (`users[].user.exec` of a kubeconfig), by the protocol of
/// `client.authentication.k8s.io`.
package struct CredentialPlugin: Sendable, Hashable {
  package enum InteractiveMode: String, Sendable, Hashable, CaseIterable {
    case never = "Never"
    case ifAvailable = "IfAvailable"
    case always = "Always"
  }

  package var apiVersion: String
  /// A path, or a name to look up in `PATH`.
  package var command: String
  package var arguments: [String]
  /// Set on top of our own environment.
  package var environment: [String: String]
  /// Tell the program about the cluster.
  package var providesClusterInfo: Bool
  package var interactiveMode: InteractiveMode
  /// What to do when the program is missing.
  package var installHint: String?
  /// `spec.cluster` of what the program is told.
  package var clusterInfo: Value?
  /// Where the kubeconfig asks for the program.
  package var place: Place?

  package static let apiVersions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

  package init(
    apiVersion: String, command: String, arguments: [String] = [], environment: [String: String] = [:],
    providesClusterInfo: Bool = false, interactiveMode: InteractiveMode = .ifAvailable, installHint: String? = nil,
    clusterInfo: Value? = nil, place: Place? = nil
  ) {
    self.apiVersion = apiVersion
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.providesClusterInfo = providesClusterInfo
    self.interactiveMode = interactiveMode
    self.installHint = installHint
    self.clusterInfo = clusterInfo
    self.place = place
  }
}
