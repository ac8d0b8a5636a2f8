/// Licences as SPDX joins them: `MIT AND (Apache-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0)`.
enum LicenceExpression {
  /// Whether one can do what the expression says with these licences alone; names of licences in any case of letters.
  ///
  /// - Parameter allowed: in small letters.
  static func isAllowed(_ text: String, by allowed: Set<String>) -> Bool {
    // A name as people write it, with spaces, is one licence.
    if allowed.contains(text.lowercased()) { return true }
    var tokens = tokens(text)[...]
    // Nobody joins so many.
    guard tokens.count <= 500, let result = alternatives(&tokens, allowed, depth: 0) else { return false }
    return result && tokens.isEmpty
  }

  private static func tokens(_ text: String) -> [Substring] {
    text.replacing("(", with: " ( ").replacing(")", with: " ) ").split(separator: " ").map { Substring($0) }
  }

  /// Nil for what is no expression.
  private static func alternatives(_ tokens: inout ArraySlice<Substring>, _ allowed: Set<String>, depth: Int) -> Bool? {
    guard var result = all(&tokens, allowed, depth: depth) else { return nil }
    while tokens.first?.uppercased() == "OR" {
      tokens.removeFirst()
      guard let next = all(&tokens, allowed, depth: depth) else { return nil }
      result = result || next
    }
    return result
  }

  private static func all(_ tokens: inout ArraySlice<Substring>, _ allowed: Set<String>, depth: Int) -> Bool? {
    guard var result = one(&tokens, allowed, depth: depth) else { return nil }
    while tokens.first?.uppercased() == "AND" {
      tokens.removeFirst()
      guard let next = one(&tokens, allowed, depth: depth) else { return nil }
      result = result && next
    }
    return result
  }

  private static func one(_ tokens: inout ArraySlice<Substring>, _ allowed: Set<String>, depth: Int) -> Bool? {
    guard let token = tokens.popFirst(), depth < 32 else { return nil }
    if token == "(" {
      guard let result = alternatives(&tokens, allowed, depth: depth + 1), tokens.popFirst() == ")" else { return nil }
      return result
    }
    guard token != ")", !["AND", "OR", "WITH"].contains(token.uppercased()) else { return nil }
    // An exception only adds permissions.
    if tokens.first?.uppercased() == "WITH" {
      tokens.removeFirst()
      guard tokens.popFirst() != nil else { return nil }
    }
    let name = token.lowercased()
    return allowed.contains(name) || name.hasSuffix("+") && allowed.contains(String(name.dropLast()))
  }
}
