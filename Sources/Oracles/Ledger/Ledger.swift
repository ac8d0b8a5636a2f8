import Documents
package import Kubernetes

/// What a recorder saw: every revision of every object in its scope, and what was done meanwhile.
package struct Ledger: Sendable {
  /// In the order in which they came.
  package private(set) var revisions: [Revision] = []
  package private(set) var marks: [LedgerLine.Mark] = []
  /// The time of the last line.
  package private(set) var end = 0.0
  /// The objects of a namespace at marks that ask for them, to compare them.
  package private(set) var snapshots: [Snapshot] = []
  /// The last state of each object that is there, by namespace; nil is the cluster.
  private var live: [String?: [ObjectKey: Known]] = [:]
  /// Where the revisions of each namespace stand, without those of the cluster that were there before.
  private var positions: [String?: [Int]] = [:]
  package private(set) var lineCount = 0

  private struct Known: Sendable {
    var state: Revision.State
    /// Of its last revision.
    var position: Int
  }

  package init() {}

  /// - Throws: `LedgerFile.Unreadable`.
  package init(file path: String) throws {
    try LedgerFile(path).forEachLine { line, number in add(line, number: number) }
  }

  /// - Parameter number: of the line in its file; nil is the next.
  /// - Returns: the last state before it of the object that it is about, if there was one.
  @discardableResult
  package mutating func add(_ line: LedgerLine, number: Int? = nil) -> KubernetesObject? {
    lineCount = number ?? lineCount + 1
    switch line {
    case .mark(var mark):
      mark.time = max(mark.time, end)
      end = mark.time
      marks.append(mark)
      if mark.name == Snapshot.mark { snapshots.append(Snapshot(mark, of: objects(in: mark.details["scope"]?.string))) }
      return nil
    case .event(var event):
      // The order of the lines is what counts: times do not fall.
      event.time = max(event.time, end)
      end = event.time
      // So that a changed value of a Secret is a change.
      if let digests = event.digests { event.object.value["data"] = digests }
      return add(event)
    }
  }

  private mutating func add(_ event: LedgerLine.Event) -> KubernetesObject? {
    let key = event.object.key
    let known = live[key.namespace]?[key]
    let (next, state) = Revision.next(event, of: key, line: lineCount, before: known?.state)
    var revision = next
    if let known { revision.share(revisions[known.position]) }
    if key.namespace != nil || !event.isInitial { positions[key.namespace, default: []].append(revisions.count) }
    live[key.namespace, default: [:]][revision.key] =
      event.change == .deleted ? nil : Known(state: state, position: revisions.count)
    revisions.append(revision)
    return known?.state.object
  }

  /// The last state of an object; nil when it is not there.
  package func object(_ key: ObjectKey) -> KubernetesObject? { live[key.namespace]?[key]?.state.object }

  /// The last states of those that are there.
  package func objects(in namespace: String?) -> some Sequence<KubernetesObject> {
    (live[namespace] ?? [:]).values.lazy.map(\.state.object)
  }
}

// MARK: A part of it

extension Ledger {
  /// The same, of the objects alone that are in a namespace or come and go with the cluster, and without what the run
  /// noted of other namespaces.
  package func filtered(to namespace: String) -> Ledger {
    var ledger = Ledger()
    var cursor = Cursor()
    let news = self.news(of: namespace, since: &cursor)
    ledger.revisions = news.revisions
    ledger.marks = news.marks
    for (position, revision) in ledger.revisions.enumerated() {
      ledger.positions[revision.key.namespace, default: []].append(position)
    }
    // The positions in them are those of the whole; what is only read needs none.
    ledger.live = [namespace: live[namespace] ?? [:], nil: live[nil] ?? [:]]
    ledger.snapshots = snapshots.filter { $0.namespace == namespace }
    ledger.end = end
    ledger.lineCount = lineCount
    return ledger
  }

  /// How much of a ledger somebody has seen who follows one namespace.
  package struct Cursor: Sendable, Hashable {
    var own = 0
    var common = 0
    var marks = 0

    package init() {}
  }

  /// What came of a namespace since then, each in its order.
  package func news(
    of namespace: String, since cursor: inout Cursor
  ) -> (revisions: [Revision], marks: [LedgerLine.Mark]) {
    let (own, common) = (positions[namespace] ?? [], positions[nil] ?? [])
    let old = cursor
    cursor = Cursor()
    cursor.own = own.count
    cursor.common = common.count
    cursor.marks = marks.count
    var found: [Revision] = []
    found.reserveCapacity(own.count - old.own + common.count - old.common)
    var rest = common[old.common...]
    for position in own[old.own...] {
      while let next = rest.first, next < position { found.append(revisions[rest.removeFirst()]) }
      found.append(revisions[position])
    }
    for position in rest { found.append(revisions[position]) }
    let told = marks[old.marks...].filter { $0.details["scope"]?.string.map { $0 == namespace } ?? true }
    return (found, told)
  }

  /// The same without some of its revisions, or with other ones in their places.
  package func mapped(_ change: (Revision) -> Revision?) -> Ledger {
    var ledger = self
    ledger.revisions = revisions.compactMap(change)
    ledger.positions = [:]
    for (position, revision) in ledger.revisions.enumerated() {
      ledger.positions[revision.key.namespace, default: []].append(position)
    }
    return ledger
  }

  /// Revisions that came in the time, both ends included, without those that were there before.
  package func revisions(in time: ClosedRange<Double>) -> [Revision] {
    revisions[revisions.indices(in: time)].filter { !$0.isInitial }
  }
}

extension RandomAccessCollection where Element == Revision, Index == Int {
  /// Of the revisions in the time, both ends included; they stand in the order of their times.
  package func indices(in time: ClosedRange<Double>) -> Range<Int> {
    let start = firstIndex(from: startIndex) { $0.time >= time.lowerBound }
    return start..<firstIndex(from: start) { $0.time > time.upperBound }
  }

  /// The first element from which on the test holds, found by halving.
  private func firstIndex(from start: Int, where holds: (Revision) -> Bool) -> Int {
    var (low, high) = (start, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
