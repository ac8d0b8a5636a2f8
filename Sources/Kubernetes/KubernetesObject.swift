package import Documents

/// Any API object: a value, and what Kubernetes' metadata means in it.
///
/// Reading is lenient: a field of the wrong type reads as absent. Writing nil, or an empty collection, removes the field.
package struct KubernetesObject: Sendable, Hashable, CustomStringConvertible {
  package var value: Value

  package init(_ value: Value) { self.value = value }

  package init(apiVersion: String, kind: String, namespace: String? = nil, name: String) {
    var metadata: Object = ["name": .string(name)]
    if let namespace { metadata["namespace"] = .string(namespace) }
    value = ["apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": .object(metadata)]
  }

  /// Reads and writes below the object by member names: `object["spec", "replicas"]`.
  package subscript(path: String...) -> Value? {
    get { value[path: path] }
    set { value[path: path] = newValue }
  }

  /// `apps/v1 Deployment default/web`
  package var description: String { "\(apiVersion) \(kind) \(namespace.map { "\($0)/" } ?? "")\(name)" }
}

// MARK: Identity

extension KubernetesObject {
  /// Empty when absent.
  package var apiVersion: String {
    get { value["apiVersion"]?.string ?? "" }
    set { value["apiVersion"] = .string(newValue) }
  }

  /// Empty when absent.
  package var kind: String {
    get { value["kind"]?.string ?? "" }
    set { value["kind"] = .string(newValue) }
  }

  /// Nil when `apiVersion` is none.
  package var groupVersionKind: GroupVersionKind? { GroupVersionKind(apiVersion: apiVersion, kind: kind) }

  package var key: ObjectKey {
    ObjectKey(group: GroupVersion(apiVersion)?.group ?? "", kind: kind, namespace: namespace, name: name)
  }

  /// Empty when absent.
  package var name: String {
    get { value["metadata"]?["name"]?.string ?? "" }
    set { value[path: "metadata", "name"] = .string(newValue) }
  }

  /// Nil for objects of the cluster.
  package var namespace: String? {
    get {
      guard let namespace = value["metadata"]?["namespace"]?.string, !namespace.isEmpty else { return nil }
      return namespace
    }
    set { value[path: "metadata", "namespace"] = newValue.map(Value.string) }
  }

  package var generateName: String? {
    get { value["metadata"]?["generateName"]?.string }
    set { value[path: "metadata", "generateName"] = newValue.map(Value.string) }
  }

  package var uid: String? {
    get { value["metadata"]?["uid"]?.string }
    set { value[path: "metadata", "uid"] = newValue.map(Value.string) }
  }
}

// MARK: Revision and life

extension KubernetesObject {
  /// Opaque to clients.
  package var resourceVersion: String? {
    get { value["metadata"]?["resourceVersion"]?.string }
    set { value[path: "metadata", "resourceVersion"] = newValue.map(Value.string) }
  }

  package var generation: Int64? {
    get { value["metadata"]?["generation"]?.integer }
    set { value[path: "metadata", "generation"] = newValue.map(Value.integer) }
  }

  package var creationTimestamp: KubernetesTime? {
    get { value["metadata"]?["creationTimestamp"]?.string.flatMap { KubernetesTime($0) } }
    set { value[path: "metadata", "creationTimestamp"] = newValue.map { .string($0.description) } }
  }

  package var deletionTimestamp: KubernetesTime? {
    get { value["metadata"]?["deletionTimestamp"]?.string.flatMap { KubernetesTime($0) } }
    set { value[path: "metadata", "deletionTimestamp"] = newValue.map { .string($0.description) } }
  }

  package var deletionGracePeriodSeconds: Int64? {
    get { value["metadata"]?["deletionGracePeriodSeconds"]?.integer }
    set { value[path: "metadata", "deletionGracePeriodSeconds"] = newValue.map(Value.integer) }
  }

  /// Deletion was asked for; finalizers or a grace period still hold the object.
  package var isTerminating: Bool { value["metadata"]?["deletionTimestamp"]?.string?.isEmpty == false }

  package var finalizers: [String] {
    get { value["metadata"]?["finalizers"]?.array?.compactMap(\.string) ?? [] }
    set {
      value[path: "metadata", "finalizers"] = newValue.isEmpty ? nil : .array(newValue.map(Value.string))
    }
  }

  package var ownerReferences: [OwnerReference] {
    get { value["metadata"]?["ownerReferences"]?.array?.compactMap { OwnerReference($0) } ?? [] }
    set {
      value[path: "metadata", "ownerReferences"] = newValue.isEmpty ? nil : .array(newValue.map(\.value))
    }
  }

  /// The owner that manages this object, of which there is at most one.
  package var controller: OwnerReference? { ownerReferences.first { $0.isController } }

  /// A reference to this object, for what it owns.
  package func ownerReference(isController: Bool = true, blocksDeletion: Bool = true) -> OwnerReference {
    OwnerReference(
      apiVersion: apiVersion, kind: kind, name: name, uid: uid ?? "", isController: isController,
      blocksOwnerDeletion: blocksDeletion)
  }
}

// MARK: Labels and annotations

extension KubernetesObject {
  package var labels: [String: String] {
    get { Self.strings(value["metadata"]?["labels"]) }
    set { value[path: "metadata", "labels"] = Self.value(newValue) }
  }

  package var annotations: [String: String] {
    get { Self.strings(value["metadata"]?["annotations"]) }
    set { value[path: "metadata", "annotations"] = Self.value(newValue) }
  }

  /// One label, without reading all of them.
  package func label(_ key: String) -> String? { value["metadata"]?["labels"]?[key]?.string }

  /// One annotation, without reading all of them.
  package func annotation(_ key: String) -> String? { value["metadata"]?["annotations"]?[key]?.string }

  /// Nil removes the label.
  package mutating func setLabel(_ key: String, to text: String?) {
    value[path: "metadata", "labels", key] = text.map(Value.string)
  }

  /// Nil removes the annotation.
  package mutating func setAnnotation(_ key: String, to text: String?) {
    value[path: "metadata", "annotations", key] = text.map(Value.string)
  }

  private static func strings(_ value: Value?) -> [String: String] {
    guard let object = value?.object else { return [:] }
    var result: [String: String] = [:]
    for (key, value) in object { if let text = value.string { result[key] = text } }
    return result
  }

  private static func value(_ strings: [String: String]) -> Value? {
    if strings.isEmpty { return nil }
    return .object(Object(strings.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
  }
}
