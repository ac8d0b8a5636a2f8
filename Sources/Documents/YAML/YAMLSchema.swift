extension YAML.Schema {
  /// Nil when the text does not fit the tag, or the tag is unknown.
  func resolve(_ scalar: YAMLEvent.Scalar) -> Value? {
    guard let tag = scalar.tag else { return scalar.isPlain ? resolve(plain: scalar.text) : .string(scalar.text) }
    if tag == "!" { return .string(scalar.text) }
    let value = resolve(plain: scalar.text)
    switch (tag, value) {
    case ("tag:yaml.org,2002:str", _), ("tag:yaml.org,2002:timestamp", _), ("tag:yaml.org,2002:merge", _):
      return .string(scalar.text)
    case ("tag:yaml.org,2002:int", .integer), ("tag:yaml.org,2002:float", .double), ("tag:yaml.org,2002:bool", .bool),
      ("tag:yaml.org,2002:null", .null):
      return value
    case ("tag:yaml.org,2002:float", .integer(let integer)): return .double(Double(integer))
    default: return nil
    }
  }

  /// What a scalar without quotes means.
  func resolve(plain text: String) -> Value {
    if let value = Self.words[text] { return value }
    if self == .yaml11, let value = Self.oldBooleans[text] { return .bool(value) }
    guard let first = text.utf8.first, Self.canBeginNumber(first) else { return .string(text) }
    return number(text) ?? .string(text)
  }

  private static let words: [String: Value] = {
    var words: [String: Value] = [
      "": .null, "~": .null, "null": .null, "Null": .null, "NULL": .null,
      "true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false,
      ".nan": .double(.nan), ".NaN": .double(.nan), ".NAN": .double(.nan),
    ]
    for infinity in [".inf", ".Inf", ".INF"] {
      words[infinity] = .double(.infinity)
      words["+" + infinity] = .double(.infinity)
      words["-" + infinity] = .double(-.infinity)
    }
    return words
  }()

  private static let oldBooleans: [String: Bool] = [
    "y": true, "Y": true, "yes": true, "Yes": true, "YES": true, "on": true, "On": true, "ON": true,
    "n": false, "N": false, "no": false, "No": false, "NO": false, "off": false, "Off": false, "OFF": false,
  ]

  private static func canBeginNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  private func number(_ text: String) -> Value? {
    let text = self == .yaml11 ? text.filter { $0 != "_" } : text
    let isNegative = text.hasPrefix("-")
    let magnitude = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    if let integer = integer(magnitude, isNegative: isNegative) { return .integer(integer) }
    guard Self.isDecimal(magnitude.utf8), let double = Double(text), double.isFinite else { return nil }
    return .double(double)
  }

  private func integer(_ magnitude: Substring, isNegative: Bool) -> Int64? {
    var radix = 10
    var digits = magnitude
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] where magnitude.hasPrefix(prefix) {
      if base == 2, self == .core { return nil }
      radix = base
      digits = magnitude.dropFirst(2)
    }
    if radix == 10, digits.utf8.count > 1, digits.hasPrefix("0"), digits.utf8.allSatisfy(Self.isOctalDigit) {
      radix = 8
    }
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
    return Int64((isNegative ? "-" : "") + digits, radix: radix)
  }

  private static func isOctalDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) }

  /// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func isDecimal(_ text: Substring.UTF8View) -> Bool {
    func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    var rest = text
    var digits = takeDigits(&rest)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      digits += takeDigits(&rest)
    }
    guard digits > 0 else { return false }
    guard let exponent = rest.first else { return true }
    guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return takeDigits(&rest) > 0 && rest.isEmpty
  }
}
