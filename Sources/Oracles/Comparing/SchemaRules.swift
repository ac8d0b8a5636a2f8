package import Documents
package import Kubernetes

/// What the schema of a kind says about when two values mean the same, though they are written differently.
package struct SchemaRules: Sendable, Hashable {
  package enum Meaning: Sendable, Hashable {
    /// The order says nothing.
    case set
    /// The same, of objects that these fields tell apart.
    case map(keys: [String])
    /// `60s` is `1m`.
    case duration
    /// `1000m` is `1`.
    case quantity
  }

  /// By the fields down to the value; items of lists stand at the list's path, and `*` is any key.
  private(set) var meanings: [[String]: Meaning] = [:]

  /// - Parameter schema: `openAPIV3Schema` of a custom resource definition.
  package init(schema: Value) { read(schema, at: []) }

  private mutating func read(_ schema: Value, at path: [String]) {
    switch schema["x-kubernetes-list-type"]?.string {
    case "set": meanings[path] = .set
    case "map": meanings[path] = .map(keys: (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string))
    default: break
    }
    if schema["format"]?.string == "duration" { meanings[path] = .duration }
    if schema["x-kubernetes-int-or-string"]?.bool == true { meanings[path] = .quantity }
    if let items = schema["items"] { read(items, at: path) }
    for (name, member) in schema["properties"]?.object ?? [:] { read(member, at: path + [name]) }
    if let others = schema["additionalProperties"], others.object != nil { read(others, at: path + ["*"]) }
  }

  /// The object in the one way in which all that means the same is written.
  func normalised(_ value: Value, at path: [String] = []) -> Value {
    let meaning = meanings[path]
    switch value {
    case .object(let object):
      var result = Object()
      for (name, member) in object { result[name] = normalised(member, at: step(path, name)) }
      return .object(result)
    case .array(let items):
      let items = items.map { normalised($0, at: path) }
      switch meaning {
      case .set: return .array(items.sorted { JSON.text($0) < JSON.text($1) })
      case .map(let keys): return .array(items.sorted { Self.key($0, keys) < Self.key($1, keys) })
      default: return .array(items)
      }
    case .string(let text): return .string(Self.normalised(text, meaning))
    case .integer(let number) where meaning == .quantity: return .string("\(Quantity(number))")
    default: return value
    }
  }

  private func step(_ path: [String], _ name: String) -> [String] {
    let own = path + [name]
    // What has no schema of its own may be one of a map.
    return meanings.keys.contains { $0.starts(with: own) } ? own : path + ["*"]
  }

  private static func key(_ item: Value, _ keys: [String]) -> String {
    keys.map { item[$0].map { JSON.text($0) } ?? "" }.joined(separator: "\u{0}")
  }

  private static func normalised(_ text: String, _ meaning: Meaning?) -> String {
    switch meaning {
    case .duration: GoDuration.parse(text).map(GoDuration.text) ?? text
    case .quantity: (try? Quantity(parsing: text)).map { "\(Quantity(nanos: $0.nanos))" } ?? text
    default: text
    }
  }
}

extension SchemaRules {
  /// The mark by which a run tells a ledger what a kind's schema says.
  package static let mark = "schema"

  /// Of all kinds that the ledger has marks about.
  static func rules(in ledger: Ledger) -> [GroupKind: SchemaRules] {
    var rules: [GroupKind: SchemaRules] = [:]
    for mark in ledger.marks where mark.name == Self.mark {
      guard let group = mark.details["group"]?.string, let kind = mark.details["kind"]?.string else { continue }
      rules[GroupKind(group: group, kind: kind)] = SchemaRules(mark)
    }
    return rules
  }

  private init(_ mark: LedgerLine.Mark) {
    for rule in mark.details["rules"]?.array ?? [] {
      let path = (rule["path"]?.array ?? []).compactMap(\.string)
      switch rule["as"]?.string {
      case "set": meanings[path] = .set
      case "map": meanings[path] = .map(keys: (rule["keys"]?.array ?? []).compactMap(\.string))
      case "duration": meanings[path] = .duration
      case "quantity": meanings[path] = .quantity
      default: break
      }
    }
  }

  /// What the mark tells; nil when the schema says nothing of the kind.
  package func details(of kind: GroupKind) -> Value? {
    guard !meanings.isEmpty else { return nil }
    let rules = meanings.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { path, meaning -> Value in
      var rule: Object = ["path": .array(path.map(Value.string))]
      switch meaning {
      case .set: rule["as"] = "set"
      case .map(let keys):
        rule["as"] = "map"
        rule["keys"] = .array(keys.map(Value.string))
      case .duration: rule["as"] = "duration"
      case .quantity: rule["as"] = "quantity"
      }
      return .object(rule)
    }
    return ["group": .string(kind.group), "kind": .string(kind.kind), "rules": .array(rules)]
  }
}
