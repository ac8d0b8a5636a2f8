import Documents
import Expressions
import Plans

/// Reads the values that hold expressions in one part of a file, and remembers what they read.
///
/// A class, because each of its field types keeps it, and a scope is large to copy.
final class ExpressionReader {
  let scope: Scope
  private let places: ScalarPlaces
  let uses: VariableUses

  convenience init(_ scope: Scope, in file: PlugfestFile) { self.init(scope, places: ScalarPlaces(file)) }

  init(_ scope: Scope, places: ScalarPlaces, uses: VariableUses = VariableUses()) {
    self.scope = scope
    self.places = places
    self.uses = uses
  }

  /// The same with one more name; what is read is remembered together.
  func declaring(_ name: String, _ type: CELType) -> ExpressionReader {
    ExpressionReader(scope.declaring(name, type), places: places, uses: uses)
  }

  /// The same for another file; what is read is remembered together.
  func reading(_ file: PlugfestFile) -> ExpressionReader {
    ExpressionReader(scope, places: ScalarPlaces(file), uses: uses)
  }

  /// The same with one more variable of the case; what is read is remembered together.
  func declaring(variable name: String) -> ExpressionReader {
    ExpressionReader(scope.declaring(variable: name), places: places, uses: uses)
  }

  /// Any value, with expressions in its strings.
  var template: FieldType<Template> {
    FieldType("a value") { node, _, diagnostics in self.compile(node, diagnostics) }
  }

  /// A string, with expressions in it.
  var text: FieldType<Template> {
    let string = FieldType<String>.string
    return FieldType(string.expected) { node, name, diagnostics in
      string.read(node, name, diagnostics).flatMap { _ in self.compile(node, diagnostics) }
    }
  }

  /// One expression: `${…}`, or CEL alone.
  var expression: FieldType<Template> {
    FieldType("an expression") { node, name, diagnostics in
      self.readExpression(node, name, diagnostics).map(\.template)
    }
  }

  /// One expression that says whether something is so.
  var condition: FieldType<Step.Operation.Expectation> {
    FieldType("an expression") { node, name, diagnostics in
      guard let (template, type, text) = self.readExpression(node, name, diagnostics) else { return nil }
      guard [.bool, .dyn, .nullable(.bool)].contains(type) else {
        diagnostics.error(
          "\"\(name)\" must give true or false, but gives \(type)", at: node.place, rule: .expressionMeaning)
        return nil
      }
      return .condition(template, source: text, place: node.place)
    }
  }

  private func readExpression(
    _ node: Node, _ name: String, _ diagnostics: DiagnosticCollector
  ) -> (template: Template, type: CELType, text: String)? {
    guard let text = FieldType<String>.name.read(node, name, diagnostics)?.trimmed else { return nil }
    let isBare = !text.contains("${")
    let source = isBare ? "${\(text)}" : text
    guard let template = compile(source, at: node.place, prefix: isBare ? 2 : 0, in: text, diagnostics) else {
      return nil
    }
    guard template.programs.count == 1, source == "${\(template.programs[0].text)}" else {
      diagnostics.error(
        "\"\(name)\" must be one expression, not text with expressions in it", at: node.place,
        hint: "write all of it inside one ${…}")
      return nil
    }
    return (template, template.programs[0].type, text)
  }
}

// MARK: Strings

extension ExpressionReader {
  /// Nil after all that is wrong with the strings in the value was reported.
  private func compile(_ node: Node, _ diagnostics: DiagnosticCollector) -> Template? {
    switch node.content {
    case .scalar(.string(let text)): return compile(text, at: node.place, prefix: 0, in: text, diagnostics)
    case .scalar(let value): return Template(constant: value)
    case .sequence(let items):
      let templates = items.map { compile($0, diagnostics) }
      let right = templates.compactMap(\.self)
      return right.count == templates.count ? Template(items: right) : nil
    case .mapping(let members):
      let templates = members.map { member in
        let key = compile(member.name, at: member.place, prefix: 0, in: member.name, diagnostics)
        return (key: key, value: compile(member.value, diagnostics))
      }
      let right = templates.compactMap { key, value in key.flatMap { key in value.map { (key: key, value: $0) } } }
      return right.count == templates.count ? Template(members: right) : nil
    }
  }

