package import Documents

/// What is wrong with an expression, and at which character of it.
package struct ExpressionError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// It is not CEL.
    case syntax
    /// It names something unknown, or gives a function the wrong types.
    case check
    /// A regular expression that is written out in it is not one.
    case pattern
    /// It went wrong while running.
    case evaluation
    /// It is too long, too deep, or cost too much to run.
    case limit
  }

  package var kind: Kind
  package var message: String
  /// First line is 1.
  package var line: Int
  /// First column is 1, in Unicode scalars.
  package var column: Int
  /// What to do next, when that is known.
  package var hint: String?
  /// The line of the expression that holds the place.
  package var sourceLine: String

  init(_ kind: Kind, _ message: String, in source: [Unicode.Scalar], at offset: Int, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
    let offset = min(max(offset, 0), source.count)
    self.offset = offset
    let start = source[..<offset].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = source[offset...].firstIndex(of: "\n") ?? source.count
    line = source[..<offset].reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
    column = offset - start + 1
    // A line that no terminal shows whole would hide the caret.
    let shown = max(start, offset - 100)..<min(end, offset + 100)
    sourceLine = Self.text(source[shown])
    caret = offset - shown.lowerBound
  }

  /// Scalars before the place.
  let offset: Int

  /// How many characters of `sourceLine` come before the place.
  private var caret: Int

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.lazy.map { $0 == "\t" ? " " : $0 })
    return String(text)
  }

  /// The line with a caret below the place, as Kubernetes prints it.
  package var excerpt: String {
    " | \(sourceLine)\n | \(String(repeating: ".", count: caret))^"
  }

  /// The text in which Kubernetes reports a rule that does not compile: `ERROR: <input>:1:19: …`.
  package var compilerText: String { "ERROR: <input>:\(line):\(column): \(message)\n\(excerpt)" }

  /// The same about a file in which the expression's first character stands at `start`.
  package func diagnostic(at start: Place?) -> Diagnostic {
    var place = start
    if let start {
      place = Place(
        file: start.file, line: start.line + line - 1, column: line == 1 ? start.column + column - 1 : column)
    }
    return .error(message, at: place, hint: hint, excerpt: excerpt, rule: rule)
  }

  package var rule: DiagnosticRule {
    switch kind {
    case .syntax, .pattern, .limit: .expressionSyntax
    case .check, .evaluation: .expressionMeaning
    }
  }
}

extension DiagnosticRule {
  package static let expressionSyntax = DiagnosticRule(
    "expression-syntax", .error, "an expression is not CEL, or too long",
    remedy: "correct the expression; docs/expressions.md shows the language")
  package static let expressionMeaning = DiagnosticRule(
    "expression-meaning", .error, "an expression uses an unknown name, or a value of the wrong type",
    remedy: "correct the name, or convert the value")
}

extension ExpressionError: CustomStringConvertible {
  package var description: String {
    let text = "\(line):\(column): \(message)\n\(excerpt)"
    return hint.map { "\(text)\n  hint: \($0)" } ?? text
  }
}

/// A failure inside an evaluation, before the place in the source is known in words.
struct EvaluationError: Error, Sendable {
  var message: String
  /// Scalars before the place; nil until the innermost call that knows it adds it.
  var offset: Int?
  /// Set when the cost limit was reached: such an error is never absorbed by `||`, `&&` or a macro.
  var isLimit = false
  /// What to do next, when that is known.
  var hint: String?

  init(_ message: String) { self.message = message }

  func at(_ place: Int) -> EvaluationError {
    guard offset == nil else { return self }
    var copy = self
    copy.offset = place
    return copy
  }

  static func noOverload(_ function: String, _ arguments: [CELValue]) -> EvaluationError {
    EvaluationError(
      "no such overload: \(function)(\(arguments.map(\.typeName).joined(separator: ", ")))")
  }
}
