import Documents
import Engine
import Kubernetes
import Plans
import Verdicts

// The audit log of a recorded run.
extension LabLauncher {
  /// Keeps what the API server tells of requests in the run folder while the body runs; nil for one that tells nothing.
  ///
  /// - Parameter log: The file that the API server of somebody's cluster writes; nil when there is none.
  func withAudit(of log: String?, _ body: @escaping @Sendable (AuditTrail?) async throws -> Void) async throws {
    guard let prefix = auditedNamespaces, let log else { return try await body(nil) }
    try await withTrail(body) { () throws(Diagnostic) in
      try AuditTrail(path: path, redactor: redactor, source: AuditLogReader(path: log)) { event in
        event.subject?.namespace.hasPrefix(prefix) ?? false
      }
    }
  }

  /// The same for the embedded lab, which always tells.
  func withAudit(_ body: @escaping @Sendable (AuditTrail?) async throws -> Void) async throws {
    guard auditedNamespaces != nil else { return try await body(nil) }
    try await withTrail(body) { () throws(Diagnostic) in try AuditTrail(path: path, redactor: redactor) }
  }

  private var path: String { "\(folder)/\(AuditTrail.fileName)" }

  private func withTrail(
    _ body: @escaping @Sendable (AuditTrail?) async throws -> Void, make: () throws(Diagnostic) -> AuditTrail
  ) async throws {
    let trail: AuditTrail
    do {
      trail = try make()
    } catch {
      throw Failure(.labUnavailable, error.message, at: lab.place, remedy: error.hint)
    }
    defer { trail.finish() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await trail.run() }
      defer { group.cancelAll() }
      try await body(trail)
    }
  }
}
