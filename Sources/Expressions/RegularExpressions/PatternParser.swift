/// A part of a regular expression.
indirect enum PatternNode: Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case set(ScalarClass)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// No upper bound when `most` is nil.
  case repetition(PatternNode, least: Int, most: Int?, isGreedy: Bool)
  /// A group whose match is kept under a number.
  case group(PatternNode, Int)
  case assertion(Assertion)

  enum Assertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }
}

/// Reads RE2's syntax.
struct PatternParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
    var isUngreedy = false
  }

  let source: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private(set) var groupCount = 1
  private(set) var groupNames: [String: Int] = [:]
  private var depth = 0

  static let maximalRepetition = 1000
  private static let maximalDepth = 200

  init(_ pattern: String) { source = Array(pattern.unicodeScalars) }

  mutating func parseWhole() throws(RegularExpression.SyntaxError) -> PatternNode {
    let node = try parseChoice()
    guard position == source.count else { throw error("unexpected )", text(from: position)) }
    return node
  }

  func error(_ message: String, _ part: String) -> RegularExpression.SyntaxError {
    RegularExpression.SyntaxError(message: message, part: part)
  }

  func text(from start: Int, to end: Int? = nil) -> String {
    String(scalars: source[min(start, source.count)..<min(end ?? source.count, source.count)])
  }

  func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < source.count ? source[position + distance] : nil
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private mutating func parseChoice() throws(RegularExpression.SyntaxError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximalDepth else { throw error("expression nests too deeply", text(from: 0, to: 40)) }
    var choices = [try parseSequence()]
    while take("|") { choices.append(try parseSequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func parseSequence() throws(RegularExpression.SyntaxError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      if scalar == "\\", peek(1) == "Q" {
        nodes += takeQuoted()
        guard let last = nodes.popLast() else { continue }
        nodes.append(try parseRepetition(of: last))
        continue
      }
      nodes.append(try parseRepetition(of: try parseAtom()))
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  /// `\Q…\E`
  private mutating func takeQuoted() -> [PatternNode] {
    position += 2
    var nodes: [PatternNode] = []
    while let scalar = peek() {
      if scalar == "\\", peek(1) == "E" {
        position += 2
        break
      }
      nodes.append(literal(scalar))
      position += 1
    }
    return nodes
  }

  func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    guard flags.ignoresCase, !scalar.otherCases.isEmpty else { return .scalar(scalar) }
    var set = ScalarClass(scalar...scalar)
    scalar.otherCases.forEach { set.add($0) }
    return .set(set)
  }

  // MARK: Repetition

  private mutating func parseRepetition(of node: PatternNode) throws(RegularExpression.SyntaxError) -> PatternNode {
    let operatorStart = position
    guard let bounds = try takeBounds() else { return node }
    let isReversed = take("?")
    let end = position
    if try takeBounds() != nil {
      throw error("invalid nested repetition operator", text(from: operatorStart, to: position))
    }
    position = end
    return .repetition(node, least: bounds.least, most: bounds.most, isGreedy: isReversed == flags.isUngreedy)
  }

  private mutating func takeBounds() throws(RegularExpression.SyntaxError) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{"), let least = takeNumber() else {
      position = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = peek() == "}" ? nil : takeNumber() ?? -1 }
    // What is not well formed is plain text, as in RE2.
    guard most != -1, take("}") else {
      position = start
      return nil
    }
    guard least <= Self.maximalRepetition, most ?? 0 <= Self.maximalRepetition, least <= most ?? least else {
      throw error("invalid repeat count", text(from: start, to: position))
    }
    return (least, most)
  }

  private mutating func takeNumber() -> Int? {
    let start = position
    while peek()?.isDigit ?? false { position += 1 }
    guard position > start else { return nil }
    return Int(text(from: start, to: position)) ?? .max
  }

  // MARK: Atoms

  private mutating func parseAtom() throws(RegularExpression.SyntaxError) -> PatternNode {
    let start = position
    guard let scalar = peek() else { return .empty }
    switch scalar {
    case "(": return try parseGroup()
    case "[": return .set(try parseSet())
    case ".":
      position += 1
      var set = ScalarClass("\n"..."\n").complement
      if flags.dotMatchesNewline { set = ScalarClass("\0"..."\u{10FFFF}") }
      return .set(set)
    case "^":
      position += 1
      return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$":
      position += 1
      return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?":
      position += 1
      throw error("missing argument to repetition operator", text(from: start, to: position))
    case "{":
      // A well-formed `{2}` needs something before it; anything else is plain text.
      if try takeBounds() != nil {
        throw error("missing argument to repetition operator", text(from: start, to: position))
      }
      position += 1
      return literal(scalar)
    case "\\": return try parseEscape()
    default:
      position += 1
      return literal(scalar)
    }
  }

  private mutating func parseGroup() throws(RegularExpression.SyntaxError) -> PatternNode {
    let start = position
    let outerFlags = flags
    position += 1
    var number: Int?
    if take("?") {
      if peek() == "P" || (peek() == "<" && peek(1) != "=" && peek(1) != "!") {
        number = try takeName(from: start)
      } else if try takeFlags(from: start) {
        // `(?i)` holds until the end of the group around it.
        return .empty
      }
    } else {
      number = groupCount
      groupCount += 1
    }
    let node = try parseChoice()
    guard take(")") else { throw error("missing closing )", text(from: 0)) }
    flags = outerFlags
    return number.map { .group(node, $0) } ?? node
  }

  private mutating func takeName(from start: Int) throws(RegularExpression.SyntaxError) -> Int {
    _ = take("P")
    guard take("<") else { throw error("invalid or unsupported Perl syntax", text(from: start, to: position + 1)) }
    let nameStart = position
    while peek()?.isNamePart ?? false { position += 1 }
    let name = text(from: nameStart, to: position)
    guard take(">") else { throw error("invalid named capture", text(from: start, to: position + 1)) }
    guard !name.isEmpty else { throw error("invalid named capture", text(from: start, to: position)) }
    guard groupNames.updateValue(groupCount, forKey: name) == nil else {
      throw error("duplicate capture group name", name)
    }
    groupCount += 1
    return groupCount - 1
  }

  /// True for `(?flags)`, false for `(?flags:`.
  private mutating func takeFlags(from start: Int) throws(RegularExpression.SyntaxError) -> Bool {
    var isOn = true
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": flags.isUngreedy = isOn
      case "-" where isOn: isOn = false
      case ":": return false
      case ")": return true
      default: throw error("invalid or unsupported Perl syntax", text(from: start, to: position))
      }
    }
    throw error("missing closing )", text(from: 0))
  }
}
