/// A parsed CEL expression.
package struct Expression: Sendable {
  /// Bounds that keep a hostile text from exhausting the stack or memory.
  package struct Limits: Sendable {
    /// How many characters it may have.
    package var length: Int
    /// How many parentheses, brackets, braces and calls may be inside each other.
    package var depth: Int
    /// How many operations may follow each other in a chain such as `a.b.c` or `a + b + c`.
    package var treeDepth: Int

    package init(length: Int = 100_000, depth: Int = 200, treeDepth: Int = 400) {
      self.length = length
      self.depth = depth
      self.treeDepth = treeDepth
    }
  }

  package let text: String
  let source: [Unicode.Scalar]
  let syntax: Syntax

  /// - Parameter expandsMacros: False takes `all`, `map` and the like as ordinary functions.
  package static func parse(
    _ text: String, limits: Limits = Limits(), expandsMacros: Bool = true
  ) throws(ExpressionError) -> Expression {
    // The scalars of a huge text need not all be looked at to know that it is too long.
    let source = Array(text.unicodeScalars.prefix(limits.length + 1))
    var parser = try Parser(source, limits: limits, expandsMacros: expandsMacros)
    return Expression(text: text, source: source, syntax: try parser.parseWhole())
  }
}
