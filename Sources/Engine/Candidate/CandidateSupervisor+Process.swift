import Documents
import Expressions
import Plans
import Verdicts

extension CandidateSupervisor {
  /// - Parameters:
  ///   - process: What to run, whose expressions are worked out here.
  ///   - previous: What the release before runs; nil when that is the same.
  ///   - install: Puts a version's manifests into the lab, in place of those of the other.
  /// - Throws: what is wrong with the expressions.
  init(
    _ process: Candidate.Process, previous: Candidate.Process? = nil, as role: ProgramRole, in context: RunContext,
    install: @escaping @Sendable (CandidateVersion) async throws -> Void = { _ in }
  ) throws {
    let log = CandidateLog()
    let present = try CandidateProcess.Configuration(process, as: role, in: context)
    let previous = try previous.map { try CandidateProcess.Configuration($0, as: role, in: context) }
    self.init(
      role: role, log: log,
      make: { version in
        let configuration = version == .previous ? previous ?? present : present
        return CandidateProcess(configuration, log: log, redactor: context.redactor)
      },
      install: install,
      report: { failure in
        // A program that dies is told at once, not only through the cases that then fail.
        context.emit(.stageEnded("keep \(role.title) running", failure: context.redactor.redact(failure)))
      },
      note: { name, details in
        // Companions are not judged.
        if role.isCandidate { context.recorder?.mark(name, details) }
      })
  }
}

extension CandidateProcess.Configuration {
  fileprivate init(_ process: Candidate.Process, as role: ProgramRole, in context: RunContext) throws {
    let bindings = Bindings(["lab": context.candidateLabValue, "run": ["id": .string(context.description.id)]])
    func text(_ value: Value) -> String { value.string ?? JSON.text(value) }
    // The lab's kubeconfig, and where an operator outside of a cluster keeps its leases.
    let own = role.isCandidate ? context.lab.candidateAccess : nil
    var environment = ["KUBECONFIG": own?.kubeconfigPath ?? context.lab.kubeconfigPath, "POD_NAMESPACE": "default"]
    let variables = process.environment.map { (key: Template(constant: .string($0)), value: $1) }
    let values = try Template(members: variables).evaluate(bindings)
    // What the lab does not have is left out.
    for (name, value) in values.object ?? [:] where !value.isNull { environment[name] = text(value) }
    for name in process.secretVariables { environment[name].map(context.redactor.add) }
    let command = try Template(items: process.command).evaluate(bindings).array ?? []
    self.init(
      role: role, command: command.map(text), environment: environment,
      readyLine: try process.readyLine.map { try RegularExpression($0) }, readyWithin: process.readyWithin,
      stopWithin: process.stopWithin, logPath: "\(context.evidence.folder)/\(role.logName)")
  }
}
