import Documents
import Expressions
import Plans

/// The step templates that a suite can use, by name.
struct StepTemplates {
  struct Template {
    var name: String
    var parameters: [Parameter]
    var steps: [Step]
    /// The handle that it hands out.
    var output: String?
    var place: Place
  }

  struct Parameter {
    var name: String
    /// Nil when it must be given.
    var fallback: Expressions.Template?
  }

  private var byName: [String: Template] = [:]

  var names: [String] { byName.keys.sorted() }

  var all: [Template] { names.compactMap { byName[$0] } }

  subscript(name: String) -> Template? { byName[name] }

  /// - Returns: the template that has the name already.
  mutating func add(_ template: Template) -> Template? {
    if let other = byName[template.name] { return other }
    byName[template.name] = template
    return nil
  }
}

/// One use of a template: checks what it is given.
struct TemplateCall {
  private let template: StepTemplates.Template
  private let reader: MappingReader
  private let handle: String?

  init(_ template: StepTemplates.Template, at reader: MappingReader, handle: String?) {
    self.template = template
    self.reader = reader
    self.handle = handle
  }

  /// Nil after an error.
  func use(_ given: [(name: String, value: Template)]) -> Step.Operation.TemplateUse? {
    let known = template.parameters.map(\.name)
    var isRight = true
    for member in reader.node["with"]?.members ?? [] where !known.contains(member.name) {
      reader.diagnostics.error(
        "the template \(template.name.quoted) has no parameter \(member.name.quoted)", at: member.place,
        hint: Suggestion.hint(for: member.name, among: known)
          ?? (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"), rule: .unknownReference)
      isRight = false
    }
    var arguments: [(name: String, value: Template)] = []
    for parameter in template.parameters {
      if let value = given.first(where: { $0.name == parameter.name })?.value ?? parameter.fallback {
        arguments.append((parameter.name, value))
      } else {
        reader.error(
          "the template \(template.name.quoted) needs the parameter \(parameter.name.quoted)", at: "template",
          hint: "give it under \"with\"")
        isRight = false
      }
    }
    if handle != nil, template.output == nil {
      reader.error(
        "the template \(template.name.quoted) hands nothing out", at: "as", hint: "give the template an \"output\"")
      isRight = false
    }
    guard isRight else { return nil }
    let output = handle.flatMap { handle in template.output.map { (made: $0, handle: handle) } }
    return Step.Operation.TemplateUse(
      name: template.name, arguments: arguments, steps: template.steps, output: output)
  }
}
