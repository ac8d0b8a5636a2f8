import Documents
import Kubernetes

/// Checks that many kinds share; each returns what is wrong.
enum FieldChecks {
  static func nonNegative(_ value: Value?, _ path: String) -> [FieldError] {
    guard let number = value?.integer, number < 0 else { return [] }
    return [.invalid(path, .integer(number), "must be greater than or equal to 0")]
  }

  static func positive(_ value: Value?, _ path: String) -> [FieldError] {
    guard let number = value?.integer, number < 1 else { return [] }
    return [.invalid(path, .integer(number), "must be greater than 0")]
  }

  /// A text by one of the rules of `NameValidation`; the empty text is left to other checks.
  static func text(_ value: Value?, _ path: String, _ rule: (String) -> [String]) -> [FieldError] {
    guard let text = value?.string, !text.isEmpty else { return [] }
    return rule(text).map { .invalid(path, .string(text), $0) }
  }

  static func port(_ value: Value?, _ path: String) -> [FieldError] {
    guard let port = value?.integer, !(1...65535).contains(port) else { return [] }
    return [.invalid(path, .integer(port), "must be between 1 and 65535, inclusive")]
  }

  /// A port by number, or by the name of a container's port.
  static func portOrName(_ value: Value?, _ path: String) -> [FieldError] {
    guard let name = value?.string else { return port(value, path) }
    return portName(name).map { .invalid(path, .string(name), $0) }
  }

  /// At most 15 lower case letters, digits and single dashes, with a letter.
  static func portName(_ name: String) -> [String] {
    var errors: [String] = []
    if name.utf8.count > 15 { errors.append("must be no more than 15 characters") }
    let isClean = name.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    if !isClean { errors.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)") }
    if !name.contains(where: { $0.isLetter }) { errors.append("must contain at least one letter (a-z)") }
    if name.contains("--") { errors.append("must not contain consecutive hyphens") }
    if name.hasPrefix("-") || name.hasSuffix("-") { errors.append("must not begin or end with a hyphen") }
    return errors
  }

  static func labels(_ value: Value?, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for (key, value) in value?.object ?? [:] {
      errors += NameValidation.qualifiedName(key).map { .invalid(path, .string(key), $0) }
      let text = value.string ?? ""
      errors += NameValidation.labelValue(text).map { .invalid(path, .string(text), $0) }
    }
    return errors
  }

  static func labelSelector(_ value: Value?, _ path: String) -> [FieldError] {
    var errors = labels(value?["matchLabels"], "\(path).matchLabels")
    for (index, requirement) in (value?["matchExpressions"]?.array ?? []).enumerated() {
      let place = "\(path).matchExpressions[\(index)]"
      let hasValues = requirement["values"]?.array?.isEmpty == false
      switch requirement["operator"]?.string {
      case "In", "NotIn":
        if !hasValues {
          errors.append(.required("\(place).values", "must be specified when `operator` is 'In' or 'NotIn'"))
        }
      case "Exists", "DoesNotExist":
        if hasValues {
          errors.append(
            .forbidden("\(place).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
        }
      default:
        errors.append(.invalid("\(place).operator", requirement["operator"] ?? "", "not a valid selector operator"))
      }
      errors += text(requirement["key"], "\(place).key") { NameValidation.qualifiedName($0) }
    }
    return errors
  }

  static func immutable(_ value: Value?, _ old: Value?, _ path: String) -> [FieldError] {
    normal(value) == normal(old) ? [] : [.invalid(path, value ?? .null, "field is immutable")]
  }

  static func forbiddenChange(_ value: Value?, _ old: Value?, _ path: String, _ detail: String) -> [FieldError] {
    normal(value) == normal(old) ? [] : [.forbidden(path, detail)]
  }

  /// Absent, null and empty are the same once stored.
  private static func normal(_ value: Value?) -> Value {
    switch value {
    case nil: .null
    case .object(let object) where object.isEmpty: .null
    case .array(let items) where items.isEmpty: .null
    case let value?: value
    }
  }

  /// Keys that occur a second time.
  static func duplicates(_ items: [Value], by key: String, _ path: String) -> [FieldError] {
    var seen: Set<Value> = []
    return items.enumerated().compactMap { index, item in
      guard let value = item[key], value != "", !seen.insert(value).inserted else { return nil }
      return .duplicate("\(path)[\(index)].\(key)", value)
    }
  }

  /// A number or a percentage: `25%`.
  static func numberOrPercent(_ value: Value?, _ path: String) -> [FieldError] {
    switch value {
    case .integer: return nonNegative(value, path)
    case .string(let text):
      let digits = text.dropLast()
      guard text.hasSuffix("%"), !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else {
        return [
          .invalid(
            path, .string(text),
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex "
              + "used for validation is '[0-9]+%')")
        ]
      }
      return []
    default: return []
    }
  }

  static func atMostHundredPercent(_ value: Value?, _ path: String) -> [FieldError] {
    guard let text = value?.string, text.hasSuffix("%"), let number = Int(text.dropLast()), number > 100 else {
      return []
    }
    return [.invalid(path, .string(text), "must not be greater than 100%")]
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension Value {
  /// Changes a member in place, if it is there.
  mutating func change(_ key: String, _ body: (inout Value) -> Void) {
    guard case .object(var object) = self, var member = object[key], !member.isNull else { return }
    self = .null
    object[key] = .null
    body(&member)
    object[key] = member
    self = .object(object)
  }

  /// Changes each item in place.
  mutating func changeItems(_ body: (inout Value) -> Void) {
    guard case .array(var items) = self else { return }
    self = .null
    for index in items.indices { body(&items[index]) }
    self = .array(items)
  }

  /// Changes what a path of members leads to, if it is there.
  mutating func change(path: some Collection<String>, _ body: (inout Value) -> Void) {
    guard let key = path.first else {
      body(&self)
      return
    }
    change(key) { $0.change(path: path.dropFirst(), body) }
  }

  /// Sets a member that is absent; null is there.
  mutating func setMissing(_ key: String, _ value: Value) {
    if self[key] == nil { self[key] = value }
  }

  /// Sets a member that is absent or null.
  mutating func setDefault(_ key: String, _ value: Value) {
    if self[key] == nil || self[key]?.isNull == true { self[key] = value }
  }
}
