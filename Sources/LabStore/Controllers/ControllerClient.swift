package import Documents
package import Kubernetes

/// Reads and writes of a controller: the same verbs that clients use, with the controller as user.
package struct ControllerClient: StoreReader {
  let store: LabStore
  let user: UserInfo
  let fieldManager: String
  let reminders: Reminders

  init(store: LabStore, controller: any Controller, reminders: Reminders) {
    self.store = store
    self.reminders = reminders
    user = UserInfo(controller: controller.name)
    fieldManager = controller.fieldManager
  }

  package var registry: ResourceRegistry { store.registry }

  package func object(_ key: StorageKey, namespace: String?, name: String) -> Value? {
    store.object(key, namespace: namespace, name: name)
  }

  package func objects(_ key: StorageKey, namespace: String?) -> [Value] {
    store.objects(key, namespace: namespace)
  }

  /// - Throws: `APIStatus`
  @discardableResult
  package func create(_ object: Value, in key: StorageKey, namespace: String?) async throws -> Value {
    var writer = try writer(key, namespace: namespace, subresource: nil)
    var object = object
    _ = try writer.type.schema.decode(&object)
    writer.type.schema.applyDefaults(&object)
    let created = object
    return try await store.consulting { try writer.type.inStorageVersion(writer.create(created)) }
  }

  /// Changes the current state of an object; a change that leaves it as it is writes nothing.
  ///
  /// - Returns: the object afterwards; nil when it does not exist.
  /// - Throws: `APIStatus` for a change that is refused.
  @discardableResult
  package func modify(
    _ key: StorageKey, namespace: String?, name: String, subresource: String? = nil,
    _ change: (inout KubernetesObject) -> Void
  ) async throws -> Value? {
    var writer = try writer(key, namespace: namespace, subresource: subresource)
    let type = writer.type
    do {
      return try await store.consulting {
        let result = try writer.update(name) { current in
          var object = KubernetesObject(current)
          change(&object)
          var value = object.value
          _ = try type.schema.decode(&value)
          type.schema.applyDefaults(&value)
          return value
        }
        return try type.inStorageVersion(result.object)
      }
    } catch let status as APIStatus where status.code == 404 {
      return nil
    }
  }

  /// What does not exist any more counts as deleted.
  package func delete(
    _ key: StorageKey, namespace: String?, name: String, uid: String? = nil, propagation: String? = nil,
    gracePeriodSeconds: Int64? = nil
  ) async throws {
    var writer = try writer(key, namespace: namespace, subresource: nil)
    do {
      let options = DeletionOptions(
        propagationPolicy: propagation, uid: uid, gracePeriodSeconds: gracePeriodSeconds)
      _ = try await store.consulting { try writer.delete(name, options) }
    } catch let status as APIStatus where status.code == 404 {}
  }

  private func writer(_ key: StorageKey, namespace: String?, subresource: String?) throws -> ObjectWriter {
    guard let type = store.registry.storageType(of: key) else { throw APIStatus.resourceNotFound }
    return ObjectWriter(
      store: store, type: type, user: user, fieldManager: fieldManager, subresource: subresource,
      namespace: type.isNamespaced ? namespace : nil)
  }
}

extension UserInfo {
  init(controller: String) {
    self.init(
      name: "system:serviceaccount:kube-system:\(controller)",
      groups: ["system:serviceaccounts", "system:masters", "system:authenticated"])
  }
}

extension ResourceRegistry {
  /// The served type in whose version the objects of a collection are kept, or any other served one.
  package func storageType(of key: StorageKey) -> ResourceType? {
    let types = types(storedAs: key)
    return types.first { $0.version == $0.storageVersion && $0.group == key.group } ?? types.first
  }
}
