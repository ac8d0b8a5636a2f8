extension FieldPath {
  /// Why a text is not a path.
  package struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String
    /// First column is 1, in characters (Unicode scalars).
    package var column: Int

    package var description: String { "column \(column): \(message)" }
  }

  /// Reads what `description` writes; also a leading `.`, and `[a.b/c]` without quotes, as Kubernetes prints map keys.
  package init(parsing text: String) throws(SyntaxError) {
    self.init()
    var rest = Substring(text).unicodeScalars
    func error(_ message: String) -> SyntaxError {
      SyntaxError(message: message, column: text.unicodeScalars.count - rest.count + 1)
    }
    if rest.first == "." { rest.removeFirst() }
    while let first = rest.first {
      if first == "[" {
        let (element, length) = try Self.parseBrackets(String(rest), error)
        elements.append(element)
        rest.removeFirst(length)
      } else {
        let name = rest.prefix { $0 != "." && $0 != "[" && $0 != "]" }
        guard !name.isEmpty else { throw error("expected a field name, found \"\(first)\"") }
        elements.append(.field(String(name)))
        rest.removeFirst(name.count)
      }
      if rest.first == "." {
        rest.removeFirst()
        guard rest.first != nil, rest.first != "[" else { throw error("expected a field name after \".\"") }
      } else if let next = rest.first, next != "[" {
        throw error("expected \".\" or \"[\", found \"\(next)\"")
      }
    }
  }

  /// The element in brackets at the start of `text`, and how many scalars it takes.
  private static func parseBrackets(
    _ text: String, _ error: (String) -> SyntaxError
  ) throws(SyntaxError) -> (Element, length: Int) {
    var isQuoted = false
    var isEscaped = false
    var inside = String.UnicodeScalarView()
    for (offset, scalar) in text.unicodeScalars.enumerated().dropFirst() {
      if scalar == "]", !isQuoted {
        guard let element = element(String(inside)) else {
          throw error("\("[\(String(inside))]".quoted) selects nothing")
        }
        return (element, offset + 1)
      }
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\", isQuoted {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      }
      inside.append(scalar)
    }
    throw error("expected \"]\"")
  }

  private static func element(_ inside: String) -> Element? {
    if inside.isEmpty { return nil }
    if let index = Int(inside), index >= 0 { return .index(index) }
    if inside.hasPrefix("\"") {
      guard case .string(let name)? = try? JSON.parse(inside) else { return nil }
      return .field(name)
    }
    guard let separator = inside.firstIndex(of: "="), separator != inside.startIndex else { return .field(inside) }
    let value = String(inside[inside.index(after: separator)...])
    return .item(key: String(inside[..<separator]), value: (try? JSON.parse(value)) ?? .string(value))
  }
}
