package import Documents
import FoundationEssentials
package import Kubernetes

/// Speaks with one API server: any that speaks the Kubernetes API, over HTTP 1.1 or 2.
///
/// A value: copies share connections, credentials and what is known of the server's types, and differ in how they ask
/// (`client.impersonation = …`). Who made the first one shuts it down, best through `withClient`.
package struct ClusterClient: Sendable {
  package struct Options: Sendable {
    /// The part before the first `/` is the field manager of writes that name none.
    package var userAgent: String
    /// How long one attempt of a request may take, but for watches.
    package var timeout: Duration
    package var connectTimeout: Duration
    package var retries: RetryPolicy
    package var observer: ClusterObserver
    /// For credential plugins.
    package var environment: [String: String]
    /// How many bytes an answer may have.
    package var bodyLimit: Int
    package var clock: any Clock<Duration>
    /// From 0 up to 1: spreads waits, so that clients do not come back all at once.
    package var random: @Sendable () -> Double
    package var now: @Sendable () -> KubernetesTime

    package init(
      userAgent: String = "plugfest", timeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(10),
      retries: RetryPolicy = RetryPolicy(), observer: ClusterObserver = ClusterObserver(),
      environment: [String: String] = ProcessInfo.processInfo.environment, bodyLimit: Int = 64 << 20,
      clock: any Clock<Duration> = ContinuousClock(),
      random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
      now: @escaping @Sendable () -> KubernetesTime = { .now }
    ) {
      self.userAgent = userAgent
      self.timeout = timeout
      self.connectTimeout = connectTimeout
      self.retries = retries
      self.observer = observer
      self.environment = environment
      self.bodyLimit = bodyLimit
      self.clock = clock
      self.random = random
      self.now = now
    }
  }

  let transport: Transport
  let discovery: Discovery
  /// Whom to ask as, in place of what the kubeconfig says.
  package var impersonation: Impersonation?
  package var timeout: Duration
  package var retries: RetryPolicy

  /// - Throws: `ClusterError.tlsFailure` for certificates that cannot be read.
  package init(_ configuration: ClusterConfiguration, options: Options = Options()) throws {
    transport = try Transport(configuration, options: options)
    discovery = Discovery()
    timeout = options.timeout
    retries = options.retries
  }

  /// Must be called once, when no request is under way any more.
  package func shutDown() async { await transport.shutDown() }

  /// Lends a client to `body`, and shuts it down afterwards.
  package static func withClient<Result>(
    _ configuration: ClusterConfiguration, options: Options = Options(),
    _ body: (ClusterClient) async throws -> Result
  ) async throws -> Result {
    let client = try ClusterClient(configuration, options: options)
    do {
      let result = try await body(client)
      await client.shutDown()
      return result
    } catch {
      await client.shutDown()
      throw error
    }
  }

  package var configuration: ClusterConfiguration { transport.configuration }
  package var options: Options { transport.options }

  func execute(_ call: APICall) async throws -> APIAnswer {
    let answer: APIAnswer
    do {
      answer = try await transport.execute(call, as: impersonation, timeout: timeout, retries: retries)
    } catch let error as ClusterError {
      transport.options.observer.refusal(
        ClusterObserver.Refusal(request: call.description, code: nil, message: error.summary))
      throw error
    }
    if answer.code >= 400 {
      transport.options.observer.refusal(
        ClusterObserver.Refusal(request: call.description, code: answer.code, message: answer.status?.message ?? ""))
    }
    return answer
  }

  /// - Throws: `ClusterError` for any answer but success with JSON.
  func value(_ call: APICall) async throws -> Value { try await execute(call).value(call) }
}

extension ClusterClient {
  /// What `GET /version` says.
  package struct ServerVersion: Sendable, Hashable {
    package var major: String
    package var minor: String
    /// `v1.32.0`
    package var gitVersion: String
    package var value: Value
  }

  package func version() async throws -> ServerVersion {
    let value = try await value(APICall(.get, "/version"))
    return ServerVersion(
      major: value["major"]?.string ?? "", minor: value["minor"]?.string ?? "",
      gitVersion: value["gitVersion"]?.string ?? "", value: value)
  }

  /// Any path of the server, such as `/metrics`, `/readyz` or a service behind the API server's proxy.
  ///
  /// - Parameter path: Escaped.
  /// - Returns: The answer's bytes and content type.
  /// - Throws: `ClusterError.status` when the server says anything but 2xx.
  package func raw(
    _ path: String, query: [(name: String, value: String)] = [], accept: String = "*/*"
  ) async throws -> (bytes: [UInt8], contentType: String) {
    var call = APICall(.get, path)
    call.query = query
    call.accept = accept
    let answer = try await execute(call)
    guard answer.isSuccess else { throw answer.failure(call) }
    return (answer.body, answer.contentType)
  }
}
