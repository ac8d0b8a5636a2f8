extension Library {
  /// `'%s is %d'.format([name, count])`
  static let format = format(isEnglish: false)

  /// The same with large numbers grouped and exponents raised, as the version of the library in Kubernetes writes them.
  static let formatOfKubernetes = format(isEnglish: true)

  private static func format(isEnglish: Bool) -> Library {
    Library(
      name: "format",
      overloads: [
        .method2("format", .string, .list(.dyn), .string, cost: .result(0.1)) {
          (text, arguments) throws(EvaluationError) in
          let formatter = Formatter(arguments: try arguments.listed().values(), isEnglish: isEnglish)
          return .string(try formatter.format(try text.text()))
        }
      ])
  }
}

/// Fills in the clauses of a format text.
private struct Formatter {
  let arguments: [CELValue]
  let isEnglish: Bool

  private static let maximalPrecision = 1000

  func format(_ text: String) throws(EvaluationError) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    var used = 0
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        result.append(scalar)
        continue
      }
      if rest.first == "%" {
        result.append("%")
        rest.removeFirst()
        continue
      }
      let precision = try takePrecision(&rest)
      guard let clause = rest.popFirst() else {
        throw EvaluationError("could not parse formatting clause: unexpected end of string")
      }
      guard "sdfebxXo".unicodeScalars.contains(clause) else {
        throw EvaluationError("could not parse formatting clause: unrecognized formatting clause \"\(clause)\"")
      }
      guard used < arguments.count else { throw EvaluationError("index \(used) out of range") }
      result.append(contentsOf: try format(arguments[used], as: clause, precision).unicodeScalars)
      used += 1
    }
    return String(result)
  }

  private func takePrecision(_ rest: inout Substring.UnicodeScalarView) throws(EvaluationError) -> Int {
    guard rest.first == "." else { return 6 }
    rest.removeFirst()
    let digits = rest.prefix { $0.isDigit }
    rest.removeFirst(digits.count)
    guard let precision = Int(String(digits)), precision <= Self.maximalPrecision else {
      throw EvaluationError("could not parse formatting clause: invalid precision \"\(String(digits))\"")
    }
    return precision
  }

  private func format(_ value: CELValue, as clause: Unicode.Scalar, _ precision: Int) throws(EvaluationError) -> String
  {
    switch clause {
    case "s": try text(value)
    case "d": try decimal(value)
    case "f": fixed(try number(value, "fixed-point clause can only be used on doubles"), precision)
    case "e": scientific(try number(value, "scientific clause can only be used on doubles"), precision)
    case "b": try binary(value)
    case "o": try radix(value, 8, "octal clause can only be used on integers")
    default: try hexadecimal(value, isUppercase: clause == "X")
    }
  }

  private func failure(_ reason: String, _ value: CELValue) -> EvaluationError {
    EvaluationError("error during formatting: \(reason), was given \(value.typeName)")
  }

  private func number(_ value: CELValue, _ reason: String) throws(EvaluationError) -> Double {
    switch value {
    case .double(let double): double
    case .int(let int): Double(int)
    case .uint(let uint): Double(uint)
    default: throw failure(reason, value)
    }
  }

  private func fixed(_ number: Double, _ precision: Int) -> String {
    let text = NumberText.fixed(number, digits: precision)
    return isEnglish && number.isFinite ? NumberText.grouped(text) : text
  }

  private func scientific(_ number: Double, _ precision: Int) -> String {
    let text = NumberText.scientific(number, digits: precision)
    guard isEnglish, number.isFinite, let e = text.firstIndex(of: "e") else { return text }
    let raised: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
    return text[..<e] + "×10" + text[text.index(after: e)...].compactMap { raised[$0] }
  }

  private func decimal(_ value: CELValue) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): String(int)
    case .uint(let uint): String(uint)
    case .double(let double) where !double.isFinite: NumberText.name(double)
    default: throw failure("decimal clause can only be used on integers", value)
    }
  }

  private func radix(_ value: CELValue, _ radix: Int, _ reason: String) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): String(int, radix: radix)
    case .uint(let uint): String(uint, radix: radix)
    default: throw failure(reason, value)
    }
  }

  private func binary(_ value: CELValue) throws(EvaluationError) -> String {
    if case .bool(let bool) = value { return bool ? "1" : "0" }
    return try radix(value, 2, "only integers and bools can be formatted as binary")
  }

  private func hexadecimal(_ value: CELValue, isUppercase: Bool) throws(EvaluationError) -> String {
    let text: String
    switch value {
    case .string(let string): text = Self.hexadecimal(string.utf8)
    case .bytes(let bytes): text = Self.hexadecimal(bytes)
    default: text = try radix(value, 16, "only integers, byte buffers, and strings can be formatted as hex")
    }
    return isUppercase ? text.uppercased() : text
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Any value as text, lists and maps with all that is in them.
  private func text(_ value: CELValue) throws(EvaluationError) -> String {
    switch value {
    case .null: return "null"
    case .string(let text): return text
    case .bool(let bool): return bool ? "true" : "false"
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    case .double(let double): return NumberText.shortest(double)
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .timestamp(let timestamp): return timestamp.description
    case .duration(let duration): return duration.description
    case .type(let name): return name
    case .list(let list):
      var items: [String] = []
      for item in try list.values() { items.append(try text(item)) }
      return "[\(items.joined(separator: ", "))]"
    case .map(let map):
      var entries: [(key: String, value: String)] = []
      for key in map.keys() { entries.append((try text(key), try text(try map.value(key) ?? .null))) }
      entries.sort { $0.key.precedes($1.key) }
      return "{\(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .optional, .opaque:
      throw failure(
        "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps",
        value)
    }
  }
}
