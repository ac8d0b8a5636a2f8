import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// What a failed attempt means: an error for the caller, and whether it is worth another attempt.
struct TransportFailure {
  /// Nil when trying again cannot help.
  var outcome: RetryPolicy.Outcome?
  var error: any Error
  var cause: String
  /// When the server wants to be asked again.
  var retryAfter: Duration?

  init(_ underlying: any Error, call: APICall, configuration: ClusterConfiguration, timeout: Duration) {
    switch underlying {
    case is CancellationError: self = .cancelled
    case let known as ClusterError: self.init(nil, known)
    case let failed as HTTPClientError: self.init(failed, call, configuration, timeout)
    case let failed as NIOConnectionError: self = .unreachable(Self.text(failed), configuration)
    case let failed as IOError where failed.errnoCode == ECONNREFUSED:
      self = .unreachable("connection refused", configuration)
    case is NIOTooManyBytesError: self = .violation("the answer is too long", call)
    case let failed as HTTPParserError where failed == .invalidEOFState:
      self = .dropped("the answer broke off", call)
    case let failed as HTTPParserError: self = .violation("the answer is not HTTP: \(failed)", call)
    default:
      if let cause = TLSFailureText.text(underlying, configuration: configuration) {
        self.init(nil, .tlsFailure(address: configuration.server.description, cause: cause))
      } else {
        self = .dropped(String(describing: underlying), call)
      }
    }
  }

  private init(
    _ failed: HTTPClientError, _ call: APICall, _ configuration: ClusterConfiguration, _ timeout: Duration
  ) {
    switch failed {
    case .cancelled: self = .cancelled
    case .deadlineExceeded: self.init(nil, .timedOut(request: call.description, after: timeout))
    case .connectTimeout, .getConnectionFromPoolTimeout:
      self = .unreachable("no connection came about in time", configuration)
    case .tlsHandshakeTimeout:
      self = .unreachable("the server did not answer the TLS handshake in time", configuration)
    case .invalidProxyResponse: self = .unreachable("the proxy refuses", configuration)
    case .proxyAuthenticationRequired: self = .unreachable("the proxy asks for a password", configuration)
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      self = .unreachable("the proxy does not answer", configuration)
    default: self = .dropped(failed.shortDescription, call)
    }
  }

  private init(_ outcome: RetryPolicy.Outcome?, _ error: ClusterError) {
    self.outcome = outcome
    self.error = error
    cause = error.summary
  }

  private static var cancelled: TransportFailure {
    TransportFailure(outcome: nil, error: CancellationError(), cause: "cancelled")
  }

  private init(outcome: RetryPolicy.Outcome?, error: any Error, cause: String) {
    self.outcome = outcome
    self.error = error
    self.cause = cause
  }

  private static func unreachable(_ cause: String, _ configuration: ClusterConfiguration) -> TransportFailure {
    let via = configuration.proxy.map { " through the proxy \($0)" } ?? ""
    return TransportFailure(
      .neverSent, .unreachable(address: configuration.server.description + via, cause: cause))
  }

  private static func dropped(_ cause: String, _ call: APICall) -> TransportFailure {
    TransportFailure(
      .broken, .dropped(request: call.description, cause: cause, mayHaveHappened: call.method != .get))
  }

  private static func violation(_ problem: String, _ call: APICall) -> TransportFailure {
    TransportFailure(nil, .protocolViolation(request: call.description, problem: problem))
  }

  private static func text(_ error: NIOConnectionError) -> String {
    if let name = error.dnsAError ?? error.dnsAAAAError, error.connectionErrors.isEmpty {
      return "the name \"\(error.host)\" does not resolve: \(name)"
    }
    let causes = error.connectionErrors.map { failure -> String in
      guard let failed = failure.error as? IOError else { return String(describing: failure.error) }
      return failed.errnoCode == ECONNREFUSED ? "connection refused" : failed.description
    }
    return causes.first ?? "connection failed"
  }
}
