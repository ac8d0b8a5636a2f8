package import Kubernetes

/// Why a request to an API server came to nothing.
package enum ClusterError: Error, Sendable {
  /// No connection came about: nothing listens, the name does not resolve, the proxy refuses.
  case unreachable(address: String, cause: String)
  /// The server and we do not accept each other's certificates.
  case tlsFailure(address: String, cause: String)
  /// No credentials could be had, or the server does not accept them.
  case credentialRefused(cause: String, hint: String)
  /// The server said no.
  case status(APIStatus, request: String)
  /// The connection broke while the request was under way. When `mayHaveHappened`, only a look at the object tells
  /// whether the server carried it out.
  case dropped(request: String, cause: String, mayHaveHappened: Bool)
  case timedOut(request: String, after: Duration)
  /// The answer is not one of an API server.
  case protocolViolation(request: String, problem: String)
  /// The server has no such type of object.
  case noSuchResource(name: String, hint: String?)
}

extension ClusterError {
  package var status: APIStatus? { if case .status(let status, _) = self { status } else { nil } }

  private func isStatus(_ code: Int) -> Bool { status?.code == code }

  /// The object is not there.
  package var isNotFound: Bool { isStatus(404) }
  /// Somebody changed the object since it was read, or another manager owns a field.
  package var isConflict: Bool { isStatus(409) && status?.reason != .alreadyExists }
  package var isAlreadyExists: Bool { status?.reason == .alreadyExists }
  package var isInvalid: Bool { isStatus(422) }
  package var isForbidden: Bool { isStatus(403) }
  /// The resource version or continue token is older than the server's history: list again.
  package var isGone: Bool { isStatus(410) }

  var isNoSuchResource: Bool { if case .noSuchResource = self { true } else { false } }

  /// What to do about it; nil when only the caller knows.
  package var hint: String? {
    switch self {
    case .unreachable: "check that the server runs, and the address and proxy in the kubeconfig"
    case .tlsFailure:
      "check certificate-authority and tls-server-name in the kubeconfig, and that its client certificate is valid"
    case .credentialRefused(_, let hint): hint
    case .status(let status, _):
      switch status.code {
      case 401: "the credentials are missing, wrong or expired"
      case 403: "give this user the right, or use another context"
      case 429, 503: "the server is overloaded or starting; try again later"
      default: nil
      }
    case .dropped(_, _, let mayHaveHappened): mayHaveHappened ? "read the object to see whether it happened" : nil
    case .timedOut: "the server is overloaded, or a longer timeout is needed"
    case .protocolViolation: "check that the address is that of an API server"
    case .noSuchResource(_, let hint): hint
    }
  }
}

extension ClusterError: CustomStringConvertible {
  /// What happened, then the hint on a line of its own.
  package var description: String { hint.map { "\(summary)\n  hint: \($0)" } ?? summary }

  /// What happened, in one line.
  package var summary: String {
    switch self {
    case .unreachable(let address, let cause): "cannot reach \(address): \(cause)"
    case .tlsFailure(let address, let cause): "no secure connection to \(address): \(cause)"
    case .credentialRefused(let cause, _): cause
    case .status(let status, let request): "\(request): \(status)"
    case .dropped(let request, let cause, _): "\(request): the connection broke: \(cause)"
    case .timedOut(let request, let duration): "\(request): no answer within \(duration)"
    case .protocolViolation(let request, let problem): "\(request): \(problem)"
    case .noSuchResource(let name, _): "the server has no resource type \"\(name)\""
    }
  }
}
