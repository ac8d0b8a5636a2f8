import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A program of this machine that runs for as long as it is needed.
package struct LocalProgram: Sendable {
  package var path: String
  package var arguments: [String]
  /// Beside what the harness's own environment gives to every program.
  package var environment: [String: String]
  /// Where its output goes, line by line; nil keeps only the last lines, for errors.
  package var logFile: String?
  /// How long it may take to stop after SIGTERM, before it is killed with all that it started.
  package var stopWithin: Duration

  package init(
    path: String, arguments: [String], environment: [String: String] = [:], logFile: String? = nil,
    stopWithin: Duration = .seconds(5)
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.logFile = logFile
    self.stopWithin = stopWithin
  }

  /// It did not run as it should.
  package struct Trouble: Error, Sendable, CustomStringConvertible {
    package var program: String
    package var problem: String
    /// The last lines that it printed.
    package var lines: [String]

    package var description: String {
      let said = lines.isEmpty ? "" : ":\n" + lines.map { "  | \($0)" }.joined(separator: "\n")
      return "\(program) \(problem)\(said)"
    }
  }

  /// Starts the program, waits until it is ready, and stops it when `body` has ended.
  ///
  /// - Parameters:
  ///   - ready: Returns when the program answers; is given the lines of its output from the first on.
  ///   - within: How long it may take until then.
  /// - Throws: `Trouble` when it cannot be started, ends before it is ready, or is not ready in time; what `body` throws.
  package func withRunning<Result: Sendable, Readiness: Sendable>(
    within limit: Duration = .seconds(30), ready: @escaping @Sendable (AsyncStream<String>) async throws -> Readiness,
    _ body: @escaping @Sendable (Readiness) async throws -> Result
  ) async throws -> Result {
    let lines = LastLines()
    let (output, continuation) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(1000))
    return try await withThrowingTaskGroup(of: Event<Readiness>.self) { group in
      group.addTask {
        defer { continuation.finish() }
        return .ended(try await run(lines, continuation))
      }
      group.addTask { .ready(try await ready(output)) }
      group.addTask {
        try await Task.sleep(for: limit)
        return .late
      }
      defer { group.cancelAll() }
      while let event = try await group.next() {
        switch event {
        case .ready(let readiness): return try await body(readiness)
        case .ended(let how): throw trouble("ended before it was ready: \(how)", lines)
        case .late: throw trouble("was not ready within \(limit)", lines)
        }
      }
      throw CancellationError()
    }
  }

  private enum Event<Readiness: Sendable>: Sendable {
    case ready(Readiness)
    case ended(String)
    case late
  }

  private func trouble(_ problem: String, _ lines: LastLines) -> Trouble {
    Trouble(program: String(path.split(separator: "/").last ?? ""), problem: problem, lines: lines.all)
  }

  /// Until it ends or the task is cancelled; tells how it ended.
  private func run(_ lines: LastLines, _ output: AsyncStream<String>.Continuation) async throws -> String {
    var options = PlatformOptions()
    // In a process group of its own, Ctrl-C at the terminal does not reach it before the harness has cleaned up.
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: stopWithin)]
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment { Environment.Key(rawValue: name).map { variables[$0] = value } }
    let log = logFile.flatMap { path in
      FileManager.default.createFile(atPath: path, contents: nil) ? FileHandle(forWritingAtPath: path) : nil
    }
    do {
      let ended = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(variables),
        platformOptions: options, input: .none, output: .sequence, error: .combinedWithOutput
      ) { execution in
        for try await line in execution.standardOutput.strings(bufferingPolicy: .maxLineLength(64 << 10)) {
          let line = line.trimmingCharacters(in: .newlines)
          // A log that cannot be written must not stop the program.
          try? log?.write(contentsOf: Data("\(line)\n".utf8))
          lines.append(line)
          output.yield(line)
        }
      }
      return "\(ended.terminationStatus)"
    } catch let error as SubprocessError {
      throw trouble("cannot be run: \(error)", lines)
    }
  }
}

/// What a program printed last.
private final class LastLines: Sendable {
  private let lines = Mutex<[String]>([])

  func append(_ line: String) {
    lines.withLock { lines in
      lines.append(line)
      if lines.count > 12 { lines.removeFirst() }
    }
  }

  var all: [String] { lines.withLock { $0 } }
}
