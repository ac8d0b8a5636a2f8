/// Chooses objects by single fields, such as `metadata.name=web,status.phase!=Running`; which fields, the server decides.
package struct FieldSelector: Sendable, Hashable {
  package struct Requirement: Sendable, Hashable {
    package var field: String
    package var value: String
    package var isNegated: Bool

    package init(_ field: String, equals value: String) {
      self.field = field
      self.value = value
      isNegated = false
    }

    package init(_ field: String, differsFrom value: String) {
      self.field = field
      self.value = value
      isNegated = true
    }
  }

  /// Why a selector was refused, in an API server's words.
  package struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  /// All must hold.
  package var requirements: [Requirement]

  package init(_ requirements: [Requirement]) { self.requirements = requirements }

  package static let everything = FieldSelector([])

  /// Chooses the object with this name.
  package static func name(_ name: String) -> FieldSelector {
    FieldSelector([Requirement("metadata.name", equals: name)])
  }

  package var isEmpty: Bool { requirements.isEmpty }

  /// - Parameter value: The text of a field; nil reads as empty.
  package func matches(_ value: (String) throws -> String?) rethrows -> Bool {
    try requirements.allSatisfy { (try value($0.field) ?? "") == $0.value ? !$0.isNegated : $0.isNegated }
  }
}

extension FieldSelector: CustomStringConvertible {
  package var description: String {
    requirements.map { "\($0.field)\($0.isNegated ? "!=" : "=")\(Self.escaped($0.value))" }.joined(separator: ",")
  }

  private static func escaped(_ value: String) -> String {
    String(value.flatMap { "\\,=".contains($0) ? ["\\", $0] : [$0] })
  }
}

extension FieldSelector {
  /// Reads `field=value`, `==` and `!=` with commas between; `\` escapes `\`, `,` and `=` in values.
  package init(parsing text: String) throws(SyntaxError) {
    var requirements: [Requirement] = []
    for term in Self.terms(text) where !term.isEmpty {
      guard let (field, sign, value) = Self.split(term) else {
        throw SyntaxError(description: "invalid selector: '\(text)'; can't understand '\(term)'")
      }
      let unescaped = try Self.unescaped(value)
      requirements.append(
        sign == "!=" ? Requirement(field, differsFrom: unescaped) : Requirement(field, equals: unescaped))
    }
    self.init(requirements)
  }

  private static func terms(_ text: String) -> [String] {
    var terms = [""]
    var isEscaped = false
    for character in text.unicodeScalars {
      if character == ",", !isEscaped {
        terms.append("")
      } else {
        terms[terms.count - 1].unicodeScalars.append(character)
      }
      isEscaped = !isEscaped && character == "\\"
    }
    return terms
  }

  private static func split(_ term: String) -> (field: String, sign: String, value: String)? {
    var index = term.startIndex
    while index < term.endIndex {
      let rest = term[index...]
      for sign in ["!=", "==", "="] where rest.hasPrefix(sign) {
        return (String(term[..<index]), sign, String(rest.dropFirst(sign.count)))
      }
      index = term.index(after: index)
    }
    return nil
  }

  private static func unescaped(_ value: String) throws(SyntaxError) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in value.unicodeScalars {
      if isEscaped {
        guard scalar == "\\" || scalar == "," || scalar == "=" else {
          throw SyntaxError(description: "invalid field selector: invalid escape sequence: \\\(scalar)")
        }
        result.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "," || scalar == "=" {
        throw SyntaxError(description: "invalid field selector: unescaped character in value: \(scalar)")
      } else {
        result.append(scalar)
      }
    }
    if isEscaped { throw SyntaxError(description: "invalid field selector: invalid escape sequence: \\") }
    return String(result)
  }
}
