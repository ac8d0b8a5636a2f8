package import Documents

/// A loop that brings the world to what objects ask for, as the controller manager's would; woken by the log, never polling.
package protocol Controller: Sendable {
  /// Names the controller's user: `deployment-controller`.
  var name: String { get }
  /// The field manager of what it writes.
  var fieldManager: String { get }
  /// Changes of these wake the controller; nil for all changes.
  var watched: Set<StorageKey>? { get }
  /// Called one at a time for each change, in the order of the log, and once for each object at the start.
  func reconcile(_ change: Change, client: ControllerClient) async
}

extension Controller {
  package var fieldManager: String { "kube-controller-manager" }
}

/// One revision of one object, as the log keeps it.
package struct Change: Sendable {
  /// As events of watches name it.
  package enum Kind: String, Sendable { case added = "ADDED", modified = "MODIFIED", deleted = "DELETED" }

  package var kind: Kind
  package var key: StorageKey
  package var namespace: String?
  package var name: String
  package var revision: UInt64
  /// What was written; for a deletion the last state, with the revision of the deletion.
  package var object: Value
  /// Nil for a creation.
  package var previous: Value?
  /// As watches show it.
  let forms = ChangeForms()
}
