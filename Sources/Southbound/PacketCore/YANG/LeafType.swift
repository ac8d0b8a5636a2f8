import Documents
import Foundation

/// The type of a leaf: which JSON values it has (RFC 7951 section 6), and how they read canonically.
struct LeafType: Sendable {
  enum Base: Sendable {
    case string, boolean, empty
    /// 64 bits wide ones are strings in JSON.
    case integer(isWide: Bool)
    case enumeration([String])
    case address(IPAddress.Family?)
    case prefix(IPAddress.Family?)
  }

  /// A restriction on a number or on a length, with what its author says of a violation.
  struct Bounds: Sendable {
    var parts: [ClosedRange<Int128>]
    var source: String
    var remark: Remark

    func contains(_ number: Int128) -> Bool { parts.contains { $0.contains(number) } }
  }

  struct Pattern: Sendable {
    var source: String
    var expression: NSRegularExpression
    var isInverted: Bool
    var remark: Remark
  }

  /// `error-message` and `error-app-tag` of a restriction.
  struct Remark: Sendable {
    var message: String?
    var appTag: String?
  }

  /// Why a value does not suit.
  struct Unsuitable: Error {
    var message: String
    var appTag: String?
  }

  /// As the model calls it: `bit-rate`.
  var name: String
  var base: Base
  var ranges: [Bounds] = []
  var lengths: [Bounds] = []
  var patterns: [Pattern] = []

  /// The canonical form of a value as JSON has it.
  func read(_ value: Value) throws(Unsuitable) -> Value {
    switch (base, value) {
    case (.string, .string(let text)), (.enumeration, .string(let text)), (.address, .string(let text)),
      (.prefix, .string(let text)), (.integer(isWide: true), .string(let text)):
      return try read(text: text)
    case (.integer(isWide: false), .integer(let number)):
      try check(Int128(number))
      return value
    case (.boolean, .bool), (.empty, .array([.null])): return value
    default: throw Unsuitable(message: "\(name) is \(jsonForm) in JSON, not \(value.excerpt)")
    }
  }

  /// The canonical value of a text, as in a path or a module.
  func read(text: String) throws(Unsuitable) -> Value {
    switch base {
    case .string:
      try check(text)
      return .string(text)
    case .integer(let isWide):
      guard let number = Self.number(text) else { throw Unsuitable(message: "\(text.quoted) is no \(name)") }
      try check(number)
      guard !isWide, let small = Int64(exactly: number) else { return .string("\(number)") }
      return .integer(small)
    case .boolean:
      guard text == "true" || text == "false" else { throw Unsuitable(message: "\(text.quoted) is no boolean") }
      return .bool(text == "true")
    case .empty:
      guard text.isEmpty else { throw Unsuitable(message: "an empty leaf has no value") }
      return [.null]
    case .enumeration(let names):
      guard names.contains(text) else {
        throw Unsuitable(message: "\(text.quoted) is not one of \(names.joined(separator: ", "))")
      }
      return .string(text)
    case .address(let family): return .string(try Self.address(text, family))
    case .prefix(let family): return .string(try Self.prefix(text, family))
    }
  }

  /// How a canonical value reads in a path.
  static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .array: ""
    default: JSON.text(value)
    }
  }

  private var jsonForm: String {
    switch base {
    case .integer(isWide: false): "a number"
    case .integer(isWide: true): "a string of digits"
    case .boolean: "true or false"
    case .empty: "[null]"
    case .string, .enumeration, .address, .prefix: "a string"
    }
  }

  // MARK: Restrictions

  /// YANG's decimal form; the other radixes are for modules alone.
  private static func number(_ text: String) -> Int128? {
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int128(text)
  }

  private func check(_ number: Int128) throws(Unsuitable) {
    for range in ranges where !range.contains(number) {
      throw Unsuitable(
        message: range.remark.message ?? "\(number) is not in the range \(range.source)", appTag: range.remark.appTag)
    }
  }

  private func check(_ text: String) throws(Unsuitable) {
    let length = Int128(text.unicodeScalars.count)
    for bounds in lengths where !bounds.contains(length) {
      throw Unsuitable(
        message: bounds.remark.message ?? "a length of \(length) is not in \(bounds.source)",
        appTag: bounds.remark.appTag)
    }
    for pattern in patterns {
      let all = NSRange(text.startIndex..., in: text)
      let matches = pattern.expression.firstMatch(in: text, range: all) != nil
      guard matches == pattern.isInverted else { continue }
      throw Unsuitable(
        message: pattern.remark.message
          ?? "\(text.quoted) \(matches ? "matches" : "does not match") the pattern \(pattern.source)",
        appTag: pattern.remark.appTag)
    }
  }

  // MARK: Addresses (RFC 6991)

  private static func address(_ text: String, _ family: IPAddress.Family?) throws(Unsuitable) -> String {
    let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(parts[0]), family == nil || family == address.family,
      parts.count == 1 || !parts[1].isEmpty
    else { throw Unsuitable(message: "\(text.quoted) is no IP address\(Self.suffix(family))") }
    return parts.count == 1 ? "\(address)" : "\(address)%\(parts[1])"
  }

  /// The canonical form has no host bits.
  private static func prefix(_ text: String, _ family: IPAddress.Family?) throws(Unsuitable) -> String {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(parts[0]), family == nil || family == address.family,
      let length = Int(parts[1]), "\(length)" == parts[1], (0...address.family.width).contains(length)
    else { throw Unsuitable(message: "\(text.quoted) is no IP prefix\(Self.suffix(family))") }
    return "\(IPNetwork(address: address, length: length).network)"
  }

  private static func suffix(_ family: IPAddress.Family?) -> String {
    family.map { " of version \($0.rawValue)" } ?? ""
  }
}
