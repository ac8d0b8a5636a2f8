import Expressions

/// The keys of which a step has exactly one.
package enum OperationKind: String, CaseIterable {
  case apply, create, update, establish, patch, delete, eventually, consistently, http, restconf, run
  case never, sequence, absent, ready, events
  case candidate = "operator", logs, metrics, promQL = "promql", netconf, sleep
  case southbound, journal, figure, oracle
  case forEach, `repeat`, parallel, use

  static let names = allCases.map(\.rawValue)

  /// What expressions see under the name that such a step makes.
  var handleType: CELType {
    switch self {
    case .http, .restconf: Scope.response
    case .run: Scope.result
    case .metrics: Scope.metric
    case .journal: Scope.journal
    case .promQL: Scope.queryResult
    case .netconf: Scope.netconfReply
    case .apply, .create, .update: Scope.object
    default: .dyn
    }
  }

  /// What the name stands for that such a step makes.
  var made: Scope.Made {
    switch self {
    case .apply, .create, .update, .establish, .use: .object
    case .forEach, .repeat: .list
    default: .answer
    }
  }
}
