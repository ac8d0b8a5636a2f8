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

  /// Starts `plugfest` and calls `body` when it has printed a line that contains `ready`.
  ///
  /// - Returns: What `body` returns.
  static func plugfest<Result: Sendable>(
    _ arguments: [String], ready: String, _ body: @escaping @Sendable (BackgroundProgram, String) async throws -> Result
  ) async throws -> Result {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
    let outcome = try await Subprocess.run(
      .path(.init("\(Program.folder)/plugfest")), arguments: .init(arguments),
      workingDirectory: .init(Program.repository), platformOptions: options, input: .none, output: .sequence,
      error: .combinedWithOutput
    ) { execution in
      var output = ""
      var lines = execution.standardOutput.strings().makeAsyncIterator()
      while let line = try await lines.next() {
        output += line.hasSuffix("\n") ? line : line + "\n"
        guard line.contains(ready) else { continue }
        let program = BackgroundProgram(processID: execution.processIdentifier.value)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(program, output)) } catch { result = .failure(error) }
        kill(program.processID, SIGTERM)
        while try await lines.next() != nil {}
        return result
      }
      return Swift.Result<Result, any Error>.failure(NotReady(output: output))
    }
    return try outcome.closureResult.get()
  }
}
