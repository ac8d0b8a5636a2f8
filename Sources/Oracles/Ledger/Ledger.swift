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
  /// The last state of each object that is there.
  private var live: [ObjectKey: KubernetesObject] = [:]
  private var lineCount = 0

  package init() {}

  /// - Throws: `LedgerFile.Unreadable`.
  package init(file path: String) throws {
    try LedgerFile(path).forEachLine { line, number in add(line, number: number) }
  }

  /// - Parameter number: of the line in its file; nil is the next.
  package mutating func add(_ line: LedgerLine, number: Int? = nil) {
    lineCount = number ?? lineCount + 1
    end = max(end, line.time)
    switch line {
    case .mark(let mark):
      marks.append(mark)
      if mark.name == Snapshot.mark { snapshots.append(Snapshot(mark, of: live.values)) }
    case .event(var event):
      // So that a changed value of a Secret is a change.
      if let digests = event.digests { event.object.value["data"] = digests }
      let key = event.object.key
      revisions.append(Revision(event, line: lineCount, before: live[key]))
      live[key] = event.change == .deleted ? nil : event.object
    }
  }

  /// The last state of an object; nil when it is not there.
  package func object(_ key: ObjectKey) -> KubernetesObject? { live[key] }

  package var objects: some Collection<KubernetesObject> & Sendable { live.values }

  /// The same, of the objects alone that are in a namespace or come and go with the cluster, and without what the run
  /// noted of other namespaces.
  package func filtered(to namespace: String) -> Ledger {
    var ledger = self
    ledger.revisions = revisions.filter {
      $0.key.namespace == namespace || ($0.key.namespace == nil && !$0.isInitial)
    }
    ledger.marks = marks.filter { $0.details["scope"]?.string.map { $0 == namespace } ?? true }
    ledger.snapshots = snapshots.filter { $0.namespace == namespace }
    return ledger
  }

  /// Revisions that came in the time, both ends included, without those that were there before.
  package func revisions(in time: ClosedRange<Double>) -> [Revision] {
    revisions.filter { !$0.isInitial && time.contains($0.time) }
  }
}
