import Cluster
import Documents
import Expressions
import Kubernetes
import Oracles
import Plans
import Synchronization
import Verdicts

/// The recipe goes no further; the ledger says why.
struct RecipeEnded: Error {}

/// Carries out the deeds of one recipe, with a mark in the ledger for each thing that is done.
final class DeedRunner: Sendable {
  let context: CaseContext
  let recorder: Recorder
  let oracle: Step.Operation.Oracle
  let handle: Handle
  let consultation: Consultation
  private let state = Mutex(State())

  private struct State {
    /// The longest that was used.
    var window = SettleWindow(length: 0, reason: "nothing was waited for")
    /// When it began and when it was done, in seconds of the recording.
    var lastDeed = 0.0
    var lastDeedDone = 0.0
    /// When something was done that demands an answer; nil when it was waited for.
    var demand: Double?
    /// Whether something stood in the way of the candidate.
    var wasHindered = false
    /// For how many seconds it was waited, in all, for what was not as it should be.
    var patienceUsed = 0.0
    var copies: [Handle] = []
    /// What another candidate was asked for, and the same in the candidate's own words.
    var beside: Handle?
    var same: Handle?
    /// What stands in the way of the candidate.
    var obstacles: [ObjectReference] = []
    /// Revisions of the cluster.
    var moments: [Deed.Moment: UInt64] = [:]
    /// What takes it out of the way, besides their deletion.
    var repairs: [@Sendable () async throws -> Void] = []
  }

  /// - Parameter consultation: whose beginning stands in the ledger.
  init(
    context: CaseContext, recorder: Recorder, oracle: Step.Operation.Oracle, handle: Handle, consultation: Consultation
  ) {
    self.context = context
    self.recorder = recorder
    self.oracle = oracle
    self.handle = handle
    self.consultation = consultation
  }

  var client: ClusterClient { context.lab.client }

  /// Seconds of the recording.
  var lastDeed: Double { state.withLock(\.lastDeed) }

  /// Seconds.
  var patienceUsed: Double { state.withLock(\.patienceUsed) }

  func usePatience(_ seconds: Double) { state.withLock { $0.patienceUsed += seconds } }

  /// The quiet window that was used last.
  var window: SettleWindow { state.withLock(\.window) }

  /// Notes something for this case alone.
  @discardableResult
  func mark(_ name: String, _ details: Value = [:]) -> LedgerLine.Mark { recorder.mark(name, scoped(details)) }

  /// Ends the consultation in the ledger.
  ///
  /// - Returns: the mark, and the ledger as it is then.
  @discardableResult
  func end(unseen: String? = nil, trouble: String? = nil) -> (LedgerLine.Mark, Ledger) {
    let details = Consultation.details(window, id: context.consultation ?? "", unseen: unseen, trouble: trouble)
    return recorder.conclude(Consultation.ending, scoped(details), for: context.scope.namespace)
  }

  private func scoped(_ details: Value) -> Value {
    var details = details
    details["scope"] = .string(context.scope.namespace)
    return details
  }

  func carryOut(_ recipe: Recipe) async throws {
    if let wish = context.watches.live.object(handle.reference.key) {
      await recorder.waitUntilSeen(wish, until: min(.now + .seconds(5), context.deadline))
    }
    let window = try await rest(isReady: true)
    // What goes on all the time is not the answer to anything.
    if recorder.hasUnrest(in: context.scope.namespace, for: window.length) {
      try await look("calm", for: .seconds(window.length))
    }
    for deed in recipe.deeds { try await carryOut(deed) }
    for turn in recipe.turns { try await carryOutTurn(turn) }
    try await waitForWhatIsMissing()
  }

  /// Ends it early when it does not apply.
  private func carryOutTurn(_ turn: [Deed]) async throws {
    for deed in turn {
      do {
        try await carryOut(deed)
      } catch is DoesNotApply {
        return
      } catch is NotObservable {
        // What came before can be judged all the same.
        return
      }
    }
  }

