internal import Documents

/// The current objects of one resource. Writing costs the same however many there are; order is made when it is read.
struct ObjectCollection: Sendable {
  /// Revisions before it are not part of this collection's history.
  var firstRevision: UInt64 = 0
  private var byNamespace: [String: Members] = [:]

  private struct Members: Sendable {
    var objects: [String: Value] = [:]
    /// Nil when names came or went since it was made.
    var order: [String]?
  }

  func object(namespace: String, name: String) -> Value? { byNamespace[namespace]?.objects[name] }

  func count(namespace: String?) -> Int {
    if let namespace { return byNamespace[namespace]?.objects.count ?? 0 }
    return byNamespace.values.reduce(0) { $0 + $1.objects.count }
  }

  /// By namespace and name.
  mutating func objects(namespace: String?) -> [Value] {
    if let namespace { return ordered(namespace) }
    return byNamespace.keys.sorted { "\($0)/" < "\($1)/" }.flatMap { ordered($0) }
  }

  private mutating func ordered(_ namespace: String) -> [Value] {
    guard let members = byNamespace[namespace] else { return [] }
    let order = members.order ?? members.objects.keys.sorted()
    if members.order == nil { byNamespace[namespace]?.order = order }
    return order.compactMap { members.objects[$0] }
  }

  /// Nil removes the object.
  mutating func set(_ object: Value?, namespace: String, name: String) {
    let replaced = byNamespace[namespace, default: Members()].objects.updateOrRemove(object, forKey: name)
    if (replaced == nil) != (object == nil) { byNamespace[namespace]?.order = nil }
    if object == nil, byNamespace[namespace]?.objects.isEmpty == true { byNamespace[namespace] = nil }
  }
}

extension Dictionary {
  fileprivate mutating func updateOrRemove(_ value: Value?, forKey key: Key) -> Value? {
    if let value { updateValue(value, forKey: key) } else { removeValue(forKey: key) }
  }
}
