import Expressions

/// The keys of which a step has exactly one.
enum OperationKind: String, CaseIterable {
  case apply, create, establish, patch, delete, eventually, consistently, http, run

  /// What expressions see under the name that such a step makes.
  var handleType: CELType {
    switch self {
    case .http: Scope.response
    case .run: Scope.result
    case .apply, .create: Scope.object
    default: .dyn
    }
  }

  /// Whether the name that such a step makes stands for an object of the cluster.
  var makesObject: Bool {
    switch self {
    case .apply, .create, .establish: true
    default: false
    }
  }
}
