import Documents
import Kubernetes

/// Who wrote a state of an object, as its managed fields tell.
enum Authorship {
  /// The managers whose entries the state has and the one before had not, or had otherwise; all of them when nothing is
  /// known of the state before.
  static func writers(of object: KubernetesObject, before: KubernetesObject?) -> [ManagedFieldsEntry] {
    let entries = object.managedFields
    guard let before, before.uid == object.uid else { return newest(entries) }
    let known = before.managedFields
    let changed = entries.filter { !known.contains($0) }
    if !changed.isEmpty { return changed }
    // Written again in the same second, with the same fields: whoever owns what changed.
    let paths = Difference(from: before.value, to: object.value).changes.map(\.path)
    return entries.filter { entry in
      guard let fields = FieldSet(fieldsV1: entry.fields) else { return false }
      return paths.contains { fields.owns($0) }
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

extension FieldSet {
  /// Whether the field at the path, something in it or something that holds it as a whole belongs to the set.
  func owns(_ path: FieldPath) -> Bool { owns(path.elements[...]) }

  private func owns(_ path: ArraySlice<FieldPath.Element>) -> Bool {
    guard let first = path.first else { return true }
    return entries.contains { element, entry in
      guard element.matches(first) else { return false }
      return (entry.isMember && entry.children.isEmpty) || entry.children.owns(path.dropFirst())
    }
  }
}

extension PathElement {
  fileprivate func matches(_ element: FieldPath.Element) -> Bool {
    switch (self, element) {
    case (.field(let name), .field(let other)): name == other
    case (.key(let keys), .item(let key, let value)): keys.contains { $0.name == key && $0.value == value }
    case (.value(let value), .item(_, let other)): value == other
    case (.index(let index), .index(let other)): index == other
    // By position nothing tells which item of a list with keys it is.
    case (.key, .index), (.value, .index): true
    default: false
    }
  }
}
