import Verdicts

/// Which release of the candidate runs.
enum CandidateVersion: Sendable {
  case present, previous
}

/// Stops and starts the candidate during a run. Each says in a few words what happened.
protocol CandidateControl: Sendable {
  /// Stops it as a cluster does: with a time to end by itself.
  func stop() async throws -> String
  /// Starts it and waits until it is ready.
  func start() async throws -> String
  func restart() async throws -> String
  /// Takes it out of the lab as its package would go, and leaves its custom resource definitions.
  func uninstall() async throws -> String
  /// Brings it back after that, and waits until it is ready.
  func install() async throws -> String
  /// Ends it without a warning, and waits until it is back.
  func crash() async throws -> String
  /// Stops it and starts another version of it, which from then on is the one that is stopped and started.
  func change(to version: CandidateVersion) async throws -> String
  /// Starts another process of it beside the first.
  func startReplica() async throws -> String
  /// Kills the first without a warning; the other one takes its place.
  func failOver() async throws -> String
  /// Why the other one does not run any more; nil while it does.
  func exitOfReplica() async -> String?
  /// Brings it back, in its present version, if a case left it stopped or changed.
  func restore() async throws
  /// What it did by itself since then that may explain a failure.
  func incidents(since: ContinuousClock.Instant) async -> [String]
  /// What it logs; nil where that cannot be read.
  var log: CandidateLog? { get }
}

extension CandidateControl {
  /// A program is all that there is of it.
  func uninstall() async throws -> String { try await stop() }

  func install() async throws -> String { try await start() }

  func startReplica() async throws -> String { throw NotObservable(reason: Self.noReplica) }

  func failOver() async throws -> String { throw NotObservable(reason: Self.noReplica) }

  func exitOfReplica() async -> String? { nil }

  private static var noReplica: String { "only of a program can plugfest start a second one beside the first" }
}
