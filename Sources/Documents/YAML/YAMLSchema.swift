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
}

// MARK: Numbers

extension YAML.Schema {
  private static func canBeginNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func number(_ text: String) -> Value? {
    let text = self == .yaml11 ? text.filter { $0 != "_" } : text
    let isNegative = text.hasPrefix("-")
    let magnitude = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    if let (radix, digits) = digits(magnitude) {
      if let integer = Int64((isNegative ? "-" : "") + digits, radix: radix) { return .integer(integer) }
      if radix != 10 { return UInt64(digits, radix: radix).map { .double(isNegative ? -Double($0) : Double($0)) } }
    }
    guard Self.isDecimal(magnitude.utf8), let double = Double(text), double.isFinite else { return nil }
    return .double(double)
  }

  /// The digits of an integer and their radix; nil when the text is not an integer.
  private func digits(_ magnitude: Substring) -> (radix: Int, digits: Substring)? {
    var (radix, digits) = (10, magnitude)
    if magnitude.hasPrefix("0x") || magnitude.hasPrefix("0X") && self == .yaml11 {
      (radix, digits) = (16, magnitude.dropFirst(2))
    } else if magnitude.hasPrefix("0o") || magnitude.hasPrefix("0O") && self == .yaml11 {
      (radix, digits) = (8, magnitude.dropFirst(2))
    } else if self == .yaml11, magnitude.hasPrefix("0b") || magnitude.hasPrefix("0B") {
      (radix, digits) = (2, magnitude.dropFirst(2))
    } else if magnitude.utf8.count > 1, magnitude.hasPrefix("0"), Self.areDigits(magnitude, radix: 8) {
      radix = 8
    }
    return Self.areDigits(digits, radix: radix) ? (radix, digits) : nil
  }

  private static func areDigits(_ text: Substring, radix: Int) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false }
  }

  /// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func isDecimal(_ text: Substring.UTF8View) -> Bool {
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

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return digits.count
  }
}

// MARK: Writing

extension YAML.Schema {
  /// Whether some reader, of YAML 1.1 or 1.2, takes this text without quotes for something else than a string.
  static func mayHaveOtherType(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    if words[text] != nil || oldBooleans[text] != nil || text == "=" || text == "<<" { return true }
    guard canBeginNumber(first) else { return false }
    let plain = text.filter { $0 != "_" }
    let magnitude = plain.hasPrefix("-") || plain.hasPrefix("+") ? plain.dropFirst() : plain[...]
    return YAML.Schema.yaml11.digits(magnitude) != nil || isDecimal(magnitude.utf8) || isBase60(magnitude)
      || isDate(text)
  }

  /// `12:30:45`, which is a number in YAML 1.1.
  private static func isBase60(_ magnitude: Substring) -> Bool {
    magnitude.utf8.contains(UInt8(ascii: ":"))
      && magnitude.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
  }

  /// `2024-01-01`, alone or with a time.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy(isDigit) else { return false }
    return (1...2).contains(parts[1].utf8.count) && parts[1].utf8.allSatisfy(isDigit)
      && parts[2].utf8.first.map(isDigit) ?? false
  }
}
