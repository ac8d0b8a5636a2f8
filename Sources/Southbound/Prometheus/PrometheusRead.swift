package import Documents
import Foundation

/// One question to Prometheus's HTTP API.
package enum PrometheusRead: Sendable, Hashable {
  /// - `time`: as the API takes it; nil is now.
  case instant(query: String, time: String?)
  case range(query: String, start: String, end: String, step: String)
  /// Active targets that have all of these labels.
  case targets(labels: [String: String])
  /// Rules of this name, of this group; nil is any.
  case rules(name: String?, group: String?)
  /// Alerts that are pending or firing, and have all of these labels.
  case alerts(labels: [String: String])

  /// Below the server's URL, with its query.
  package var path: String {
    switch self {
    case .instant(let query, let time):
      "/api/v1/query?query=\(Self.encoded(query))" + (time.map { "&time=\(Self.encoded($0))" } ?? "")
    case .range(let query, let start, let end, let step):
      "/api/v1/query_range?query=\(Self.encoded(query))&start=\(Self.encoded(start))&end=\(Self.encoded(end))"
        + "&step=\(Self.encoded(step))"
    case .targets: "/api/v1/targets?state=active"
    case .rules: "/api/v1/rules"
    case .alerts: "/api/v1/alerts"
    }
  }

  /// What is asked for, as a report names it.
  package var title: String {
    switch self {
    case .instant(let query, _), .range(let query, _, _, _): query
    case .targets(let labels): "targets\(Self.text(labels))"
    case .rules(let name, let group):
      "rules" + (name.map { " named \($0)" } ?? "") + (group.map { " of the group \($0)" } ?? "")
    case .alerts(let labels): "alerts\(Self.text(labels))"
    }
  }

  private static func text(_ labels: [String: String]) -> String {
    if labels.isEmpty { return "" }
    return " {\(labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ","))}"
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.ascii).union(["-", ".", "_"])) ?? ""
  }
}

extension CharacterSet {
  fileprivate static let ascii = CharacterSet(charactersIn: "\u{20}"..."\u{7E}")
}

/// A time as a suite writes it: seconds since 1970, RFC 3339, `now`, or how long ago: `-30s`.
package enum PrometheusTime {
  /// As the API takes it. What is none of these is passed on, and refused there with a reason.
  ///
  /// - Parameter now: In seconds since 1970.
  package static func text(_ value: Value, now: Double) -> String {
    switch value {
    case .integer(let seconds): return String(seconds)
    case .double(let seconds): return String(seconds)
    case .string("now"): return text(now)
    case .string(let text):
      guard text.hasPrefix("-"), let ago = GoDuration.parse(String(text.dropFirst())) else { return text }
      return self.text(now - ago / .seconds(1))
    default: return JSON.text(value)
    }
  }

  private static func text(_ seconds: Double) -> String { String((seconds * 1000).rounded() / 1000) }
}
