/// What goes with a request to say who is asking.
struct Credentials: Sendable, Hashable {
  /// The value of the `Authorization` header.
  var authorization: String?
  /// From a plugin; it replaces the one of the configuration.
  var clientCertificate: ClusterConfiguration.ClientCertificate?
}
