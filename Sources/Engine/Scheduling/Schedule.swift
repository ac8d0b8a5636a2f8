package import Plans
package import Verdicts

/// Decides which case begins when: in the order of the plan, as far as needs, locks, the lab's parallelism and the time
/// that is left allow. Plain data, so the same answers lead to the same order.
package struct Schedule: Sendable {
  /// One case, as far as its time matters.
  package struct Item: Sendable {
    package var identity: CaseIdentity
    package var needs: [CaseIdentity]
    package var locks: [String: TestSuite.LockMode]
    /// How long it is expected to take.
    package var expected: Duration

    package init(
      identity: CaseIdentity, needs: [CaseIdentity] = [], locks: [String: TestSuite.LockMode] = [:],
      expected: Duration = .zero
    ) {
      self.identity = identity
      self.needs = needs
      self.locks = locks
      self.expected = expected
    }
  }

  package enum Decision: Sendable, Equatable {
    /// The item at this index begins now.
    case begin(Int)
    /// The item at this index is not carried out.
    case leaveOut(Int, SkipReason)
  }

  private let items: [Item]
  private let parallel: Int
  /// Indices of items that have not begun, in order.
  private var waiting: [Int]
  private var running: Set<Int> = []
  private var verdicts: [CaseIdentity: Verdict] = [:]

  /// - Parameter parallel: how many cases may run side by side.
  package init(_ items: [Item], parallel: Int) {
    self.items = items
    self.parallel = max(1, parallel)
    waiting = Array(items.indices)
  }

  /// What to do now; nil when nothing can begin before a case has ended, or when all have.
  ///
  /// - Parameters:
  ///   - timeLeft: until the budget is used up; nil without one.
  ///   - budget: in words, for the reason.
  package mutating func next(timeLeft: Duration? = nil, budget: String = "") -> Decision? {
    // What an earlier case waits for is kept for it, or a stream of later ones could keep it waiting for ever.
    var wanted: [String: TestSuite.LockMode] = [:]
    for (position, index) in waiting.enumerated() {
      let item = items[index]
      if let reason = unmetNeed(of: item) ?? lackOfTime(for: item, timeLeft, budget) {
        waiting.remove(at: position)
        verdicts[item.identity] = .skipped
        return .leaveOut(index, reason)
      }
      guard running.count < parallel else { continue }
      guard item.needs.allSatisfy({ verdicts[$0] != nil }) else { continue }
      if isFree(item.locks, beside: wanted) {
        waiting.remove(at: position)
        running.insert(index)
        return .begin(index)
      }
      wanted.merge(item.locks) { $0 == .exclusive ? $0 : $1 }
    }
    return nil
  }

  /// The item at this index, which had begun, has ended.
  package mutating func end(_ index: Int, _ verdict: Verdict) {
    running.remove(index)
    verdicts[items[index].identity] = verdict
  }

  private func unmetNeed(of item: Item) -> SkipReason? {
    for need in item.needs {
      guard let verdict = verdicts[need], verdict != .pass else { continue }
      return .notApplicable("needs \(need.id), \(verdict.story)")
    }
    return nil
  }

  private func lackOfTime(for item: Item, _ timeLeft: Duration?, _ budget: String) -> SkipReason? {
    guard let timeLeft, timeLeft < max(item.expected, .milliseconds(1)) else { return nil }
    return .notApplicable("not reached within the budget of \(budget)")
  }

  private func isFree(_ locks: [String: TestSuite.LockMode], beside wanted: [String: TestSuite.LockMode]) -> Bool {
    locks.allSatisfy { name, mode in
      let others = running.compactMap { items[$0].locks[name] } + [wanted[name]].compactMap(\.self)
      return others.isEmpty || (mode == .shared && others.allSatisfy { $0 == .shared })
    }
  }
}

extension Verdict {
  /// As in: needs IPAM-001, which failed.
  fileprivate var story: String {
    switch self {
    case .pass: "which passed"
    case .fail: "which failed"
    case .error: "which could not be judged"
    case .skipped: "which was skipped"
    case .flaky: "which is flaky"
    }
  }
}
