import Documents
import Plans
import Verdicts

/// What surrounds the cases of a run: each suite and group is set up by the first of its cases that begins, and torn down
/// by the last of them that ends.
actor Fixtures {
  /// What a case finds when it begins.
  enum Entry: Sendable {
    /// It can begin, with the names of what surrounds it.
    case ready(CaseScope?)
    case skip(SkipReason)
    /// With files of evidence.
    case failed(Failure, [String])
  }

  private struct Surrounding {
    let identity: TestSuite.FixtureIdentity
    let fixture: Fixture
    /// Cases that have not ended.
    var cases: Int
    let isSetUp = Latch()
    var entry: Entry?
    var context: CaseContext?
    var hasBegun = false

    /// What reports of it are about.
    func summary(for item: TestSuite.Case) -> CaseSummary {
      let id = "set-up" + (identity.group.map { "-\($0)" } ?? "")
      return CaseSummary(
        identity: CaseIdentity(suite: identity.suite, id: id, round: item.summary.identity.round),
        name: "of \(identity.title)", category: item.summary.category, severity: item.summary.severity,
        place: fixture.place)
    }
  }

  private let run: RunContext
  private var surroundings: [TestSuite.FixtureIdentity: Surrounding] = [:]

  init(run: RunContext) {
    self.run = run
    for suite in run.plan.suites {
      let whole = TestSuite.FixtureIdentity(suite: suite.name, group: nil)
      surroundings[whole] = Surrounding(identity: whole, fixture: suite.fixture, cases: suite.cases.count)
      for group in suite.groups {
        let identity = TestSuite.FixtureIdentity(suite: suite.name, group: group.name)
        let count = suite.cases.count { $0.group == group.name }
        surroundings[identity] = Surrounding(identity: identity, fixture: group.fixture, cases: count)
      }
    }
  }

  /// Sets up what surrounds the case, unless that is done.
  func enter(_ item: TestSuite.Case) async -> Entry {
    var entry = Entry.ready(nil)
    for identity in item.surroundings {
      guard case .ready(let outer) = entry else { return entry }
      entry = await enter(identity, outer: outer, for: item)
    }
    return entry
  }

  /// Tears down what surrounded the case, when it was the last one there. To be called once for every case of the plan
  /// that has ended, whether it was carried out or not.
  func leave(_ item: TestSuite.Case) async {
    for identity in item.surroundings.reversed() {
      surroundings[identity]?.cases -= 1
      if surroundings[identity]?.cases == 0 { await tearDown(identity) }
    }
  }

  /// Tears down all that is still there, because the run ends early.
  func leaveAll() async {
    for identity in surroundings.keys.filter({ $0.group != nil }) { await tearDown(identity) }
    for identity in surroundings.keys { await tearDown(identity) }
  }

  // MARK: One of them

  private func enter(
    _ identity: TestSuite.FixtureIdentity, outer: CaseScope?, for item: TestSuite.Case
  ) async -> Entry {
    guard let surrounding = surroundings[identity] else { return .ready(outer) }
    if surrounding.hasBegun {
      await surrounding.isSetUp.wait()
    } else {
      surroundings[identity]?.hasBegun = true
      let entry = await run.lab.noise.counting(for: LabNoise()) {
        await setUp(surrounding, outer: outer, for: item)
      }
      surroundings[identity]?.entry = entry
      surrounding.isSetUp.open()
    }
    return surroundings[identity]?.entry ?? .ready(outer)
  }

  private func setUp(_ surrounding: Surrounding, outer: CaseScope?, for item: TestSuite.Case) async -> Entry {
    let name = surrounding.identity.title
    let namespace = run.namespace(surrounding.identity.group ?? surrounding.identity.suite)
    let context = run.context(
      namespace: namespace, caseID: name, outer: outer, timeout: surrounding.fixture.timeout)
    do {
      if let reason = try await RequirementCheck(run: run).unmet(surrounding.fixture.requirements, in: context.scope) {
        return .skip(reason)
      }
    } catch {
      return .failed(Failure(describing: error, kind: .labUnavailable, doing: "find out whether \(name) applies"), [])
    }
    guard !surrounding.fixture.isEmpty else { return .ready(outer) }
    let record = CaseRecord()
    let runner = FixtureRunner(run: run, fixture: surrounding.fixture, identity: nil, record: record)
    let isDone = await run.stage("set up \(name)", failingAs: .setUpFailed) {
      do {
        try await run.createNamespace(namespace, caseID: name)
      } catch {
        record.fail(Failure(describing: error, kind: .labUnavailable, doing: "create a namespace for \(name)"))
        throw error
      }
      surroundings[surrounding.identity]?.context = context
      try await withDeadline(context.deadline + .seconds(2), stop: run.stop) { _ = await runner.setUp(context) }
      if let failure = record.failure { throw failure }
    }
    if isDone { return .ready(context.scope) }
    let evidence = CaseEvidence(
      run: run, summary: surrounding.summary(for: item), rerunning: item.summary.identity, record: record)
    await evidence.take(context)
    return .failed(
      Failure(
        .setUpFailed, "the set-up of \(name) failed, so nothing in it could be checked",
        details: [record.failure?.message].compactMap(\.self), at: surrounding.fixture.place),
      evidence.finish(context))
  }

  private func tearDown(_ identity: TestSuite.FixtureIdentity) async {
    guard let surrounding = surroundings[identity], let context = surrounding.context else { return }
    surroundings[identity]?.context = nil
    _ = await run.stage("tear down \(identity.title)", failingAs: .tearDownFailed) {
      let record = CaseRecord()
      await FixtureRunner(run: run, fixture: surrounding.fixture, identity: nil, record: record).tearDown(context)
      if let failure = record.failure { throw failure }
    }
  }
}

extension TestSuite.FixtureIdentity {
  fileprivate var title: String { group.map { "the group \($0)" } ?? "the suite \(suite)" }
}

extension TestSuite.Case {
  /// The outer one first.
  fileprivate var surroundings: [TestSuite.FixtureIdentity] {
    let suite = summary.identity.suite
    let whole = TestSuite.FixtureIdentity(suite: suite, group: nil)
    return group.map { [whole, TestSuite.FixtureIdentity(suite: suite, group: $0)] } ?? [whole]
  }
}
