import Documents
import FoundationEssentials
import Kubernetes

/// The cells of one object: by path, or by the functions that descriptions name.
struct TableRow {
  let object: Value
  let now: Date

  /// What a column of the description shows of the object.
  func cell(_ column: KindDescription.Column) -> Value {
    switch column.cell {
    case .path(let path): object[path: path] ?? ""
    case .function(let name, let arguments): computed(name, arguments) ?? "<error>"
    }
  }

  /// - Returns: nil when there is no function of that name.
  func computed(_ name: String, _ arguments: [String]) -> Value? {
    if let value = general(name, arguments) { return value }
    let text =
      workload(name, arguments) ?? networking(name) ?? cluster(name, arguments) ?? policy(name, arguments)
      ?? event(name)
    return text.map(Value.string)
  }

  /// The value at the path that the first argument writes.
  func value(_ arguments: [String]) -> Value? {
    arguments.first.flatMap { object[path: KindDescription.path($0)] }
  }

  func text(_ path: String...) -> String { object[path: path]?.string ?? "" }

  /// How long ago, as in the Age column.
  func age(of time: String?, otherwise: String = "<unknown>") -> String {
    guard let time, let seconds = KubernetesTime(time)?.seconds else { return otherwise }
    return HumanDuration.text(seconds: Int64(now.timeIntervalSince1970) - seconds)
  }
}

extension TableRow {
  /// Functions of any kind.
  private func general(_ name: String, _ arguments: [String]) -> Value? {
    switch name {
    case "age": .string(age(of: value(arguments)?.string, otherwise: arguments.dropFirst().first ?? "<unknown>"))
    case "count": .integer(Int64(arguments.reduce(0) { $0 + count(object[path: KindDescription.path($1)]) }))
    case "zero": value(arguments) ?? 0
    case "text": value(arguments).map { .string(Self.plain($0)) } ?? "<unset>"
    case "orNone": text(arguments, otherwise: "<none>")
    case "orUnset": text(arguments, otherwise: "<unset>")
    case "orUnknown": text(arguments, otherwise: "<unknown>")
    case "orNA": text(arguments, otherwise: "N/A")
    case "readyOf":
      .string("\(value(arguments)?.integer ?? 0)/\(value(Array(arguments.dropFirst()))?.integer ?? 0)")
    case "labels": .string(Self.labels(value(arguments)))
    case "labelSelector": .string(Self.selector(value(arguments)))
    default: nil
    }
  }

  private func count(_ value: Value?) -> Int {
    switch value {
    case .array(let items): items.count
    case .object(let members): members.count
    default: 0
    }
  }

  private func text(_ arguments: [String], otherwise: String) -> Value {
    guard let value = value(arguments), !value.isNull, value != "" else { return .string(otherwise) }
    return .string(Self.plain(value))
  }

  static func plain(_ value: Value) -> String { value.string ?? JSON.text(value) }

  /// `a=1,b=2`.
  static func labels(_ value: Value?) -> String {
    guard let members = value?.object, !members.isEmpty else { return "<none>" }
    return members.sortedByKey().map { "\($0.key)=\(plain($0.value))" }.joined(separator: ",")
  }

  /// `a=1,b in (2,3),!c`, by key.
  static func selector(_ value: Value?) -> String {
    var parts = (value?["matchLabels"]?.object ?? [:]).map { (key: $0.key, text: "\($0.key)=\(plain($0.value))") }
    for requirement in value?["matchExpressions"]?.array ?? [] {
      let key = requirement["key"]?.string ?? ""
      let values = (requirement["values"]?.array ?? []).compactMap(\.string).sorted().joined(separator: ",")
      switch requirement["operator"]?.string {
      case "In": parts.append((key, "\(key) in (\(values))"))
      case "NotIn": parts.append((key, "\(key) notin (\(values))"))
      case "DoesNotExist": parts.append((key, "!\(key)"))
      default: parts.append((key, key))
      }
    }
    return parts.isEmpty ? "<none>" : parts.sorted { $0.key < $1.key }.map(\.text).joined(separator: ",")
  }
}
