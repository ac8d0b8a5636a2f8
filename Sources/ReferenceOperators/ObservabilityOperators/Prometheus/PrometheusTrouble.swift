/// Why Prometheus did not do what it was asked for.
package enum PrometheusTrouble: Error, Sendable, Hashable {
  /// No answer: refused, timed out, lost.
  case unreachable(String)
  /// 401 or 403.
  case unauthorized(String)
  /// A reload of a configuration that it does not take; the one before stays in force.
  case refused(String)
  /// An expression that it cannot parse.
  case badExpression(String)
  /// 429, 5xx, or anything else that is no success.
  case unavailable(status: Int, String)
  /// A success that is not what Prometheus sends.
  case unintelligible(String)
  /// It does not say that it has what it was given.
  case notLoaded(String)
  /// Its configuration folder cannot be read or written.
  case folder(String)

  /// CamelCase, for programs.
  package var reason: String {
    switch self {
    case .unreachable: "PrometheusUnreachable"
    case .unauthorized: "PrometheusUnauthorized"
    case .refused, .unavailable: "ReloadFailed"
    case .badExpression: "InvalidConfiguration"
    case .unintelligible: "PrometheusAnswerUnintelligible"
    case .notLoaded: "NotLoaded"
    case .folder: "FolderUnusable"
    }
  }
}

extension PrometheusTrouble: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable(let why): "Prometheus cannot be reached: \(why)"
    case .unauthorized(let why): "Prometheus refuses the request: \(why)"
    case .refused(let why): "Prometheus does not take the configuration: \(why)"
    case .badExpression(let why): why
    case .unavailable(let status, let why): "Prometheus answers \(status): \(why)"
    case .unintelligible(let what): "Prometheus answers something unexpected: \(what)"
    case .notLoaded(let what): "Prometheus was reloaded, but \(what)"
    case .folder(let why): "the configuration folder cannot be used: \(why)"
    }
  }
}
