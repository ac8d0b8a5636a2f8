import Documents
import Kubernetes
import Plans

/// How the candidate's requests are told from all others in an audit log.
struct AuditedCandidate {
  /// As whom it comes; nil when that is also somebody else's name.
  private let user: String?
  /// What its user agent begins with, where the user does not tell.
  private let program: String?

  init(user: String) { (self.user, program) = (user, nil) }

  init(program: String) { (user, self.program) = (nil, program) }

  /// Nil when nobody can tell.
  init?(_ context: CaseContext) {
    guard case .process(let process) = context.candidate.installation else {
      guard let workload = context.candidate.workload else { return nil }
      let account = workload["spec", "template", "spec", "serviceAccountName"]?.string ?? "default"
      self.init(user: "system:serviceaccount:\(workload.namespace ?? "default"):\(account)")
      return
    }
    if let access = context.lab.candidateAccess {
      self.init(user: access.user)
      return
    }
    // With the credentials of the run, only the name is its own; and not even that when it has a companion like itself.
    let others = context.candidate.companions.map { Self.program($0.process, context) }
    guard let program = Self.program(process, context), !others.contains(program) else { return nil }
    self.init(program: program)
  }

  func asked(_ event: AuditEvent) -> Bool {
    if let user { return event.user.name == user }
    return program.map { event.userAgent == $0 || event.userAgent.hasPrefix("\($0)/") } ?? false
  }

  /// As clients name themselves unless they are told otherwise: the last part of the program's path.
  private static func program(_ process: Candidate.Process, _ context: CaseContext) -> String? {
    guard let command = process.command.first, let path = try? context.scope.text(command) else { return nil }
    return path.split(separator: "/").last.map(String.init)
  }
}
