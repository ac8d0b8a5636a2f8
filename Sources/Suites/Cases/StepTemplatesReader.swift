import Documents
import Expressions
import Plans

/// Reads a file of step templates. A template can use those before it, and so never itself.
struct StepTemplatesReader {
  /// Reads the steps; its templates grow with each that is read.
  private(set) var suite: SuiteReader

  /// Reads the templates of a file that a suite names.
  ///
  /// - Parameter suite: as it reads that file.
  /// - Returns: the suite's templates and those of the file.
  static func read(_ file: PlugfestFile, _ suite: SuiteReader) throws(Diagnostics) -> StepTemplates {
    try FileKind.read(file.node, expecting: [.stepTemplates])
    var reader = StepTemplatesReader(suite: suite)
    _ = file.read(suite.diagnostics) { spec, _, _ in reader.read(&spec) }
    return reader.suite.templates
  }

  /// Checks a file alone, and returns the warnings.
  static func check(_ file: PlugfestFile) throws(Diagnostics) -> [Diagnostic] {
    let read = try file.read(as: .stepTemplates) { spec, name, file in
      var reader = StepTemplatesReader(suite: SuiteReader(name: name, file: file, diagnostics: spec.diagnostics))
      return reader.read(&spec).map { reader.suite.templates }
    }
    return read.warnings + SuiteSmells.find(in: read.output.all.map(\.steps))
  }

  /// Nil after an error about the list itself.
  private mutating func read(_ spec: inout MappingReader) -> Void? {
    guard let nodes = spec.required("templates", .list(of: .node)) else { return nil }
    for node in nodes {
      guard let template = read(node), let other = suite.templates.add(template) else { continue }
      suite.diagnostics.error(
        "a template named \(template.name.quoted) stands at \(other.place) already", at: node["name"]?.place,
        rule: .duplicateName)
    }
    return ()
  }

  private func read(_ node: Node) -> StepTemplates.Template? {
    MappingReader.read(node, as: "template", suite.diagnostics) { reader in
      let name = reader.required("name", .name)
      _ = reader.optional("description", .name)
      let parameters = reader.optional("parameters", .list(of: .node), or: [])?.compactMap(readParameter)
      let output = reader.optional("output", .variableName)
      let nodes = reader.required("steps", .list(of: .node))
      if nodes?.isEmpty == true { reader.error("the template has no steps", at: "steps") }
      guard let nodes, let parameters else { return nil }
      var scope = parameters.reduce(Scope.suite) { $0.declaring(parameter: $1.name) }
      scope = CaseHandles.expecting(in: nodes, scope)
      let steps = nodes.compactMap { StepReader.read($0, suite, &scope, timeout: nil) }
      if let output, scope.handles[output] == nil {
        reader.error("no step of the template makes \(output.quoted)", at: "output", rule: .unknownReference)
      }
      guard let name else { return nil }
      return StepTemplates.Template(name: name, parameters: parameters, steps: steps, output: output, place: node.place)
    }
  }

  /// A name, or `{name, default}`.
  private func readParameter(_ node: Node) -> StepTemplates.Parameter? {
    if node.members == nil {
      return FieldType<String>.variableName.read(node, "parameters", suite.diagnostics).flatMap { name in
        isFree(name, at: node.place) ? StepTemplates.Parameter(name: name) : nil
      }
    }
    return MappingReader.read(node, as: "parameter", suite.diagnostics) { reader in
      let name = reader.required("name", .variableName)
      let fallback = reader.optional("default", ExpressionReader(.suite, places: suite.places).template)
      guard let name, isFree(name, at: reader.place(of: "name")) else { return nil }
      return StepTemplates.Parameter(name: name, fallback: fallback)
    }
  }

  private func isFree(_ name: String, at place: Place) -> Bool {
    VariablesReader.checkFree(name, at: place, suite.diagnostics)
  }
}
