internal import Documents
internal import Kubernetes

/// Quotas on the number of objects in a namespace.
struct QuotaAdmission: AdmissionPlugin {
  static let quotas = StorageKey(group: "", plural: "resourcequotas")

  /// How many objects of a resource quotas allow; nil means any number.
  static func limit(of key: StorageKey, namespace: String?, reader: any StoreReader) -> Int? {
    guard let namespace else { return nil }
    let limits = reader.objects(quotas, namespace: namespace).flatMap { quota in
      ObjectCount.names(of: key).compactMap { quota["spec"]?["hard"]?[$0].flatMap(ObjectCount.number) }
    }
    return limits.min()
  }

  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.operation == .create, review.subresource == nil, let namespace = review.namespace else { return }
    for quota in reader.objects(Self.quotas, namespace: namespace) {
      let exceeded = ObjectCount.names(of: review.type.storage).compactMap {
        name -> (name: String, used: Int, limit: String)? in
        guard let limit = quota["spec"]?["hard"]?[name], let number = ObjectCount.number(limit) else { return nil }
        let used = reader.objects(review.type.storage, namespace: namespace).count
        return used + 1 > number ? (name, used, limit.string ?? String(number)) : nil
      }
      guard !exceeded.isEmpty else { continue }
      let quotaName = quota["metadata"]?["name"]?.string ?? ""
      func list(_ text: ((name: String, used: Int, limit: String)) -> String) -> String {
        exceeded.map(text).joined(separator: ",")
      }
      throw APIStatus.forbidden(
        GroupResource(group: review.type.group, resource: review.type.plural), name: review.name,
        because: "exceeded quota: \(quotaName), requested: \(list { "\($0.name)=1" }), "
          + "used: \(list { "\($0.name)=\($0.used)" }), limited: \(list { "\($0.name)=\($0.limit)" })")
    }
  }
}

/// How a quota names the number of objects of a resource.
enum ObjectCount {
  private static let short: Set = [
    "pods", "services", "secrets", "configmaps", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas",
  ]

  static func names(of key: StorageKey) -> [String] {
    let count = key.group.isEmpty ? "count/\(key.plural)" : "count/\(key.plural).\(key.group)"
    return key.group.isEmpty && short.contains(key.plural) ? [count, key.plural] : [count]
  }

  /// Nil for what counts something else.
  static func key(of name: String) -> StorageKey? {
    if short.contains(name) { return StorageKey(group: "", plural: name) }
    guard name.hasPrefix("count/") else { return nil }
    let parts = name.dropFirst(6).split(separator: ".", maxSplits: 1).map(String.init)
    return parts.first.map { StorageKey(group: parts.count > 1 ? parts[1] : "", plural: $0) }
  }

  static func number(_ limit: Value) -> Int? {
    switch limit {
    case .integer(let number): Int(clamping: number)
    case .string(let text): Int(text)
    default: nil
    }
  }
}
