import Documents
import Oracles
import Plans
import Subprocess
import Verdicts

extension CaseContext {
  /// More output than this fails the command; nobody would read it.
  private static let outputLimit = 4 << 20

  /// Runs a program with the lab's kubeconfig and the case's namespace in its environment.
  func run(_ operation: Step.Operation.Command) async throws -> String {
    let command = try operation.command.map { try scope.text($0) }
    var environment = ["KUBECONFIG": lab.kubeconfigPath, "NAMESPACE": scope.namespace]
    for (name, template) in operation.environment { environment[name] = try scope.text(template) }
    let title = command.first.map { "`\($0)`" } ?? "the command"
    // It may use kubectl under any name.
    recorder?.mark(
      Cast.script, ["scope": .string(scope.namespace), "command": .array(command.prefix(1).map(Value.string))])
    let result: (exit: String, code: Int, output: String, errors: String)
    do {
      let environment = environment
      result = try await withDeadline(min(.now + operation.timeout, deadline)) {
        try await Self.execute(command, environment)
      }
    } catch is DeadlineExceeded {
      throw Failure(.commandFailed, "\(title) did not end within \(GoDuration.text(operation.timeout))")
    } catch let error as SubprocessError {
      throw Failure(.suiteDefect, "\(title) cannot be run: \(error)")
    }
    let value: Value = [
      "exitCode": .integer(Int64(result.code)), "stdout": .string(result.output), "stderr": .string(result.errors),
    ]
    let wrong = try mismatches(operation, value, output: result.output, code: result.code)
    guard wrong.isEmpty else {
      throw Failure(
        .commandFailed, "\(title) \(result.exit): \(wrong[0])",
        details: wrong.dropFirst() + Self.lines("stdout", result.output) + Self.lines("stderr", result.errors))
    }
    if let handle = operation.handle { scope.set(handle, value) }
    return result.exit
  }

  private static func execute(
    _ command: [String], _ environment: [String: String]
  ) async throws -> (exit: String, code: Int, output: String, errors: String) {
    guard let program = command.first else { throw Failure(.suiteDefect, "the command is empty") }
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
    let result = try await Subprocess.run(
      .name(program), arguments: .init(Array(command.dropFirst())),
      environment: .inherit.updating(
        Dictionary(uniqueKeysWithValues: environment.map { (.init(stringLiteral: $0.key), $0.value) })),
      platformOptions: options, input: .none, output: .string(limit: outputLimit), error: .string(limit: outputLimit))
    let output = result.standardOutput
    let errors = result.standardError
    return switch result.terminationStatus {
    case .exited(let code): ("exited with \(code)", Int(code), output, errors)
    // As a shell tells it.
    case .signaled(let signal): ("was killed by signal \(signal)", 128 + Int(signal), output, errors)
    }
  }

  private func mismatches(
    _ operation: Step.Operation.Command, _ value: Value, output: String, code: Int
  ) throws -> [String] {
    var wrong: [String] = []
    if code != operation.exitCode { wrong.append("expected exit code \(operation.exitCode), found \(code)") }
    for template in operation.output {
      let part = try scope.text(template)
      if !output.contains(part) { wrong.append("expected \"\(part)\" in its output") }
    }
    for case .condition(let template, let source, let place) in operation.conditions {
      guard let broken = check(template, source, place, extra: ["result": value]) else { continue }
      wrong.append(([broken.title] + broken.details).joined(separator: ": "))
    }
    return wrong
  }

  private static func lines(_ name: String, _ text: String) -> [String] {
    let lines = text.split(separator: "\n").suffix(20)
    return lines.isEmpty ? [] : ["\(name):"] + lines.map { "| \($0)" }
  }
}
