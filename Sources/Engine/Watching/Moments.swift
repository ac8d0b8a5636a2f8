import Kubernetes

/// The objects that a step looks at, as they were together at one moment.
struct Moment: Sendable {
  /// What each object was; nil for one that did not exist.
  private(set) var states: [ObjectKey: ObjectState]
  /// What changed; nil for the moment at which the step began to look.
  fileprivate(set) var change: ObjectState?
  /// The changed object as it was before.
  fileprivate(set) var before: KubernetesObject?
  /// When the change reached us, or the step began to look.
  fileprivate(set) var arrival: ContinuousClock.Instant

  init(_ states: [ObjectKey: ObjectState], at arrival: ContinuousClock.Instant) {
    self.states = states
    self.arrival = arrival
  }

  func object(_ key: ObjectKey) -> KubernetesObject? { states[key]?.object }

  func objects(of selection: ObjectSelection) -> [KubernetesObject] {
    states.filter { selection.covers($0.key) }.compactMap(\.value.object).filter { selection.labels.matches($0) }
      .sorted { ($0.namespace ?? "", $0.name) < ($1.namespace ?? "", $1.name) }
  }

  fileprivate mutating func set(_ state: ObjectState) { states[state.key] = state }
}

/// Goes through all moments of some objects from a position on, each once, in the order in which they became known.
///
/// A state that came late is a moment of its own, beside what the other objects are by now; but not one that was over before
/// it all began, as when a watch is behind the answer to the last write.
struct Moments: Sendable {
  let live: LiveObjects
  let interest: Interest
  /// Where it began.
  let start: Int
  private var position: Int
  private var newest: Moment
  private let first: [ObjectKey: ObjectState]

  /// - Parameters:
  ///   - start: nil means now.
  ///   - began: when that was.
  init(_ live: LiveObjects, _ interest: Interest, since start: Int? = nil, at began: ContinuousClock.Instant = .now) {
    self.live = live
    self.interest = interest
    self.start = start ?? live.position
    position = self.start
    first = live.states(of: interest, at: self.start)
    newest = Moment(first, at: began)
  }

  /// What is known by now, as far as it was gone through.
  var last: Moment { newest }

  /// The moments that became known since the last time.
  mutating func next() -> [Moment] {
    let (states, position) = live.states(of: interest, after: position)
    self.position = position
    return states.compactMap { state in
      if isOver(state) { return nil }
      let before = newest.states[state.key]
      let isLate = state.revision != 0 && state.revision < before?.revision ?? 0
      var moment = newest
      moment.set(state)
      moment.change = state
      moment.arrival = state.arrival
      moment.before = isLate ? nil : before?.object
      if !isLate { newest = moment }
      return moment
    }
  }

  private func isOver(_ state: ObjectState) -> Bool {
    state.revision != 0 && state.revision < first[state.key]?.revision ?? 0
  }

  /// Why moments since the beginning may be missing; nil when none is.
  var loss: SightLoss? { live.loss(of: interest, since: start) }
}
