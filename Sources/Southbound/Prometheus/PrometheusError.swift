package import Documents

/// Why Prometheus gave no result.
package struct PrometheusError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Cause: Sendable, Hashable {
    /// The question itself is wrong: a query that cannot be parsed, a time that is none.
    case badData
    /// The query was understood, and could not be worked out: many-to-many matching, too many samples.
    case execution
    /// It was given up, or there was no time for it.
    case timeout
    case unavailable
    /// An answer that is not the API's: a proxy's page, another program.
    case unintelligible
    /// Another `errorType`.
    case other(String)
  }

  package var cause: Cause
  package var message: String

  package init(_ cause: Cause, _ message: String) {
    self.cause = cause
    self.message = message
  }

  /// Nil for an answer of success.
  package init?(status: Int, body: Value) {
    switch body["status"]?.string {
    case "success" where (200..<300).contains(status): return nil
    case "error":
      let type = body["errorType"]?.string ?? ""
      self.init(Self.cause(type), body["error"]?.string ?? type)
    default: self.init(.unintelligible, "an answer \(status) that is not of Prometheus's API")
    }
  }

  private static func cause(_ type: String) -> Cause {
    switch type {
    case "bad_data": .badData
    case "execution": .execution
    case "timeout", "canceled": .timeout
    case "unavailable", "internal": .unavailable
    default: .other(type)
    }
  }

  package var description: String {
    switch cause {
    case .badData: "Prometheus does not understand the question: \(message)"
    case .execution: "Prometheus cannot work out the query: \(message)"
    case .timeout: "Prometheus had no time for the query: \(message)"
    case .unavailable: "Prometheus is not able to answer: \(message)"
    case .unintelligible: "Prometheus did not answer: \(message)"
    case .other(let type): "Prometheus answers \(type): \(message)"
    }
  }
}
