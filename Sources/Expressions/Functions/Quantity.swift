/// A Kubernetes resource quantity: `200M`, `1.5Gi`, `100m`. Exact to a billionth; what is finer is rounded up.
struct ResourceQuantity: OpaqueValue {
  enum Format: Sendable { case binary, decimal, exponent }

  /// In billionths.
  let billionths: Int128
  let format: Format
  let text: String
  /// Larger than any quantity may be, and cut down to the largest.
  let isCapped: Bool

  static let one: Int128 = 1_000_000_000
  private static let maximum = Int128(Int64.max) * one

  var typeName: String { "kubernetes.Quantity" }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? ResourceQuantity)?.billionths == billionths }

  /// Whole, and small enough for an int.
  var integer: Int64? { isCapped || billionths % Self.one != 0 ? nil : Int64(exactly: billionths / Self.one) }

  var approximate: Double { Double(billionths) / Double(Self.one) }

  private static let suffixes: [(text: String, format: Format, two: Int, ten: Int)] = [
    ("Ki", .binary, 10, 0), ("Mi", .binary, 20, 0), ("Gi", .binary, 30, 0), ("Ti", .binary, 40, 0),
    ("Pi", .binary, 50, 0), ("Ei", .binary, 60, 0), ("n", .decimal, 0, -9), ("u", .decimal, 0, -6),
    ("m", .decimal, 0, -3), ("", .decimal, 0, 0), ("k", .decimal, 0, 3), ("M", .decimal, 0, 6), ("G", .decimal, 0, 9),
    ("T", .decimal, 0, 12), ("P", .decimal, 0, 15), ("E", .decimal, 0, 18),
  ]

  init?(_ text: String) {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.hasPrefix(".") {
      fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(fraction.count + 1)
    }
    guard !whole.isEmpty || !fraction.isEmpty, let scale = Self.scale(of: rest) else { return nil }
    let (magnitude, isCapped) = Self.magnitude(
      digits: whole + fraction, ten: scale.ten - fraction.count + 9, two: scale.two)
    billionths = isNegative ? -magnitude : magnitude
    format = scale.format
    self.text = text
    self.isCapped = isCapped
  }

  private static func scale(of suffix: Substring) -> (format: Format, two: Int, ten: Int)? {
    if let known = suffixes.first(where: { $0.text == suffix }) { return (known.format, known.two, known.ten) }
    guard suffix.hasPrefix("e") || suffix.hasPrefix("E"), suffix.utf8.count < 8, let exponent = Int(suffix.dropFirst())
    else { return nil }
    return (.exponent, 0, exponent)
  }

  /// Digits times powers of ten and two, rounded up to a whole number and cut down to the largest.
  private static func magnitude(digits: Substring, ten: Int, two: Int) -> (Int128, isCapped: Bool) {
    var value: Int128 = 0
    var ten = ten
    var isInexact = false
    for digit in digits.utf8 {
      // More than thirty digits are beyond the largest quantity, or finer than a billionth.
      if value >= 1_000_000_000_000_000_000_000_000_000_000 {
        ten += 1
        isInexact = isInexact || digit != UInt8(ascii: "0")
      } else {
        value = value * 10 + Int128(digit - UInt8(ascii: "0"))
      }
    }
    guard value > 0 else { return (0, false) }
    for _ in 0..<two {
      if value > .max / 4 {
        isInexact = isInexact || value % 10 != 0
        value /= 10
        ten += 1
      }
      value *= 2
    }
    while ten > 0 {
      guard value <= maximum else { return (maximum, true) }
      value *= 10
      ten -= 1
    }
    while ten < 0, value > 0 {
      isInexact = isInexact || value % 10 != 0
      value /= 10
      ten += 1
    }
    if isInexact { value += 1 }
    return value > maximum ? (maximum, true) : (value, false)
  }

  /// A result of arithmetic, written with the largest suffix that leaves it whole.
  init(billionths: Int128, format: Format) {
    self.billionths = billionths
    self.format = format
    isCapped = false
    let magnitude = billionths.magnitude
    var (chosen, count) = ("n", magnitude)
    if format == .binary, magnitude % Self.one.magnitude == 0 {
      let whole = magnitude / Self.one.magnitude
      (chosen, count) = ("", whole)
      for suffix in Self.suffixes where suffix.format == .binary && whole > 0 {
        let unit = UInt128(1) << UInt128(suffix.two)
        if whole % unit == 0 { (chosen, count) = (suffix.text, whole / unit) }
      }
    } else if magnitude == 0 {
      (chosen, count) = ("", 0)
    } else {
      var unit: UInt128 = 1
      for suffix in Self.suffixes where suffix.format == .decimal {
        if magnitude % unit == 0 { (chosen, count) = (suffix.text, magnitude / unit) }
        unit *= 1000
      }
    }
    text = "\(billionths < 0 ? "-" : "")\(count)\(chosen)"
  }
}

