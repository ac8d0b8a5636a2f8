import Documents
import Kubernetes

/// Objects without what is another one each time they are made: identities, times, generated names, bookkeeping of the
/// API server. Two states that are the same in this form mean the same.
struct CanonicalState: Sendable {
  /// By kind and folded name; several when names are generated.
  private(set) var objects: [String: [Value]] = [:]

  /// - Parameters:
  ///   - keys: of the objects that count.
  ///   - rules: what the schemas of their kinds say.
  init(_ snapshot: Ledger.Snapshot, of keys: Set<ObjectKey>, rules: [GroupKind: SchemaRules] = [:]) {
    let counted = snapshot.objects.filter { keys.contains($0.key) }
    var folded: [String: String] = [:]
    var identities: Set<String> = []
    for object in counted {
      if let uid = object.uid { identities.insert(uid) }
      if let prefix = object.value[path: "metadata", "generateName"]?.string, object.name.hasPrefix(prefix) {
        folded[object.name] = "\(prefix)*"
      }
    }
    let folding = Folding(names: folded, identities: identities)
    for object in counted {
      let name = folded[object.name] ?? object.name
      objects["\(object.kind) \(name)", default: []].append(
        folding.folded(Self.plain(rules[object.key.groupKind]?.normalised(object.value) ?? object.value)))
    }
    // Which of several came first says nothing.
    for (key, values) in objects where values.count > 1 {
      objects[key] = values.sorted { JSON.text($0) < JSON.text($1) }
    }
  }

  /// Members of `metadata` that the API server gives.
  private static let given: Set<String> = [
    "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink",
    "deletionGracePeriodSeconds",
  ]

  private static func plain(_ value: Value) -> Value {
    var value = value
    var metadata = Object()
    for (name, member) in value["metadata"]?.object ?? [:] where !given.contains(name) { metadata[name] = member }
    for name in ["labels", "annotations"] {
      guard let members = metadata[name]?.object else { continue }
      let kept = members.filter { key, _ in !isOfHarness(key) }
      metadata[name] = kept.isEmpty ? nil : .object(kept)
    }
    value["metadata"] = .object(metadata)
    return value
  }

  private static func isOfHarness(_ key: String) -> Bool {
    key.hasPrefix("plugfest.dev/") || key == "kubectl.kubernetes.io/last-applied-configuration"
  }
}

/// Replaces what differs in each run by a word for it.
private struct Folding {
  var names: [String: String]
  var identities: Set<String>

  func folded(_ value: Value, member: String = "") -> Value {
    switch value {
    case .object(let object):
      var result = Object()
      for (name, item) in object where !Self.isBookkeeping(name) { result[name] = folded(item, member: name) }
      return .object(result)
    case .array(let items):
      let items = items.map { folded($0) }
      // Conditions are a map by their type.
      let isMap = member == "conditions" || member == "ownerReferences"
      return .array(isMap ? items.sorted { JSON.text($0) < JSON.text($1) } : items)
    case .string(let text): return .string(folded(text))
    default: return value
    }
  }

  private func folded(_ text: String) -> String {
    if let name = names[text] { return name }
    if identities.contains(text) { return "<uid>" }
    if Self.isTime(text) { return "<time>" }
    return text
  }

  /// When it was looked at, and what state of the wish that was.
  private static func isBookkeeping(_ name: String) -> Bool {
    // `observedGeneration`, and the like of parts: `appliedGeneration`.
    name == "uid" || name.hasSuffix("Generation") || name == "resourceVersion" || name == "lastTransitionTime"
      || Revision.isNameOfHeartbeat(name)
  }

  /// `2026-08-03T10:00:00Z`, with fractions or an offset.
  private static func isTime(_ text: String) -> Bool {
    guard text.utf8.count >= 20, text.utf8.count <= 40 else { return false }
    let shape = text.utf8.prefix(19).map { byte -> UInt8 in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? UInt8(ascii: "0") : byte
    }
    return String(decoding: shape, as: UTF8.self) == "0000-00-00T00:00:00"
  }
}