  private func carryOut(_ deed: Deed) async throws {
    switch deed {
    case .phase(let name): mark(name)
    case .rest: _ = try await rest(isReady: true)
    case .restWhateverItSays: _ = try await rest(isReady: false)
    case .look(let name, let atLeast):
      try await look(name, for: oracle.duration ?? .seconds(max(window.length, atLeast)))
    case .snapshot(let name): try await takeSnapshot(name)
    case .awaitTidings: try await awaitTidings()
    case .noteReadiness: if let isReady = isReady(handle) { mark("readiness", ["ready": .bool(isReady)]) }
    case .noteClaims: noteClaims()
    case .noteOutside: try await noteOutside()
    case .noteVersions: try await noteVersions()
    case .killAtWrite(let number): try await kill(atWrite: number)
    case .killAtRequest(let number): try await kill(atRequest: number)
    case .needSeveralOutside: if writtenAtDeletion.count < 2 { throw DoesNotApply() }
    default:
      state.withLock { state in
        state.lastDeed = recorder.now
        if deed.hinders { state.wasHindered = true }
      }
      demandAnswer(to: deed)
      try await disturb(deed)
      state.withLock { $0.lastDeedDone = recorder.now }
    }
  }

  private func disturb(_ deed: Deed) async throws {
    switch deed {
    case .applyAgain(.serverSide), .apply(.asEstablished): try await applyAsEstablished()
    case .applyAgain(.clientSide): try await applyClientSide()
    case .apply(.changed): try await apply(oracle.change)
    case .apply(.invalid): try await applyInvalid()
    case .annotate:
      try await patch(
        handle.reference, ["metadata": ["annotations": ["plugfest.dev/nudge": .string("\(recorder.now)")]]],
        as: .harness)
    case .wipeStatus: try await wipeStatus()
    case .delete(let propagation): try await delete(propagation)
    case .waitUntilGone: try await waitUntilGone()
    case .recreate: try await recreate()
    case .children(let hand): try await lay(hand)
    case .makeCopies: try await makeCopies()
    case .deny(let obstacle): try await deny(obstacle)
    case .allow: try await allow()
    case .writeBack: try await writeBack()
    case .startReplica: _ = try await control().startReplica()
    case .killLeader: _ = try await control().failOver()
    case .noteAttempts: try await noteAttempts()
    case .noteLeader: try await noteLeader()
    case .awaitLeader: try await awaitLeader()
    case .deleteRequisites: try await deleteRequisites()
    case .applyRequisites: try await applyRequisites()
    case .deleteNamespace: try await deleteNamespace()
    case .waitUntilNamespaceIsGone: try await waitUntilNamespaceIsGone()
    case .makeBeside: try await makeBeside()
    case .makeSame: try await makeSame()
    case .changeIfKnown: if oracle.change != nil { try await apply(oracle.change) }
    case .disturbOutside: try await disturbOutside()
    case .awaitOutside: try await awaitOutside()
    case .remember(let moment): try await remember(moment)
    case .lag(let moment): try await lag(to: moment)
    case .catchUp: try await catchUp()
    case .breakOutside: try breakOutside()
    case .breakFirstOutside: try breakFirstOutside()
    case .mendOutside: mendOutside()
    case .loseAnswers: try loseAnswers()
    case .cutWatches: try await cutWatches()
    case .rotateCredentials: try await rotateCredentials()
    case .change(let release): _ = try await control().change(to: release == .previous ? .previous : .present)
    case .stop: _ = try await control().stop()
    case .uninstall: _ = try await control().uninstall()
    case .install: _ = try await control().install()
    case .start: _ = try await control().start()
    case .kill: _ = try await control().crash()
    case .phase, .rest, .restWhateverItSays, .look, .snapshot, .awaitTidings, .noteReadiness, .noteClaims, .noteOutside,
      .noteVersions,
      .killAtWrite, .killAtRequest, .needSeveralOutside:
      break
    }
  }

  // MARK: Time

  /// - Throws: `RecipeEnded` when the candidate does not come to rest, or the wish does not get ready.
  @discardableResult
  func rest(isReady: Bool) async throws -> SettleWindow {
    let settling = Settling(recorder: recorder, namespace: context.scope.namespace)
    let isDone: @Sendable () -> Bool = { [self] in
      !isReady || ([handle] + state.withLock(\.copies)).allSatisfy { self.isReady($0) != false }
    }
    // One after the other, many take longer than one.
    let limit = (isReady ? patience : oracle.settle) + .seconds(2 * state.withLock(\.copies).count)
    let (done, demand) = state.withLock { ($0.lastDeedDone, $0.demand.take()) }
    let (window, ending) = try await settling.wait(
      after: done, atMost: limit, deadline: context.deadline, answering: demand, until: isDone)
    state.withLock { $0.window = window }
    switch ending {
    case .settled: return window
    case .restless(let time): mark("restless", ["seconds": .double(RunClock.seconds(time))])
    case .unready(let time): mark("not ready", ["seconds": .double(RunClock.seconds(time))])
    case .outOfTime:
      throw NotObservable(
        reason: "the time of the case is over before the candidate could be quiet for "
          + "\((window.length * 10).rounded() / 10) s: \(window.reason)")
    }
    throw RecipeEnded()
  }

