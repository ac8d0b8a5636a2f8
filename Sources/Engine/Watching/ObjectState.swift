import Kubernetes

/// One state of one object, as it became known.
struct ObjectState: Sendable {
  /// From where a state is known.
  enum Source: Sendable {
    case watch
    /// A list: what came before it may be missing.
    case list
    /// The answer to a write of our own, which may be ahead of the watch.
    case answer
  }

  var key: ObjectKey
  /// Nil when it was deleted.
  var object: KubernetesObject?
  /// Zero when the server's is no number.
  var revision: UInt64
  /// In which order it became known: a late event comes after states that are newer.
  var position: Int
  /// When it reached us.
  var arrival: ContinuousClock.Instant
  var source: Source
}