  /// - Parameter prefix: how many characters of the source are not in `text`, which the file has.
  private func compile(
    _ source: String, at place: Place, prefix: Int, in text: String, _ diagnostics: DiagnosticCollector
  ) -> Template? {
    guard source.utf8.contains(UInt8(ascii: "$")) else { return Template(constant: .string(source)) }
    let template: Template
    do { template = try CompiledTemplates.template(source, in: scope.environment) } catch {
      let error = error.error
      let column = error.line == 1 ? max(1, error.column - prefix) : error.column
      diagnostics.error(
        Self.message(of: error), at: places.place(line: error.line, column: column, of: text, at: place),
        hint: error.hint ?? Self.hint(for: error), excerpt: error.excerpt, rule: error.rule)
      return nil
    }
    return note(template, text, at: place, diagnostics) ? template : nil
  }

  /// Without the namespace in which names were looked up: suites have none.
  private static func message(of error: ExpressionError) -> String {
    let suffix = " (in container '')"
    return error.message.hasSuffix(suffix) ? String(error.message.dropLast(suffix.count)) : error.message
  }

  /// `namespace` means something else in CEL.
  private static func hint(for error: ExpressionError) -> String? {
    error.message.hasSuffix("reserved identifier: namespace") ? "write run.namespace" : nil
  }

  /// Remembers what the expressions read; false after an error about a name that is not made yet.
  private func note(
    _ template: Template, _ text: String, at place: Place, _ diagnostics: DiagnosticCollector
  ) -> Bool {
    var isRight = true
    for reference in template.references {
      let place = self.place(of: reference, in: text, at: place)
      if let later = scope.isMadeLater(reference.variable) {
        diagnostics.error(
          "\(reference.variable.quoted) is used before it is made", at: place,
          hint: "the step at line \(later.line) makes it", rule: .notYetMade)
        isRight = false
      } else {
        uses.add(VariableUse(reference, at: place))
      }
    }
    return isRight
  }

  /// Where the reference stands, as far as a look at the text tells.
  private func place(of reference: Program.Reference, in text: String, at place: Place) -> Place {
    for (lineNumber, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = Array(line.unicodeScalars)
      for name in [reference.description, reference.variable] {
        if let column = line.column(ofWord: Array(name.unicodeScalars)) {
          return places.place(line: lineNumber + 1, column: column, of: text, at: place)
        }
      }
    }
    return place
  }
}

/// What the expressions of one part of a file read.
final class VariableUses {
  private(set) var all: [VariableUse] = []

  func add(_ use: VariableUse) { if !all.contains(use) { all.append(use) } }
}

extension DiagnosticCollector {
  fileprivate func error(
    _ message: String, at place: Place?, hint: String?, excerpt: String, rule: DiagnosticRule
  ) {
    add(.error(message, at: place, hint: hint, excerpt: excerpt, rule: rule))
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return String(self) }
    let rest = drop(while: \.isWhitespace)
    return String(rest.reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension [Unicode.Scalar] {
  /// The first column, counted from 1, at which the word stands as a whole.
  fileprivate func column(ofWord word: [Unicode.Scalar]) -> Int? {
    guard let first = word.first, count >= word.count else { return nil }
    func isPart(_ index: Int) -> Bool {
      guard indices.contains(index) else { return false }
      let scalar = self[index]
      return scalar.isASCII
        ? VariableName.isWord(UInt8(truncatingIfNeeded: scalar.value)) : scalar.properties.isAlphabetic
    }
    for start in 0...(count - word.count) where self[start] == first && self[start..<start + word.count] == word[...] {
      let isField = start > 0 && self[start - 1] == "."
      if !isPart(start - 1), !isPart(start + word.count), !isField { return start + 1 }
    }
    return nil
  }
}
