import Verdicts

/// Stops and starts the candidate during a run. Each says in a few words what happened.
protocol CandidateControl: Sendable {
  /// Stops it as a cluster does: with a time to end by itself.
  func stop() async throws -> String
  /// Starts it and waits until it is ready.
  func start() async throws -> String
  func restart() async throws -> String
  /// Ends it without a warning, and waits until it is back.
  func crash() async throws -> String
  /// Brings it back if a case left it stopped.
  func restore() async throws
  /// What it did by itself since then that may explain a failure.
  func incidents(since: ContinuousClock.Instant) async -> [String]
  /// What it logs; nil where that cannot be read.
  var log: CandidateLog? { get }
}
