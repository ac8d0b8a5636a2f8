import AsyncHTTPClient
import Documents
import Kubernetes
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Carries requests to one API server: credentials, repetition, time limits, and errors that say what to do.
final class Transport: Sendable {
  let configuration: ClusterConfiguration
  let options: ClusterClient.Options
  private let requests: HTTPClient
  // A watch keeps its connection for minutes. HTTP/2 would put all of them on one connection, which API servers limit to
  // 100 streams, so watches have HTTP/1.1 connections of their own and never stand in the way of requests.
  private let watches: HTTPClient
  private let credentials: CredentialSource
  private let pluginTLS = Mutex<(certificate: ClusterConfiguration.ClientCertificate, tls: TLSConfiguration)?>(nil)

  /// - Throws: `ClusterError.tlsFailure` for certificates that cannot be read.
  init(_ configuration: ClusterConfiguration, options: ClusterClient.Options) throws {
    self.configuration = configuration
    self.options = options
    credentials = CredentialSource(
      configuration.bearer, environment: options.environment, clock: options.clock, now: options.now)
    var settings = HTTPClient.Configuration()
    settings.tlsConfiguration = try configuration.tls(certificate: configuration.clientCertificate)
    settings.redirectConfiguration = .disallow
    settings.proxy = configuration.proxy?.setting
    settings.timeout.connect = .nanoseconds(options.connectTimeout.nanoseconds)
    // Our own policy repeats, waits and counts.
    settings.connectionPool.retryConnectionEstablishment = false
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    if let name = configuration.tlsServerName { settings.dnsOverride = [name: configuration.server.host] }
    requests = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    settings.httpVersion = .http1Only
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
    // Longer than a server lets a watch go on: only a connection that died silently is so quiet.
    settings.timeout.read = .minutes(6)
    watches = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }

  func shutDown() async {
    // Both only say that they were shut down already.
    try? await requests.shutdown()
    try? await watches.shutdown()
  }

  /// Sends a request, repeatedly where the policy says so, and returns the whole answer, whatever its status.
  func execute(
    _ call: APICall, as impersonation: Impersonation?, timeout: Duration, retries: RetryPolicy
  ) async throws -> APIAnswer {
    var attempt = 1
    var refused: Credentials?
    // Whether an attempt may have been carried out although its answer was lost.
    var mayBeDone = false
    while true {
      try Task.checkCancellation()
      let who = try await credentials.credentials(refused: refused)
      var retryAfter: Duration?
      let result = await attemptOnce(call, who, impersonation, timeout: timeout)
      switch result {
      case .success(let answer, let wait):
        if answer.code == 401, refused == nil, credentials.canRefresh {
          refused = who
          options.observer.noise(.credentialsRefreshed)
          continue
        }
        let outcome = RetryPolicy.Outcome.answered(code: answer.isLeaderChange ? 503 : answer.code, retryAfter: wait)
        guard retries.shouldRetry(outcome, isIdempotent: call.isIdempotent, attempt: attempt) else {
          return mayBeDone ? try answer.ofRepeated(call) : answer
        }
        // What stands between may have lost the answer.
        if [502, 504].contains(answer.code) || answer.isLeaderChange { mayBeDone = true }
        retryAfter = wait
        note(call, answer.code, "the server answered \(answer.code)")
      case .failure(let failure):
        guard let outcome = failure.outcome,
          retries.shouldRetry(outcome, isIdempotent: call.isIdempotent, attempt: attempt)
        else { throw failure.error }
        if case .broken = outcome { mayBeDone = true }
        note(call, nil, failure.cause)
      }
      attempt += 1
      try await options.clock.sleep(
        for: retries.delay(beforeAttempt: attempt, retryAfter: retryAfter, jitter: options.random()))
    }
  }

  /// Begins a request whose answer streams in; it goes on until its body is consumed or the task cancelled.
  ///
  /// - Throws: `ClusterError.status` when the answer is not 200.
  func stream(_ call: APICall, as impersonation: Impersonation?, timeout: Duration) async throws -> HTTPClientResponse {
    var refused: Credentials?
    while true {
      let who = try await credentials.credentials(refused: refused)
      let response: HTTPClientResponse
      do {
        let request = try makeRequest(call, who, impersonation)
        options.observer.request()
        // The deadline ends with the head of the answer.
        response = try await watches.execute(request, deadline: .now() + .nanoseconds(timeout.nanoseconds))
      } catch {
        throw TransportFailure(error, call: call, configuration: configuration, timeout: timeout).error
      }
      tellWarnings(response.headers, call)
      if response.status == .ok { return response }
      if response.status == .unauthorized, refused == nil, credentials.canRefresh {
        refused = who
        options.observer.noise(.credentialsRefreshed)
        continue
      }
      let body = (try? await response.body.collect(upTo: 1 << 20)) ?? ByteBuffer()
      let answer = APIAnswer(
        code: Int(response.status.code), contentType: response.headers.first(name: "content-type") ?? "",
        body: Array(buffer: body))
      throw answer.failure(call)
    }
  }