  /// How long something may take at this time.
  var patience: Duration {
    let retry = Duration.seconds(state.withLock(\.wasHindered) ? LedgerJudge.longestRetry + 5 : 0)
    return max(oracle.settle, retry, .seconds(SettleWindow.timeToSettle(lag: recorder.lag.seconds)))
  }

  /// Nil when nobody can tell.
  func isReady(_ handle: Handle) -> Bool? {
    guard let template = handle.binding?.observe["ready"] else { return nil }
    let object = context.watches.live.object(handle.reference.key)?.value ?? .null
    return (try? template.evaluate(Bindings(["object": object])))?.bool ?? false
  }

  /// From now on, when a good candidate cannot leave it without one.
  func demandAnswer(to deed: Deed) {
    if deed.demandsAnswer { state.withLock { $0.demand = recorder.now } }
  }

  var beside: Handle? {
    get { state.withLock(\.beside) }
    set { state.withLock { $0.beside = newValue } }
  }

  var same: Handle? {
    get { state.withLock(\.same) }
    set { state.withLock { $0.same = newValue } }
  }

  func note(copy: Handle) { state.withLock { $0.copies.append(copy) } }

  func note(obstacle: ObjectReference) { state.withLock { $0.obstacles.append(obstacle) } }

  func takeObstacles() -> [ObjectReference] {
    state.withLock { state in
      defer { state.obstacles = [] }
      return state.obstacles
    }
  }

  func note(_ revision: UInt64?, at moment: Deed.Moment) { state.withLock { $0.moments[moment] = revision } }

  func revision(at moment: Deed.Moment) -> UInt64? { state.withLock { $0.moments[moment] } }

  func note(repair: @escaping @Sendable () async throws -> Void) { state.withLock { $0.repairs.append(repair) } }

  func takeRepairs() -> [@Sendable () async throws -> Void] {
    state.withLock { state in
      defer { state.repairs = [] }
      return state.repairs
    }
  }

  private func look(_ phase: String, for time: Duration) async throws {
    guard .now + time <= context.deadline else {
      throw Failure(
        .suiteDefect, "the time of the case is used up before \(GoDuration.text(time)) have passed",
        at: oracle.place, remedy: "give the case more time: `timeout`")
    }
    mark(phase, ["seconds": .double(RunClock.seconds(time))])
    guard phase == "idle" else { return try await Task.sleep(for: time) }
    let before = context.control?.log?.facts.lines
    try await countingWrites { try await readingAudit { try await Task.sleep(for: time) } }
    noteLog(since: before, in: time)
  }

  /// Of many wishes, and beside other cases, something happens all the time.
  private func noteLog(since before: Int?, in time: Duration) {
    guard let before, let after = context.control?.log?.facts.lines, context.hasCandidateAlone,
      oracle.recipe != .loadIdempotence
    else { return }
    mark(
      CandidateLife.logAtRest, ["lines": .integer(Int64(after - before)), "seconds": .double(RunClock.seconds(time))])
  }

  // MARK: The candidate

  /// A turn ends here.
  /// There is no such write, request or moment.
  struct DoesNotApply: Error {}

  func control() throws -> any CandidateControl {
    if let control = context.control { return control }
    throw NotObservable(reason: "plugfest did not start the candidate, so it cannot stop it")
  }

  /// As soon as the write is seen; how many there really were before the end, the ledger tells.
  private func kill(atWrite number: Int) async throws {
    let since = state.withLock(\.lastDeed)
    let settling = Settling(recorder: recorder, namespace: context.scope.namespace)
    guard try await settling.waitForWrite(number, since: since, atMost: oracle.settle, deadline: context.deadline)
    else {
      mark("note", ["text": .string("there is no write \(number)")])
      throw DoesNotApply()
    }
    mark("note", ["text": .string("killed at write \(number)")])
    _ = try await control().crash()
  }
}
