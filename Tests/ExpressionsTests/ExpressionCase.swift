import Documents

@testable import Expressions

/// A case that evaluates one expression.
enum ExpressionCase {
  static func run(_ item: Value, _ path: String) -> CaseResult {
    let expression = item["expr"]?.string ?? ""
    let name = [item["section"]?.string, item["name"]?.string, expression].compactMap { $0 }.joined(separator: " | ")
    return CaseResult(name: name, failure: failure(item, expression, isKubernetes: path.hasPrefix("kubernetes")))
  }

  private static func failure(_ item: Value, _ expression: String, isKubernetes: Bool) -> String? {
    let expect = item["expect"] ?? .null
    let program: Program
    do {
      program = try Program(
        try Expression.parse(expression, expandsMacros: item["disable_macros"]?.bool != true),
        in: environment(item, isKubernetes: isKubernetes))
    } catch {
      if expect["error"] != nil || expect["compile_error"] != nil { return nil }
      return "does not compile: \(error)"
    }
    if expect["compile_error"] != nil { return "compiles, but should not" }
    if let wanted = expect["deduced_type"] {
      let type = TypedJSON.type(wanted)
      if program.type != type { return "has type \(program.type), not \(type)" }
    }
    if item["check_only"]?.bool == true { return nil }
    var bindings = Bindings()
    for (name, value) in item["bindings"]?.object ?? Object() { bindings.set(name, TypedJSON.value(value)) }
    do {
      let result = try program.evaluate(bindings).value
      guard expect["error"] == nil else { return "gives \(result), not an error" }
      let wanted = TypedJSON.value(expect["value"] ?? ["bool": true])
      return TypedJSON.areSame(result, wanted) ? nil : "gives \(result), not \(wanted)"
    } catch {
      return expect["error"] == nil ? "fails: \(error)" : nil
    }
  }

  private static func environment(_ item: Value, isKubernetes: Bool) -> Environment {
    var environment = Environment.suite
    if isKubernetes { environment = .kubernetes }
    environment.dialect = Environment.Dialect()
    environment.isUntyped = item["disable_check"]?.bool ?? false
    environment.container = item["container"]?.string ?? ""
    for declaration in item["type_env"]?.array ?? [] {
      guard let name = declaration["name"]?.string else { continue }
      if let type = declaration["type"] { environment = environment.declaring(name, TypedJSON.type(type)) }
      environment = environment.declaring(
        (declaration["overloads"]?.array ?? []).map { overload in
          Overload.declaration(
            name, (overload["args"]?.array ?? []).map(TypedJSON.type), TypedJSON.type(overload["result"] ?? "dyn"),
            isMethod: overload["instance"]?.bool ?? false)
        })
    }
    return environment
  }
}

/// The cases' own notation for CEL values and types.
enum TypedJSON {
  static func value(_ typed: Value) -> CELValue {
    guard let (kind, value) = typed.object?.first else { return .null }
    switch kind {
    case "bool": return .bool(value.bool ?? false)
    case "int": return .int(value.integer ?? Int64(value.string ?? "") ?? 0)
    case "uint": return .uint(value.integer.map(UInt64.init) ?? UInt64(value.string ?? "") ?? 0)
    case "double": return .double(value.number ?? (value.string == "-0" ? -0.0 : Double(value.string ?? "") ?? 0))
    case "string": return .string(value.string ?? "")
    case "bytes": return .bytes(Base64.decode(value.string ?? "", paddingRequired: true) ?? [])
    case "list": return .list((value.array ?? []).map(TypedJSON.value))
    case "map":
      var entries = CELEntries()
      for pair in value.array ?? [] {
        try? entries.add(TypedJSON.value(pair[0] ?? .null), TypedJSON.value(pair[1] ?? .null))
      }
      return .map(CELMap(entries))
    case "type": return .type(value.string ?? "")
    case "timestamp":
      return CELTimestamp(
        seconds: value["seconds"]?.integer ?? 0, nanoseconds: Int32(value["nanos"]?.integer ?? 0)
      ).map(CELValue.timestamp) ?? .null
    case "duration":
      let seconds = value["seconds"]?.integer ?? 0
      return .duration(CELDuration(nanoseconds: seconds * 1_000_000_000 + (value["nanos"]?.integer ?? 0)))
    case "optional": return .optional(value.isNull ? nil : TypedJSON.value(value))
    case "quantity": return ResourceQuantity(value.string ?? "").map { .opaque($0) } ?? .null
    case "ip": return (try? IPAddress(value.string ?? "")).map { .opaque($0) } ?? .null
    case "cidr": return CIDR.parse(value.string ?? "").cidr.map { .opaque($0) } ?? .null
    case "semver": return SemanticVersion(value.string ?? "").map { .opaque($0) } ?? .null
    default: return .null
    }
  }

  /// Equal, of the same types all the way down.
  static func areSame(_ left: CELValue, _ right: CELValue) -> Bool {
    switch (left, right) {
    case (.double(let left), .double(let right)):
      return (left.isNaN && right.isNaN) || (left == right && left.sign == right.sign)
    case (.list(let left), .list(let right)):
      guard let left = try? left.values(), let right = try? right.values() else { return false }
      return left.count == right.count && zip(left, right).allSatisfy { areSame($0, $1) }
    case (.map(let left), .map(let right)):
      return left.count == right.count
        && left.keys().allSatisfy { key in
          guard let mine = try? left.value(key), let other = try? right.value(key) else { return false }
          return areSame(mine, other)
        }
    case (.optional(let left), .optional(let right)):
      guard let left, let right else { return left == nil && right == nil }
      return areSame(left, right)
    default: return left.typeName == right.typeName && ((try? left.isEqual(to: right)) ?? false)
    }
  }

  static func type(_ value: Value) -> CELType {
    if let name = value.string {
      switch name {
      case "null", "null_type": return .null
      case "timestamp": return .timestamp
      case "duration": return .duration
      default: return CELType.named[name] ?? .opaque(name, [])
      }
    }
    guard let (kind, inner) = value.object?.first else { return .dyn }
    switch kind {
    case "list": return .list(type(inner))
    case "map": return .map(type(inner[0] ?? "dyn"), type(inner[1] ?? "dyn"))
    case "type": return .type(type(inner))
    case "wrapper": return .nullable(type(inner))
    case "param": return .parameter(inner.string ?? "T")
    case "abstract": return .opaque(inner.string ?? "", (value["params"]?.array ?? []).map(type))
    default: return .dyn
    }
  }
}
