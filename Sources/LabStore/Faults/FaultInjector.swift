internal import Kubernetes
package import Plans
internal import Synchronization

/// The faults of a running lab, and the journal of what they did.
package final class FaultInjector: Sendable {
  private struct State: Sendable {
    var rules: FaultRules
    var journal = FaultJournal()
    var nextPause = 0
    var pauses: [Int: AsyncStream<Void>.Continuation] = [:]
    /// What waits until a fault is removed, by its name.
    var holds: [String: [AsyncStream<Void>.Continuation]] = [:]
    var restarts: AsyncStream<Fault.Restart>.Continuation?

    mutating func takeHolds() -> [AsyncStream<Void>.Continuation] {
      defer { holds = [:] }
      return holds.values.flatMap(\.self)
    }
  }

  private let state: Mutex<State>
  private let deadlines: Deadlines
  private let observer: @Sendable (FaultRecord) -> Void

  init(_ faults: [Fault], deadlines: Deadlines, observer: @escaping @Sendable (FaultRecord) -> Void) {
    state = Mutex(State(rules: FaultRules(faults)))
    self.deadlines = deadlines
    self.observer = observer
  }

  // MARK: Deciding

  /// What happens to a request; each is journaled.
  func faults(for request: FaultSubject) -> [Fault] {
    state.withLock { state in
      guard !state.rules.isEmpty else { return [] }
      let faults = state.rules.faults(for: request)
      for fault in faults { note(fault, request, fault.effect.action, &state) }
      return faults
    }
  }

  /// What happens to an event of a watch.
  ///
  /// - Parameter describing: names the event for the journal.
  func fault(forEvent event: FaultSubject, describing: () -> String) -> Fault? {
    state.withLock { state in
      guard !state.rules.isEmpty, let fault = state.rules.fault(forEvent: event) else { return nil }
      note(fault, event, "\(fault.effect.action) \(describing())", &state)
      return fault
    }
  }

  private func note(_ fault: Fault?, _ request: FaultSubject?, _ action: String, _ state: inout State) {
    observer(state.journal.append(fault?.name, request, action))
  }

  /// Journals what no rule did.
  package func note(_ action: String) { state.withLock { note(nil, nil, action, &$0) } }

  // MARK: Waiting

  /// Waits; less when the lab ends before, or the task is cancelled.
  func pause(for duration: Duration) async {
    let (pause, continuation) = AsyncStream.makeStream(of: Void.self)
    let number = state.withLock { state in
      state.nextPause += 1
      state.pauses[state.nextPause] = continuation
      return state.nextPause
    }
    let end = deadlines.at(ContinuousClock.now + duration) { continuation.finish() }
    for await _ in pause {}
    deadlines.cancel(end)
    state.withLock { $0.pauses[number] = nil }
  }

  /// Waits until a fault is removed; less when the lab ends before, or the task is cancelled.
  func hold(for name: String) async {
    let (hold, continuation) = AsyncStream.makeStream(of: Void.self)
    state.withLock { state in
      guard state.rules.entries.contains(where: { $0.fault.name == name }) else { return continuation.finish() }
      state.holds[name, default: []].append(continuation)
    }
    for await _ in hold {}
  }

  /// Nobody waits any longer.
  func endPauses() {
    let waiting = state.withLock { Array($0.pauses.values) + $0.takeHolds() }
    for one in waiting { one.finish() }
  }

  // MARK: Restarts

  /// Yields when the server shall restart. Each call takes the place of the one before.
  package func restarts() -> AsyncStream<Fault.Restart> {
    let (restarts, continuation) = AsyncStream.makeStream(of: Fault.Restart.self, bufferingPolicy: .bufferingOldest(1))
    state.withLock { $0.restarts = continuation }
    return restarts
  }

  func request(_ restart: Fault.Restart) { state.withLock { _ = $0.restarts?.yield(restart) } }

  // MARK: Administration

  package var entries: [(fault: Fault, matches: Int, injections: Int)] {
    state.withLock { $0.rules.entries.map { ($0.fault, $0.matches, $0.injections) } }
  }

  /// The number that names the next fault without a name.
  package var freeNumber: Int { state.withLock { $0.rules.freeNumber() } }

  package func add(_ faults: [Fault]) { state.withLock { state in for fault in faults { state.rules.add(fault) } } }

  /// - Returns: whether there was one.
  package func remove(_ name: String) -> Bool {
    let (wasThere, held) = state.withLock { ($0.rules.remove(name), $0.holds.removeValue(forKey: name) ?? []) }
    for one in held { one.finish() }
    return wasThere
  }

  package func removeAll() {
    let held = state.withLock { state in
      state.rules = FaultRules()
      return state.takeHolds()
    }
    for one in held { one.finish() }
  }

  /// Oldest first, after the given number.
  package func records(after number: Int = 0) -> [FaultRecord] {
    state.withLock { Array($0.journal.records.drop { $0.number <= number }) }
  }
}

extension Fault.Effect {
  /// For the journal.
  fileprivate var action: String {
    switch self {
    case .latency(let duration): "held the request for \(duration)"
    case .refusal(let refusal, _): "answered \(refusal.rawValue)"
    case .reset(.before): "reset the connection before anything was done"
    case .reset(.after): "carried it out, and reset the connection in place of the answer"
    case .stale(let changes): "answered from before the last \(changes) changes"
    case .asOf(let revision): "lagged behind at revision \(revision)"
    case .restart(let restart): restart.action
    case .events(.drop): "dropped"
    case .events(.cut): "cut the watch before"
    case .events(.expire): "ended the watch with 410 before"
    case .eventDelay(let duration): "held for \(duration)"
    }
  }
}

extension Fault.Restart {
  /// For the journal.
  var action: String {
    let history = keepsHistory ? "" : " without its history"
    return "restarted the server\(history)\(certificate.map { ", with a certificate that is \($0.rawValue)" } ?? "")"
  }
}
