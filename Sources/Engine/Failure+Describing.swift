import Cluster
import Expressions
import Verdicts

extension Failure {
  /// Words any error as a failure.
  ///
  /// - Parameter kind: What an error of no known type is.
  init(describing error: any Error, kind: Kind, doing what: String) {
    switch error {
    case let failure as Failure: self = failure
    case is CancellationError, is RunStopped:
      self.init(.interrupted, "stopped in the middle of: \(what)")
    case is DeadlineExceeded: self.init(kind, "not done in time: \(what)")
    case let error as ClusterError:
      self.init(.labUnavailable, "could not \(what): \(error.summary)", remedy: error.hint)
    case let error as ExpressionError:
      self.init(
        .suiteDefect, "\(what): \(error.message)", details: error.excerpt.split(separator: "\n").map(String.init))
    default: self.init(kind, "could not \(what): \(error)")
    }
  }
}
