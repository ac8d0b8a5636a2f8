import Documents
import Kubernetes

/// Who wrote a state of an object, as its managed fields tell.
enum Authorship {
  /// The managers that wrote the state; the newest of its managed fields when nothing is known of the state before.
  static func writers(of object: KubernetesObject, before: KubernetesObject?) -> [ManagedFieldsEntry] {
    guard let before, before.uid == object.uid else { return newest(object.managedFields) }
    return WriteAttribution.writers(object.managedFields, before: before.managedFields) {
      Difference(from: before.value, to: object.value).changes.map(\.path)
    }
  }

  private static func newest(_ entries: [ManagedFieldsEntry]) -> [ManagedFieldsEntry] {
    guard let time = entries.compactMap(\.time).max() else { return entries }
    return entries.filter { $0.time == time }
  }

  /// `netbox-operator (Update of status)`; nil when nothing tells.
  static func text(_ entries: [ManagedFieldsEntry]) -> String? {
    var names: [String] = []
    for entry in entries {
      let part = entry.subresource.isEmpty ? "" : " of \(entry.subresource)"
      let name = "\(entry.manager) (\(entry.operation)\(part))"
      if !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