extension Library {
  static let quantities = Library(
    name: "kubernetes.quantity", overloads: makingQuantities + comparingQuantities + quantityArithmetic,
    types: ["kubernetes.Quantity": quantity])

  private static let quantity = CELType.opaque("kubernetes.Quantity", [])

  private static let makingQuantities: [Overload] = [
    .function("quantity", [.string], quantity) { (text) throws(EvaluationError) in
      guard let value = ResourceQuantity(try text.text()) else {
        throw EvaluationError(
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
      }
      return .opaque(value)
    },
    .function("isQuantity", [.string], .bool) { (text) throws(EvaluationError) in
      .bool(ResourceQuantity(try text.text()) != nil)
    },
    .method("isInteger", quantity, .bool) { (value) throws(EvaluationError) in
      .bool(try value.opaque(ResourceQuantity.self).integer != nil)
    },
    .method("asInteger", quantity, .int) { (value) throws(EvaluationError) in
      guard let integer = try value.opaque(ResourceQuantity.self).integer else {
        throw EvaluationError("cannot convert value to integer")
      }
      return .int(integer)
    },
    .method("asApproximateFloat", quantity, .double) { (value) throws(EvaluationError) in
      .double(try value.opaque(ResourceQuantity.self).approximate)
    },
    .method("sign", quantity, .int) { (value) throws(EvaluationError) in
      .int(Int64(try value.opaque(ResourceQuantity.self).billionths.signum()))
    },
  ]

  private static let comparingQuantities: [Overload] = [
    .method2("isLessThan", quantity, quantity, .bool) { (left, right) throws(EvaluationError) in
      .bool(try compare(left, right) == .less)
    },
    .method2("isGreaterThan", quantity, quantity, .bool) { (left, right) throws(EvaluationError) in
      .bool(try compare(left, right) == .greater)
    },
    .method2("compareTo", quantity, quantity, .int) { (left, right) throws(EvaluationError) in
      .int(try compare(left, right).rawValue)
    },
  ]

  private static func compare(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> Ordering {
    Ordering(try left.opaque(ResourceQuantity.self).billionths, try right.opaque(ResourceQuantity.self).billionths)
  }

  private static let quantityArithmetic: [Overload] =
    [("add", Int128(1)), ("sub", Int128(-1))].flatMap { name, sign -> [Overload] in
      [quantity, .int].map { operand in
        .method2(name, quantity, operand, quantity) { (left, right) throws(EvaluationError) in
          let left = try left.opaque(ResourceQuantity.self)
          let other: Int128
          if case .int(let int) = right {
            other = Int128(int) * ResourceQuantity.one
          } else {
            other = try right.opaque(ResourceQuantity.self).billionths
          }
          let (sum, overflow) = left.billionths.addingReportingOverflow(sign * other)
          guard !overflow else { throw EvaluationError("quantity overflow") }
          return .opaque(ResourceQuantity(billionths: sum, format: left.format))
        }
      }
    }
}
