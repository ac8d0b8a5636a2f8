package import Documents
import Kubernetes

/// What the log of a candidate is like, taken up line by line.
package struct LogFacts: Sendable, Hashable {
  package private(set) var lines = 0
  package private(set) var structured = 0
  /// Lines that name an object, of those that are structured.
  package private(set) var naming = 0
  package private(set) var panics: [String] = []
  package private(set) var secretsTold = 0

  package init() {}

  /// - Parameter tellsSecret: whether a secret of the lab stood in it.
  package mutating func add(_ line: String, tellsSecret: Bool) {
    guard line.contains(where: { !$0.isWhitespace }) else { return }
    lines += 1
    if tellsSecret { secretsTold += 1 }
    if panics.count < 5, Self.panicWords.contains(where: line.contains) { panics.append(String(line.prefix(300))) }
    guard Self.isStructured(line) else { return }
    structured += 1
    if Self.names.contains(where: line.contains) { naming += 1 }
  }

  private static let panicWords = [
    "panic: ", "Observed a panic", "fatal error: ", "Fatal error: ", "Traceback (most recent call last)",
    "thread 'main' panicked", "Exception in thread \"main\"",
  ]
  private static let names = [
    "\"namespace\"", "\"Namespace\"", "namespace=", "\"name\"", "name=", "\"object\"", "object=", "\"key\"",
  ]

  /// JSON, logfmt or klog: a line that a program can take apart.
  static func isStructured(_ line: String) -> Bool {
    if line.first == "{" { return (try? JSON.parse(line))?.object != nil }
    return isKlog(line) || pairs(line) >= 2
  }

  /// `I0102 15:04:05.000000       1 file.go:12] …`
  private static func isKlog(_ line: String) -> Bool {
    guard let first = line.first, "IWEF".contains(first), line.count > 21 else { return false }
    return line.dropFirst().prefix(4).allSatisfy(\.isNumber) && line.contains("] ")
  }

  /// `level=info msg="…"`
  private static func pairs(_ line: String) -> Int {
    var count = 0
    var isName = false
    var previous: Character = " "
    for character in line {
      if character == "=", isName { count += 1 }
      isName = character.isLetter || character.isNumber && isName || isName && "_-./".contains(character)
      if previous != " ", !isName, character == " " { isName = false }
      previous = character
    }
    return count
  }

  /// - Parameter secrets: how many the lab has that could be told.
  package func details(secrets: Int) -> Value {
    [
      "lines": .integer(Int64(lines)), "structured": .integer(Int64(structured)), "naming": .integer(Int64(naming)),
      "panics": .array(panics.map(Value.string)), "secretsTold": .integer(Int64(secretsTold)),
      "secrets": .integer(Int64(secrets)),
    ]
  }
}
