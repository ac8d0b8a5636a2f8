package import Documents

/// A loop that brings the world to what objects ask for, as the controller manager's would; woken by the log, never polling.
package protocol Controller: Sendable {
  /// Becomes the field manager of what it writes: `deployment-controller`.
  var name: String { get }
  /// Changes of these wake the controller.
  var watched: Set<StorageKey> { get }
  /// Called one at a time for each change, in the order of the log, and once for each object at the start.
  func reconcile(_ change: Change, client: any ControllerClient) async
}

/// One revision of one object, as the log keeps it.
package struct Change: Sendable {
  package enum Kind: Sendable { case added, modified, deleted }

  package var kind: Kind
  package var key: StorageKey
  package var namespace: String?
  package var name: String
  package var revision: UInt64
  /// What was written; for a deletion the last state, with the revision of the deletion.
  package var object: Value
  /// Nil for a creation.
  package var previous: Value?
}

/// Writes of a controller: the same verbs that clients use, with the controller as user.
package protocol ControllerClient: StoreReader {
  @discardableResult
  func create(_ object: Value, in key: StorageKey, namespace: String?) throws -> Value
  /// Replaces an object when it is still at the resourceVersion that `object` carries.
  @discardableResult
  func update(_ object: Value, in key: StorageKey, subresource: String?) throws -> Value
  func delete(_ key: StorageKey, namespace: String?, name: String, uid: String?, propagation: String?) throws
}
