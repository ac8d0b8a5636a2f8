import Documents
import Foundation

/// Makes types of `type` statements: the built-in ones that `LeafType` has, those of ietf-inet-types, and the module's.
struct TypeCompiler {
  private var defined: [String: LeafType] = [:]

  /// - Parameter typedefs: of the module, each after those that it uses.
  init(typedefs: [YANGStatement]) throws(Diagnostic) {
    for statement in typedefs {
      guard let name = statement.argument else { throw .error("a typedef needs a name", at: statement.place) }
      var type = try compile(statement)
      type.name = name
      defined[name] = type
    }
  }

  /// The type of a leaf or a typedef.
  func compile(_ owner: YANGStatement) throws(Diagnostic) -> LeafType {
    guard let statement = owner.first("type"), let name = statement.argument else {
      throw .error("\(owner.argument ?? owner.keyword) needs a type", at: owner.place)
    }
    var type = try base(name, statement)
    for child in statement.children {
      switch child.keyword {
      case "range": type.ranges.append(try bounds(child, outer: type.ranges.last))
      case "length": type.lengths.append(try bounds(child, outer: type.lengths.last ?? Self.anyLength))
      case "pattern": type.patterns.append(try Self.pattern(child))
      case "enum", "description", "reference": break
      default: throw .error("the simulator does not know \(child.keyword.quoted) in a type", at: child.place)
      }
    }
    return type
  }

  private func base(_ name: String, _ statement: YANGStatement) throws(Diagnostic) -> LeafType {
    // A module says with which prefix it imports; that of ietf-inet-types is always the same in practice.
    if let type = defined[name] { return type }
    if let range = Self.integers[name] {
      var type = LeafType(name: name, base: .integer(isWide: name.hasSuffix("64")))
      type.ranges = [LeafType.Bounds(parts: [range], source: "of \(name)", remark: .init())]
      return type
    }
    switch name {
    case "string": return LeafType(name: name, base: .string)
    case "boolean": return LeafType(name: name, base: .boolean)
    case "empty": return LeafType(name: name, base: .empty)
    case "enumeration":
      return LeafType(name: name, base: .enumeration(statement.all("enum").compactMap(\.argument)))
    case "inet:ip-address": return LeafType(name: name, base: .address(nil))
    case "inet:ipv4-address": return LeafType(name: name, base: .address(.v4))
    case "inet:ipv6-address": return LeafType(name: name, base: .address(.v6))
    case "inet:ip-prefix": return LeafType(name: name, base: .prefix(nil))
    case "inet:ipv4-prefix": return LeafType(name: name, base: .prefix(.v4))
    case "inet:ipv6-prefix": return LeafType(name: name, base: .prefix(.v6))
    default: throw .error("the simulator does not know the type \(name.quoted)", at: statement.place)
    }
  }

  private static let integers: [String: ClosedRange<Int128>] = [
    "int8": Int128(Int8.min)...Int128(Int8.max), "int16": Int128(Int16.min)...Int128(Int16.max),
    "int32": Int128(Int32.min)...Int128(Int32.max), "int64": Int128(Int64.min)...Int128(Int64.max),
    "uint8": 0...Int128(UInt8.max), "uint16": 0...Int128(UInt16.max), "uint32": 0...Int128(UInt32.max),
    "uint64": 0...Int128(UInt64.max),
  ]

  private static let anyLength = LeafType.Bounds(parts: [0...Int128(UInt64.max)], source: "", remark: .init())

  private static func remark(_ statement: YANGStatement) -> LeafType.Remark {
    LeafType.Remark(message: statement.text("error-message"), appTag: statement.text("error-app-tag"))
  }

  /// `1..5 | 7 | 9..max`
  private func bounds(_ statement: YANGStatement, outer: LeafType.Bounds?) throws(Diagnostic) -> LeafType.Bounds {
    let source = statement.argument ?? ""
    guard let least = outer?.parts.first?.lowerBound, let most = outer?.parts.last?.upperBound else {
      throw .error("only numbers have a range", at: statement.place)
    }
    var parts: [ClosedRange<Int128>] = []
    for part in source.split(separator: "|") {
      let ends = part.split(separator: "..").map { $0.filter { !$0.isWhitespace } }.map { text -> Int128? in
        text == "min" ? least : text == "max" ? most : Int128(text)
      }
      guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high else {
        throw .error("\(source.quoted) is no \(statement.keyword)", at: statement.place)
      }
      parts.append(low...high)
    }
    return LeafType.Bounds(parts: parts, source: source, remark: Self.remark(statement))
  }

  /// XML Schema's expressions are ICU's as far as models use them, but always about the whole text.
  private static func pattern(_ statement: YANGStatement) throws(Diagnostic) -> LeafType.Pattern {
    let source = statement.argument ?? ""
    guard let expression = try? NSRegularExpression(pattern: "\\A(?:\(source))\\z") else {
      throw .error("\(source.quoted) is no pattern", at: statement.place)
    }
    return LeafType.Pattern(
      source: source, expression: expression, isInverted: statement.text("modifier") == "invert-match",
      remark: remark(statement))
  }
}
