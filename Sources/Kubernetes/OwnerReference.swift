package import Documents

/// Why an object exists: when all of its owners are gone, the garbage collector deletes it.
package struct OwnerReference: Sendable, Hashable {
  package var apiVersion: String
  package var kind: String
  package var name: String
  package var uid: String
  /// Of several owners at most one manages the object.
  package var isController: Bool
  /// A foreground deletion of the owner waits for this object.
  package var blocksOwnerDeletion: Bool

  package init(
    apiVersion: String, kind: String, name: String, uid: String, isController: Bool = false,
    blocksOwnerDeletion: Bool = false
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.name = name
    self.uid = uid
    self.isController = isController
    self.blocksOwnerDeletion = blocksOwnerDeletion
  }

  /// Nil for a value without a uid.
  package init?(_ value: Value) {
    guard let uid = value["uid"]?.string else { return nil }
    self.init(
      apiVersion: value["apiVersion"]?.string ?? "", kind: value["kind"]?.string ?? "",
      name: value["name"]?.string ?? "", uid: uid, isController: value["controller"]?.bool ?? false,
      blocksOwnerDeletion: value["blockOwnerDeletion"]?.bool ?? false)
  }

  package var value: Value {
    var object: Object = [
      "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name), "uid": .string(uid),
    ]
    if isController { object["controller"] = true }
    if blocksOwnerDeletion { object["blockOwnerDeletion"] = true }
    return .object(object)
  }

  package var groupVersionKind: GroupVersionKind? { GroupVersionKind(apiVersion: apiVersion, kind: kind) }
}
