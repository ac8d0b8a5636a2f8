import Documents
import Expressions
import Plans

// Steps that hold steps.
extension StepReader {
  private static let turns = 1...10_000

  func readForEach(_ reader: inout MappingReader) -> Step.Operation.Loop? {
    let variable = reader.required("item", .variableName)
    if let variable { checkLoopVariable(variable, at: reader.node["item"]?.place ?? reader.place) }
    let list = reader.required("in", expressions.template)
    if let node = reader.node["in"], node.items == nil, node.string?.contains("${") != true {
      diagnostics.error(
        "\"in\" must be a list, not \(node.summary)", at: node.place, hint: "write [a, b], or an expression")
    }
    let parallel = reader.optional("parallel", .integer(in: 1...1000), or: 1)
    let scope = variable.map { expressions.scope.declaring($0) } ?? expressions.scope
    let inner = readInner("steps", &reader, scope)
    guard let list, let parallel, let inner else { return nil }
    return Step.Operation.Loop(
      items: .list(list), variable: variable, parallel: parallel, steps: inner.steps, made: inner.made)
  }

  func readRepeat(_ reader: inout MappingReader) -> Step.Operation.Loop? {
    let count = reader.required("times", .integer(in: Self.turns))
    let variable = reader.optional("item", .variableName)
    if let variable { checkLoopVariable(variable, at: reader.node["item"]?.place ?? reader.place) }
    let parallel = reader.optional("parallel", .integer(in: 1...1000), or: 1)
    let scope = variable.map { expressions.scope.declaring($0, .int) } ?? expressions.scope
    let inner = readInner("steps", &reader, scope)
    guard let count, let parallel, let inner else { return nil }
    return Step.Operation.Loop(
      items: .count(count), variable: variable, parallel: parallel, steps: inner.steps, made: inner.made)
  }

  /// Each branch sees what was made before, and not what the others make meanwhile.
  func readParallel(_ reader: inout MappingReader) -> [[Step]]? {
    let nodes = reader.required("branches", .list(of: .node))
    if let nodes, nodes.count < 2 {
      reader.error("\"parallel\" needs at least two branches", at: "branches", hint: "write one list of steps for each")
    }
    return nodes?.map { node in read(node.items ?? [node], expressions.scope).steps }
  }

  func readUse(_ reader: inout MappingReader) -> Step.Operation.TemplateUse? {
    let arguments = reader.optional("with", .map(of: expressions.template), or: [])
    let handle = readHandle(&reader)
    guard let name = reader.required("template", .name), let arguments else { return nil }
    guard let template = suite.templates[name] else {
      let known = suite.templates.names
      reader.error(
        "there is no template \(name.quoted)", at: "template",
        hint: Suggestion.hint(for: name, among: known)
          ?? (known.isEmpty ? "name the file that holds it in the suite, under \"templates\"" : nil),
        rule: .unknownReference)
      return nil
    }
    return TemplateCall(template, at: reader, handle: handle).use(arguments)
  }

  // MARK: Inner steps

  /// Returns nil after an error about the field itself.
  func readInner(
    _ field: String, _ reader: inout MappingReader, _ scope: Scope
  ) -> (steps: [Step], made: [String])? {
    guard let nodes = reader.required(field, .list(of: .node)) else { return nil }
    if nodes.isEmpty { reader.error("there are no steps to repeat", at: field) }
    return read(nodes, scope)
  }

  private func read(_ nodes: [Node], _ scope: Scope) -> (steps: [Step], made: [String]) {
    var scope = CaseHandles.expecting(in: nodes, scope)
    let steps = nodes.compactMap { StepReader.read($0, suite, &scope, timeout: timeout) }
    return (steps, nodes.flatMap(CaseHandles.handles).map(\.name))
  }

  private func checkLoopVariable(_ name: String, at place: Place) {
    if VariablesReader.checkFree(name, at: place, diagnostics), expressions.scope.environment.variables[name] != nil {
      diagnostics.error(
        "\(name.quoted) is the name of something else already", at: place, hint: "choose another name for the item",
        rule: .duplicateName)
    }
  }
}