  private enum Attempt {
    case success(APIAnswer, retryAfter: Duration?)
    case failure(TransportFailure)
  }

  private func attemptOnce(
    _ call: APICall, _ who: Credentials, _ impersonation: Impersonation?, timeout: Duration
  ) async -> Attempt {
    do {
      let request = try makeRequest(call, who, impersonation)
      options.observer.request()
      let limit = options.bodyLimit
      let (answer, headers) = try await withTimeLimit(
        timeout, clock: options.clock, expired: ClusterError.timedOut(request: call.description, after: timeout)
      ) { [requests] in
        let response = try await requests.execute(request, deadline: .distantFuture)
        let body = try await response.body.collect(upTo: limit)
        let answer = APIAnswer(
          code: Int(response.status.code), contentType: response.headers.first(name: "content-type") ?? "",
          body: Array(buffer: body))
        return (answer, response.headers)
      }
      options.observer.answer(call.method.rawValue, answer.code)
      tellWarnings(headers, call)
      return .success(answer, retryAfter: Self.retryAfter(headers, answer))
    } catch {
      return .failure(TransportFailure(error, call: call, configuration: configuration, timeout: timeout))
    }
  }

  private static func retryAfter(_ headers: HTTPHeaders, _ answer: APIAnswer) -> Duration? {
    if let seconds = headers.first(name: "retry-after").flatMap({ Int64($0) }), seconds >= 0 {
      return .seconds(min(seconds, 3600))
    }
    guard answer.code == 429 || answer.code >= 500, let seconds = answer.status?.details?.retryAfterSeconds, seconds > 0
    else { return nil }
    return .seconds(min(seconds, 3600))
  }

  private func note(_ call: APICall, _ code: Int?, _ cause: String) {
    options.observer.noise(.retried(request: call.description, code: code, cause: cause))
  }

  private func tellWarnings(_ headers: HTTPHeaders, _ call: APICall) {
    for header in headers["warning"] {
      for text in WarningHeader.texts(header) {
        options.observer.warning(ClusterObserver.Warning(text: text, request: call.description))
      }
    }
  }

  private func makeRequest(
    _ call: APICall, _ who: Credentials, _ impersonation: Impersonation?
  ) throws -> HTTPClientRequest {
    let server = configuration.server
    var address = server
    if let name = configuration.tlsServerName { address.host = name }
    var request = HTTPClientRequest(url: "\(address)\(call.target)")
    request.method = HTTPMethod(rawValue: call.method.rawValue)
    var headers = HTTPHeaders([
      ("Host", server.hostHeader), ("User-Agent", options.userAgent), ("Accept", call.accept),
    ])
    if let authorization = who.authorization { headers.add(name: "Authorization", value: authorization) }
    if let body = call.body {
      headers.add(name: "Content-Type", value: call.contentType)
      request.body = .bytes(ByteBuffer(bytes: body))
    }
    for (name, value) in (impersonation ?? configuration.impersonation)?.headers ?? [] {
      headers.add(name: name, value: value)
    }
    request.headers = headers
    if let certificate = who.clientCertificate { request.tlsConfiguration = try tls(for: certificate) }
    return request
  }

  /// The same value for the same certificate, since connections are pooled by it.
  private func tls(for certificate: ClusterConfiguration.ClientCertificate) throws -> TLSConfiguration {
    if let known = pluginTLS.withLock({ $0?.certificate == certificate ? $0?.tls : nil }) { return known }
    let tls = try configuration.tls(certificate: certificate)
    pluginTLS.withLock { $0 = (certificate, tls) }
    return tls
  }
}

extension Impersonation {
  fileprivate var headers: [(String, String)] {
    var headers = [("Impersonate-User", user)]
    if let uid { headers.append(("Impersonate-Uid", uid)) }
    headers += groups.map { ("Impersonate-Group", $0) }
    for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
      headers += values.map { ("Impersonate-Extra-\(PercentEncoding.query(key))", $0) }
    }
    return headers
  }
}

extension Duration {
  /// Rounded towards zero, and cut off at 292 years.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflows ? .max : product &+ attoseconds / 1_000_000_000
  }
}
