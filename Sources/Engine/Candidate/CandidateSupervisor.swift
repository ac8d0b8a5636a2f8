import Documents
import Oracles
import Plans
import Verdicts

/// Keeps the program of the candidate, or of a companion, running as a kubelet would: one that ends by itself is told and started again, the
/// sooner the longer it had run. Cases stop and start it through it.
actor CandidateSupervisor: CandidateControl {
  private struct Incident {
    var time: ContinuousClock.Instant
    var text: String
  }

  nonisolated let log: CandidateLog?
  private let role: ProgramRole
  private let make: @Sendable (CandidateVersion) -> CandidateProcess
  private let install: @Sendable (CandidateVersion) async throws -> Void
  private let report: @Sendable (Failure) -> Void
  private let note: @Sendable (String, Value) -> Void
  private let starts: AsyncStream<CandidateProcess>
  private let starting: AsyncStream<CandidateProcess>.Continuation
  private var process: CandidateProcess
  /// A second one beside it, for a while.
  private var replica: CandidateProcess?
  /// Which one is started, and started again.
  private var version = CandidateVersion.present
  /// False while a case wants it stopped, and before it was ready for the first time.
  private var isKept = false
  private var isStopped = false
  private var backOff = BackOff()
  private var incidents: [Incident] = []

  /// - Parameters:
  ///   - make: Makes the program anew for each start.
  ///   - install: Puts a version's manifests into the lab, in place of those of the other.
  ///   - report: Is told of each end that nobody asked for.
  ///   - note: Is told what becomes of it, as a mark of the ledger (`CandidateLife`).
  init(
    role: ProgramRole, log: CandidateLog, make: @escaping @Sendable (CandidateVersion) -> CandidateProcess,
    install: @escaping @Sendable (CandidateVersion) async throws -> Void,
    report: @escaping @Sendable (Failure) -> Void,
    note: @escaping @Sendable (String, Value) -> Void = { _, _ in }
  ) {
    self.role = role
    self.log = log
    self.make = make
    self.install = install
    self.report = report
    self.note = note
    (starts, starting) = AsyncStream.makeStream()
    process = make(.present)
    starting.yield(process)
  }

  /// Runs the program, again and again, until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await process in starts {
        group.addTask { await self.keep(process) }
      }
      group.cancelAll()
    }
  }

  /// Waits until it is ready for the first time; one that ends before that is not started again.
  func waitUntilFirstReady(stop: Latch) async throws {
    let start = ContinuousClock.now
    try await process.waitUntilReady(stop: stop)
    isKept = true
    note(CandidateLife.ready, ["seconds": .double(RunClock.seconds(.now - start))])
  }

  private func keep(_ process: CandidateProcess) async {
    let start = ContinuousClock.now
    await process.run()
    guard !Task.isCancelled, isKept, process === self.process, let failure = process.failure else { return }
    note(CandidateLife.ended, ["text": .string("\(role.title)'s process \(process.exit ?? "ended") by itself")])
    incidents.append(Incident(time: .now, text: "\(role.title)'s process \(process.exit ?? "ended")"))
    report(failure)
    let pause = backOff.next(afterRunning: .now - start)
    if pause > .zero { try? await Task.sleep(for: pause) }
    guard !Task.isCancelled, isKept, process === self.process else { return }
    begin()
  }

  private func begin() {
    process = make(version)
    starting.yield(process)
  }

  // MARK: What cases do

  func stop() async throws -> String {
    guard !isStopped else { return "was stopped already" }
    isKept = false
    isStopped = true
    let process = process
    let start = ContinuousClock.now
    let wasKilled = await process.terminate()
    note(
      CandidateLife.stopped,
      ["seconds": .double(RunClock.seconds(.now - start)), "killed": .bool(wasKilled)])
    let exit = process.exit ?? "ended"
    return wasKilled
      ? "did not stop in its time and was killed, \(CaseContext.elapsed(since: start))"
      : "\(exit) after \(CaseContext.elapsed(since: start))"
  }

  func start() async throws -> String {
    if !isStopped, !process.hasEnded { return "was running already" }
    isStopped = false
    begin()
    return try await becomeReady()
  }

  func restart() async throws -> String {
    let stopped = try await stop()
    return "\(stopped), \(try await start())"
  }

  func crash() async throws -> String {
    guard !isStopped, !process.hasEnded else {
      throw Failure(.suiteDefect, "the candidate is not running, so it cannot crash", remedy: "start it before")
    }
    isKept = false
    isStopped = true
    note(CandidateLife.killed, [:])
    await process.kill()
    let start = try await start()
    return "killed, \(start)"
  }

  func change(to version: CandidateVersion) async throws -> String {
    guard version != self.version else { return "is the \(version) version already" }
    let stopped = try await stop()
    self.version = version
    try await install(version)
    return "\(stopped), the \(version) version \(try await start())"
  }

  func startReplica() async throws -> String {
    guard replica == nil else { return "there are two already" }
    let second = make(version)
    replica = second
    starting.yield(second)
    return "started a second one"
  }

  func failOver() async throws -> String {
    guard let second = replica else {
      throw Failure(.harnessDefect, "there is no second process of the candidate")
    }
    replica = nil
    let first = process
    // From now on the other one is kept running.
    process = second
    isStopped = false
    note(CandidateLife.killed, [:])
    await first.kill()
    return "killed the first"
  }

  func exitOfReplica() -> String? {
    let second = replica ?? process
    return second.hasEnded ? second.exit ?? "ended" : nil
  }

  func restore() async throws {
    if let second = replica {
      replica = nil
      _ = await second.terminate()
    }
    if version != .present { _ = try await change(to: .present) }
    if isStopped || process.hasEnded { _ = try await start() }
  }

  func incidents(since: ContinuousClock.Instant) -> [String] {
    incidents.filter { $0.time >= since }.map { "\($0.text), \(CaseContext.elapsed(since: $0.time)) before" }
  }

  /// The same, and that it does not run at present.
  func troubles(since: ContinuousClock.Instant) -> [String] {
    incidents(since: since) + (process.hasEnded ? ["\(role.title) is not running"] : [])
  }

  /// What its process uses; nil when that cannot be told.
  func usage() -> Value? {
    process.usage.map { ["memory": .double($0.memory), "processor": .double($0.processor)] }
  }

  private func becomeReady() async throws -> String {
    let start = ContinuousClock.now
    isKept = true
    try await process.waitUntilReady(stop: nil)
    note(CandidateLife.ready, ["seconds": .double(RunClock.seconds(.now - start))])
    return "ready after \(CaseContext.elapsed(since: start))"
  }
}

/// How long to wait before a program is started again that ended by itself: not at all at first, then longer and longer.
struct BackOff: Sendable {
  private static let first = Duration.seconds(1)
  private static let longest = Duration.seconds(30)
  /// Whoever ran as long is taken for healthy.
  private static let healthy = Duration.seconds(60)

  private var pause = Duration.zero

  mutating func next(afterRunning time: Duration) -> Duration {
    if time >= Self.healthy { pause = .zero }
    defer { pause = min(max(pause * 2, Self.first), Self.longest) }
    return pause
  }
}
