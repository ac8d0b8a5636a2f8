import Foundation
import Subprocess
import SystemPackage

/// A built program that serves while a test runs, and is stopped by SIGTERM at its end.
struct BackgroundProgram: Sendable {
  struct NotReady: Error, CustomStringConvertible {
    var output: String
    var description: String { "the program ended before it was ready: \(output)" }
  }

  let processID: pid_t

  struct Output: Sendable {
    var code: Int32
    var text: String
  }

  /// Starts `plugfest` and calls `body` when it has printed a line that contains `ready`.
  ///
  /// - Returns: What `body` returns.
  static func plugfest<Result: Sendable>(
    _ arguments: [String], ready: String, environment: [String: String] = [:],
    _ body: @escaping @Sendable (BackgroundProgram, String) async throws -> Result
  ) async throws -> Result {
    try await run(arguments, ready: ready, environment: environment, stopsAfterwards: true, body).result.get()
  }

  /// Starts `plugfest`, sends it a signal when it has printed a line that contains `ready`, and waits for its end.
  static func plugfest(
    _ arguments: [String], ready: String, environment: [String: String], signal: Int32
  ) async throws -> Output {
    let (result, output) = try await run(
      arguments, ready: ready, environment: environment, stopsAfterwards: false
    ) { program, _ in _ = kill(program.processID, signal) }
    try result.get()
    return output
  }

  private static func run<Result: Sendable>(
    _ arguments: [String], ready: String, environment: [String: String], stopsAfterwards: Bool,
    _ body: @escaping @Sendable (BackgroundProgram, String) async throws -> Result
  ) async throws -> (result: Swift.Result<Result, any Error>, output: Output) {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
    let outcome = try await Subprocess.run(
      .path(.init("\(Program.folder)/plugfest")), arguments: .init(arguments),
      environment: .inherit.updating(
        Dictionary(uniqueKeysWithValues: environment.map { (.init(stringLiteral: $0.key), $0.value) })),
      workingDirectory: .init(Program.repository), platformOptions: options, input: .none, output: .sequence,
      error: .combinedWithOutput
    ) { execution in
      var text = ""
      var result: Swift.Result<Result, any Error>?
      for try await line in execution.standardOutput.strings() {
        text += line.hasSuffix("\n") ? line : line + "\n"
        guard result == nil, line.contains(ready) else { continue }
        let program = BackgroundProgram(processID: execution.processIdentifier.value)
        do { result = .success(try await body(program, text)) } catch { result = .failure(error) }
        if stopsAfterwards { kill(program.processID, SIGTERM) }
      }
      return (result ?? .failure(NotReady(output: text)), text)
    }
    let code: Int32 =
      switch outcome.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return (outcome.closureResult.0, Output(code: code, text: outcome.closureResult.1))
  }
}
