import Documents
package import Kubernetes

/// One state of an object as it came, and in what it differs from the one before: all that a judge needs, without the
/// object itself.
package struct Revision: Sendable {
  /// Of the ledger's line, from 1 on.
  package var line: Int
  /// Seconds since the recorder began.
  package var time: Double
  package var change: LedgerLine.Change
  /// Whether it was there before the recording.
  package var isInitial: Bool
  package var key: ObjectKey
  package var uid: String
  package var resourceVersion: String
  package var generation: Int64?
  /// Empty for a first state.
  package internal(set) var changes: [FieldChange]
  /// What it says about whoever wrote it, if that was the candidate.
  package private(set) var writeClass: WriteClass
  /// Who wrote it, as far as managed fields tell; nobody for a deletion.
  package var writers: [Writer]
  package var ownerReferences: [OwnerReference]
  package var isTerminating: Bool
  /// Labels and annotations of a first state.
  package var ties: [String: String]
  /// Whether nothing moved in the managed fields, so that the writers are those who own what changed.
  package var isInferred: Bool
  /// What the status says from this revision on; nil when it says what it said before, or when there is none.
  package var status: StatusSummary?

  /// Who wrote, and in which way.
  package struct Writer: Sendable, Hashable, CustomStringConvertible {
    package var manager: String
    /// `Apply` or `Update`.
    package var operation: String
    /// Empty for the main resource.
    package var subresource: String

    package init(manager: String, operation: String, subresource: String) {
      self.manager = manager
      self.operation = operation
      self.subresource = subresource
    }

    package var description: String {
      subresource.isEmpty ? "\(manager) (\(operation))" : "\(manager) (\(operation) of \(subresource))"
    }
  }

  /// The same, as if some of the changes had not been made.
  func without(_ isLeftOut: (FieldChange) -> Bool) -> Revision {
    var revision = self
    revision.changes.removeAll(where: isLeftOut)
    revision.writeClass = WriteClass(change, of: key.kind, revision.changes)
    return revision
  }

  package func isWritten(by manager: String) -> Bool { writers.contains { $0.manager == manager } }

  package func changes(in plainText: String) -> Bool { changes.contains { $0.path.isIn(plainText: plainText) } }
}

extension Revision {
  /// The last state of an object, with what was read from it for the revision that comes next.
  struct State: Sendable {
    var object: KubernetesObject
    fileprivate var managedFields: [ManagedFieldsEntry]
    fileprivate var status: StatusSummary?
  }

  /// The state that came, after the one that was known before, if any.
  ///
  /// - Returns: what the next one is compared with, too.
  static func next(
    _ event: LedgerLine.Event, of key: ObjectKey, line: Int, before: State?
  ) -> (Revision, State) {
    let object = event.object
    let entries = object.managedFields
    // A deletion shows the last state, and says nothing of who did it.
    guard event.change != .deleted, !event.isInitial else {
      let said = event.change == .deleted ? nil : StatusSummary(object)
      let revision = Revision(event, key, line, changes: [], writers: [], isInferred: false, status: said)
      return (revision, State(object: object, managedFields: entries, status: StatusSummary(object)))
    }
    let same = before.flatMap { $0.object.uid == object.uid ? $0 : nil }
    let changes = same.map { FieldChange.changes(from: $0.object.value, to: object.value) } ?? []
    let isSaidAnew = same == nil || changes.contains { $0.path.elements.first == .field("status") }
    let said = isSaidAnew ? StatusSummary(object) : same?.status
    var isInferred = false
    let writers = WriteAttribution.writers(entries, before: same?.managedFields) {
      isInferred = true
      return changes.map(\.path)
    }
    let revision = Revision(
      event, key, line, changes: changes,
      writers: writers.map { Writer(manager: $0.manager, operation: $0.operation, subresource: $0.subresource) },
      isInferred: isInferred,
      // Most of what is written says the same in other numbers; what is kept of it would add up.
      status: same != nil && same?.status == said ? nil : said)
    return (revision, State(object: object, managedFields: entries, status: said))
  }

  private init(
    _ event: LedgerLine.Event, _ key: ObjectKey, _ line: Int, changes: [FieldChange], writers: [Writer],
    isInferred: Bool, status: StatusSummary?
  ) {
    let object = event.object
    self.line = line
    time = event.time
    change = event.change
    isInitial = event.isInitial
    self.key = key
    uid = object.uid ?? ""
    resourceVersion = object.resourceVersion ?? ""
    generation = object.generation
    ownerReferences = object.ownerReferences
    isTerminating = object.isTerminating
    ties =
      event.change == .added ? object.labels.merging(object.annotations, uniquingKeysWith: { first, _ in first }) : [:]
    writeClass = WriteClass(event.change, of: key.kind, changes)
    self.changes = changes
    self.writers = writers
    self.isInferred = isInferred
    self.status = status
  }
}
