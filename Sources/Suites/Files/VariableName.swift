import Documents

/// Names that stand for values in expressions.
enum VariableName {
  /// Words that mean something else in expressions.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
    "namespace", "null", "package", "return", "true", "var", "void", "while",
  ]

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Why no expression could use the name, and what to do; nil when it can.
  static func problem(_ name: String) -> String? {
    let startsWithDigit = name.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    if startsWithDigit || !name.utf8.allSatisfy(isWord) {
      return "use letters, digits and \"_\", and begin with a letter"
    }
    return reserved.contains(name) ? "it is a reserved word of expressions: choose another name" : nil
  }

  /// False after an error about the name of a field that no expression could use.
  static func check(_ member: Node.Member, _ diagnostics: DiagnosticCollector) -> Bool {
    guard let problem = problem(member.name) else { return true }
    diagnostics.error("\(member.name.quoted) cannot be used in expressions", at: member.place, hint: problem)
    return false
  }
}
