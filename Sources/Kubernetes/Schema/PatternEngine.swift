/// How a schema gets its regular expressions compiled; the engine itself (RE2 syntax) lives with the caller.
package struct PatternEngine: Sendable {
  /// Whether a text holds a match.
  package typealias Matcher = @Sendable (String) -> Bool

  package enum Compilation: Sendable {
    case matcher(Matcher)
    /// Why the expression is none, in the engine's words: ``error parsing regexp: missing closing ): `(` ``.
    case malformed(String)
  }

  package let compile: @Sendable (String) -> Compilation

  package init(compile: @escaping @Sendable (String) -> Compilation) { self.compile = compile }

  /// Accepts every pattern and every text: for reading a schema only for its structure.
  package static let none = PatternEngine { _ in .matcher { _ in true } }
}
