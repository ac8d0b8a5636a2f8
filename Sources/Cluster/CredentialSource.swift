import Kubernetes
import Synchronization

/// Finds the credentials for each request, and fetches new ones when they run out or are refused.
final class CredentialSource: Sendable {
  private let bearer: ClusterConfiguration.Bearer
  private let runner: CredentialPluginRunner?
  private let cache = Mutex(Cache())
  private let lock = AsyncLock()
  private let now: @Sendable () -> KubernetesTime

  private struct Cache {
    var credentials: Credentials?
    /// Of a plugin's credentials.
    var expires: KubernetesTime?
    /// Of a token file's content.
    var fingerprint: String?
  }

  init(
    _ bearer: ClusterConfiguration.Bearer, environment: [String: String], clock: any Clock<Duration>,
    now: @escaping @Sendable () -> KubernetesTime
  ) {
    self.bearer = bearer
    self.now = now
    if case .plugin(let plugin) = bearer {
      runner = CredentialPluginRunner(plugin: plugin, environment: environment, clock: clock)
    } else {
      runner = nil
    }
  }

  /// Whether credentials that the server refused may differ when asked for again.
  var canRefresh: Bool {
    switch bearer {
    case .plugin, .tokenFile: true
    case .none, .token, .basic: false
    }
  }

  /// - Parameter refused: Credentials that the server just refused, which are not to be returned from memory.
  /// - Throws: `ClusterError.credentialRefused`
  func credentials(refused: Credentials? = nil) async throws -> Credentials {
    switch bearer {
    case .none: return Credentials()
    case .token(let token): return Credentials(authorization: "Bearer \(token)")
    case .basic(let user, let password):
      return Credentials(authorization: "Basic \(Base64.encode(Array("\(user):\(password)".utf8)))")
    case .tokenFile(let path): return try fromFile(path, refused: refused)
    case .plugin:
      if let cached = usable(refused: refused) { return cached }
      return try await lock.withLock {
        // Another request may have fetched them while this one waited.
        if let cached = usable(refused: refused) { return cached }
        return try await fromPlugin()
      }
    }
  }

  private func usable(refused: Credentials?) -> Credentials? {
    cache.withLock { cache in
      guard let credentials = cache.credentials, credentials != refused else { return nil }
      // A little early, so that they do not expire on their way.
      if let expires = cache.expires, now() + .seconds(10) >= expires { return nil }
      return credentials
    }
  }

  private func fromFile(_ path: String, refused: Credentials?) throws -> Credentials {
    let fingerprint = FilePaths.fingerprint(path)
    let known = cache.withLock { $0.fingerprint == fingerprint ? $0.credentials : nil }
    if let known, known != refused, fingerprint != nil { return known }
    do {
      let text = String(decoding: try FilePaths.read(path), as: UTF8.self)
      let token = text.split(whereSeparator: \.isWhitespace).joined()
      guard !token.isEmpty else { throw FilePaths.Failure(description: "\"\(path)\" is empty") }
      let credentials = Credentials(authorization: "Bearer \(token)")
      cache.withLock {
        $0.credentials = credentials
        $0.fingerprint = fingerprint
      }
      return credentials
    } catch {
      throw ClusterError.credentialRefused(
        cause: "cannot read the token: \(error)", hint: "check tokenFile in the kubeconfig")
    }
  }

  private func fromPlugin() async throws -> Credentials {
    guard let runner else { return Credentials() }
    let (credentials, expires) = try await runner.run()
    cache.withLock {
      $0.credentials = credentials
      $0.expires = expires
    }
    return credentials
  }
}
