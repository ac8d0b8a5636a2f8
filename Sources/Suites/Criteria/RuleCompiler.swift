import Documents
import Expressions
import Plans

/// Compiles the expressions of a criterion.
struct RuleCompiler {
  let environment: Environment
  let places: ScalarPlaces
  let diagnostics: DiagnosticCollector

  /// One expression, or a list of conditions that say where and what is wrong.
  func rules(_ node: Node) -> [Criterion.Rule]? {
    guard let items = node.items else { return condition(node, "cel").map { [Criterion.Rule($0)] } }
    if items.isEmpty { diagnostics.error("\"cel\" must hold a condition", at: node.place, rule: .wrongValue) }
    let rules = items.map { item in
      MappingReader.read(item, as: "condition", diagnostics) { reader -> Criterion.Rule? in
        let that = reader.required("that", .node).flatMap { condition($0, "that") }
        let path = reader.optional("at", .name)
        let says = reader.optional("says", .node)
        let finding = says.flatMap(finding)
        guard let that, (says == nil) == (finding == nil) else { return nil }
        return Criterion.Rule(that, at: path?.split(separator: ".").map(String.init) ?? [], finding: finding)
      }
    }
    let right = rules.compactMap(\.self)
    return right.count == rules.count && !right.isEmpty ? right : nil
  }

  func condition(_ node: Node, _ name: String) -> Program? {
    guard let text = FieldType<String>.name.read(node, name, diagnostics) else { return nil }
    do {
      let program = try Program(text, in: environment)
      guard [.bool, .dyn, .nullable(.bool)].contains(program.type) else {
        diagnostics.error(
          "\"\(name)\" must give true or false, but gives \(program.type)", at: node.place, rule: .expressionMeaning)
        return nil
      }
      return program
    } catch {
      add(error, text, node)
      return nil
    }
  }

  private func finding(_ node: Node) -> Template? {
    guard let text = FieldType<String>.name.read(node, "says", diagnostics) else { return nil }
    do { return try Template(.string(text), in: environment) } catch {
      add(error.error, text, node)
      return nil
    }
  }

  private func add(_ error: ExpressionError, _ text: String, _ node: Node) {
    let place = places.place(line: error.line, column: error.column, of: text, at: node.place)
    diagnostics.add(.error(error.message, at: place, hint: error.hint, excerpt: error.excerpt, rule: error.rule))
  }
}
