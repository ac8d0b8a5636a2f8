extension XPath {
  /// The functions that XPath 1.0 itself has.
  private static let standard: Set<String> = [
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with",
    "contains",
    "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate", "boolean",
    "not",
    "true", "false", "lang", "number", "sum", "floor", "ceiling", "round",
  ]
  private static let nodeTests: Set<String> = ["node", "text", "comment", "processing-instruction"]

  /// Names that it calls and that XPath 1.0 does not have: servers need not know them, and some fall over.
  package static func unknownFunctions(in source: String) -> [String] {
    var names: [String] = []
    for token in calls(in: source) where !standard.contains(token) && !nodeTests.contains(token) {
      if !names.contains(token) { names.append(token) }
    }
    return names
  }

  /// Names before an opening parenthesis, outside of literals. `and (…)` and `or (…)` are operators.
  private static func calls(in source: String) -> [String] {
    var names: [String] = []
    var name = ""
    var isOver = false
    var quote: Character?
    for character in source {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      if character.isLetter || character.isNumber || "-_.:".contains(character) {
        if isOver { name = "" }
        isOver = false
        name.append(character)
        continue
      }
      if character.isWhitespace {
        isOver = true
        continue
      }
      if character == "(", let first = name.first, first.isLetter || first == "_",
        !["and", "or", "div", "mod"].contains(name)
      {
        // An axis stands before two colons.
        let call = name.split(separator: ":", omittingEmptySubsequences: false)
        names.append(call.count > 2 ? String(call.last ?? "") : name)
      }
      name = ""
      isOver = false
      if character == "\"" || character == "'" { quote = character }
    }
    return names
  }
}
