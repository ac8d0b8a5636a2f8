import Expressions
import Foundation
import Subprocess
import Synchronization
import SystemPackage
import Verdicts

/// The candidate, or a companion of it, as a process of its own: started, watched, and stopped by the harness.
final class CandidateProcess: Sendable {
  struct Configuration: Sendable {
    var role: ProgramRole
    var command: [String]
    /// Beside what the harness's own environment gives to every program.
    var environment: [String: String]
    var readyLine: RegularExpression?
    var readyWithin: Duration
    var stopWithin: Duration
    /// Where its output goes, line by line.
    var logPath: String
  }

  private struct State {
    var exit: String?
    /// Nil before it has begun and after it has ended.
    var pid: pid_t?
    /// Why there was nothing to run, which is not the candidate's fault.
    var startFailure: Failure?
  }

  /// More lines would not be read in a report; the log has all.
  private static let keptLines = 12
  /// The stack traces of all threads may come after what is said.
  private static let wordLines = 500
  private static let lineLimit = 64 << 10

  private let configuration: Configuration
  private let log: CandidateLog
  private let redactor: Redactor
  private let state = Mutex(State())
  /// Opens when the line that tells readiness was printed, or at the end.
  private let readyOrEnded = Latch()
  private let ended = Latch()
  /// Opens when there is a process, or never will be.
  private let begun = Latch()

  init(_ configuration: Configuration, log: CandidateLog, redactor: Redactor) {
    self.configuration = configuration
    self.log = log
    self.redactor = redactor
  }

  /// Runs the program until it exits or the task is cancelled; then it gets SIGTERM, and SIGKILL when it does not stop.
  func run() async {
    defer {
      ended.open()
      begun.open()
      readyOrEnded.open()
    }
    var options = PlatformOptions()
    // In a process group of its own, Ctrl-C at the terminal does not reach it before the harness has cleaned up.
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: configuration.stopWithin)]
    do {
      let result = try await Subprocess.run(
        .name(configuration.command[0]), arguments: .init(Array(configuration.command.dropFirst())),
        environment: .inherit.updating(
          Dictionary(uniqueKeysWithValues: configuration.environment.map { (.init(stringLiteral: $0), $1) })),
        platformOptions: options, input: .none, output: .sequence, error: .combinedWithOutput
      ) { execution in
        self.state.withLock { $0.pid = execution.processIdentifier.value }
        self.begun.open()
        defer { self.state.withLock { $0.pid = nil } }
        try await self.record(execution.standardOutput)
      }
      state.withLock { $0.exit = Self.describe(result.terminationStatus) }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      let failure = Failure(
        .suiteDefect, "\(configuration.role.title)'s program \"\(configuration.command[0])\" is not found",
        remedy: "put it on the PATH or beside plugfest, or name it by its path: \(configuration.role.setting).command")
      state.withLock { $0.startFailure = failure }
    } catch {
      state.withLock { if $0.exit == nil { $0.exit = "ended: \(error)" } }
    }
  }

  /// - Throws: `Failure` when it stops before it is ready, or is not ready in time.
  func waitUntilReady(stop: Latch?) async throws {
    let limit = configuration.readyWithin
    do {
      try await withDeadline(.now + limit, stop: stop) { await self.readyOrEnded.wait() }
    } catch is DeadlineExceeded {
      let seconds = RunClock.seconds(limit)
      let role = configuration.role
      throw Failure(
        role.failureKind, "\(role.title) did not become ready within \(seconds) s", details: recentOutput,
        remedy: "see \(role.logName); readiness is the line of `\(role.setting).ready.log`")
    }
    if let failure { throw failure }
  }

  var hasEnded: Bool { ended.isOpen }

  /// How it ended, as in: exited with 3.
  var exit: String? { state.withLock { $0.exit } }

  /// The most memory that it had, in bytes, and the share of a processor that it used; nil when it does not run.
  var usage: (memory: Double, processor: Double)? {
    guard let pid = state.withLock(\.pid) else { return nil }
    return ProcessUsage.of(pid)
  }

  /// Asks it to stop, and kills it with all that it started when it does not in its time.
  ///
  /// - Returns: Whether it had to be killed.
  func terminate() async -> Bool {
    await begun.wait()
    send(SIGTERM, toGroup: false)
    do {
      try await withDeadline(.now + configuration.stopWithin) { await self.ended.wait() }
      if hasEnded { return false }
    } catch {}
    await kill()
    return true
  }

  /// Kills it with all that it started.
  func kill() async {
    await begun.wait()
    send(SIGKILL, toGroup: true)
    await ended.wait()
  }

  private func send(_ signal: Int32, toGroup: Bool) {
    state.withLock { state in
      guard let pid = state.pid else { return }
      _ = Foundation.kill(toGroup ? -pid : pid, signal)
    }
  }

  /// Why it is not running any more; nil while it is.
  var failure: Failure? {
    guard ended.isOpen else { return nil }
    if let failure = state.withLock({ $0.startFailure }) { return failure }
    let exit = state.withLock { $0.exit } ?? "was stopped"
    let role = configuration.role
    let words = LastWords.of(log.last(Self.wordLines)).map { ", and said \"\($0)\"" } ?? ""
    return Failure(
      role.failureKind, "\(role.title) stopped: \(configuration.command[0]) \(exit)\(words)", details: recentOutput,
      remedy: "see \(role.logName)")
  }

  private var recentOutput: [String] {
    let lines = log.last(Self.keptLines)
    return lines.isEmpty ? ["it printed nothing"] : ["its last lines were:"] + lines.map { "| \($0)" }
  }

  private func record(_ output: SubprocessOutputSequence) async throws {
    let descriptor = open(configuration.logPath, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    let file = descriptor < 0 ? nil : FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if configuration.readyLine == nil { readyOrEnded.open() }
    for try await line in output.strings(bufferingPolicy: .maxLineLength(Self.lineLimit)) {
      let whole = line.trimmingCharacters(in: .newlines)
      let line = redactor.redact(whole)
      // A log that cannot be written must not stop the candidate.
      try? file?.write(contentsOf: Data("\(CredentialMask.mask(line))\n".utf8))
      self.log.append(line, tellsSecret: line != whole)
      if let readyLine = configuration.readyLine, readyLine.matches(line) { readyOrEnded.open() }
    }
  }

  private static func describe(_ status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "exited with \(code)"
    case .signaled(let signal): "was killed by signal \(signal)"
    }
  }
}
