import Documents
import Kubernetes
import Subprocess
import SystemPackage

/// Runs a credential plugin and reads the ExecCredential that it prints.
///
/// The plugin gets no terminal: one that insists on asking its user something is refused.
struct CredentialPluginRunner: Sendable {
  let plugin: CredentialPlugin
  let environment: [String: String]
  let clock: any Clock<Duration>

  /// How long a plugin may take.
  private static let timeLimit = Duration.seconds(60)

  /// - Throws: `ClusterError.credentialRefused`
  func run() async throws -> (Credentials, expires: KubernetesTime?) {
    if plugin.interactiveMode == .always {
      throw refused("wants to ask its user, and there is no terminal", hint: "log in first, or use other credentials")
    }
    let output = try await execute()
    let value: Value
    do {
      value = try JSON.parse(output)
    } catch {
      throw refused("printed no ExecCredential: \(error)", hint: "run the plugin by hand")
    }
    guard value["kind"]?.string == "ExecCredential", value["apiVersion"]?.string == plugin.apiVersion else {
      let what = "\(value["apiVersion"]?.string ?? "") \(value["kind"]?.string ?? "object")"
      throw refused(
        "printed \(what), and not \(plugin.apiVersion) ExecCredential",
        hint: "set the apiVersion in the kubeconfig to one that the plugin speaks")
    }
    return (
      try credentials(value["status"]), value["status"]?["expirationTimestamp"]?.string.flatMap { KubernetesTime($0) }
    )
  }

  private func credentials(_ status: Value?) throws -> Credentials {
    var credentials = Credentials()
    if let token = status?["token"]?.string, !token.isEmpty { credentials.authorization = "Bearer \(token)" }
    let chain = status?["clientCertificateData"]?.string ?? ""
    let key = status?["clientKeyData"]?.string ?? ""
    guard chain.isEmpty == key.isEmpty else {
      throw refused("printed a client certificate and its key not together", hint: "run the plugin by hand")
    }
    if !chain.isEmpty {
      credentials.clientCertificate = ClusterConfiguration.ClientCertificate(
        chain: Array(chain.utf8), key: Array(key.utf8))
    }
    guard credentials != Credentials() else {
      throw refused("printed neither a token nor a client certificate", hint: "run the plugin by hand")
    }
    return credentials
  }

  private func execute() async throws -> String {
    let executable: Executable = plugin.command.contains("/") ? .path(FilePath(plugin.command)) : .name(plugin.command)
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment.merging(plugin.environment, uniquingKeysWith: { $1 }) {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    variables["KUBERNETES_EXEC_INFO"] = request
    let settings = Environment.custom(variables)
    let arguments = Arguments(plugin.arguments)
    let result: (TerminationStatus, String?, String?)
    do {
      result = try await withTimeLimit(
        Self.timeLimit, clock: clock,
        expired: refused("did not end within \(Self.timeLimit)", hint: "run the plugin by hand")
      ) {
        let result = try await Subprocess.run(
          executable, arguments: arguments, environment: settings, input: .none, output: .string(limit: 1 << 20),
          error: .string(limit: 1 << 16))
        return (result.terminationStatus, result.standardOutput, result.standardError)
      }
    } catch let error as SubprocessError {
      throw refused(
        "cannot be run: \(error)", hint: plugin.installHint ?? "install it, or correct its path in the kubeconfig")
    }
    guard result.0.isSuccess else {
      let said = (result.2 ?? "").split(separator: "\n").suffix(5).joined(separator: "\n  ")
      throw refused("failed (\(result.0))\(said.isEmpty ? "" : ":\n  \(said)")", hint: "run the plugin by hand")
    }
    return result.1 ?? ""
  }

  /// What the plugin is told: an ExecCredential with a `spec`.
  private var request: String {
    var spec: Object = ["interactive": false]
    if plugin.providesClusterInfo { spec["cluster"] = plugin.clusterInfo }
    return JSON.text(["kind": "ExecCredential", "apiVersion": .string(plugin.apiVersion), "spec": .object(spec)])
  }

  private func refused(_ problem: String, hint: String) -> ClusterError {
    let place = plugin.place.map { " (\($0))" } ?? ""
    return .credentialRefused(cause: "the credential plugin \"\(plugin.command)\"\(place) \(problem)", hint: hint)
  }
}
