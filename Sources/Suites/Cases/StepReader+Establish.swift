import Documents
import Expressions
import Plans

extension StepReader {
  func readEstablish(_ reader: inout MappingReader) -> Step.Operation.Establish? {
    let intent = reader.required("intent", .name)
    let handle = readHandle(&reader)
    let parameters = readParameters(&reader)
    let invalidity = reader.optional("invalid", .object("invalid", readInvalidity))
    if reader.node["invalid"] != nil, reader.has("refused") {
      reader.error(
        "what is invalid may be refused or fail, so \"refused\" has no place beside \"invalid\"", at: "refused",
        hint: "keep one of the two", rule: .conflictingFields)
      return nil
    }
    let expectation = readRefusal(&reader)
    guard let intent, let parameters, let expectation else { return nil }
    var establish = Step.Operation.Establish(
      intent: intent, handle: handle, parameters: parameters, expectation: expectation,
      place: reader.node["intent"]?.place ?? reader.place)
    establish.invalidity = invalidity
    establish.defaults = suite.contract?.intent(intent)?.defaults ?? [:]
    return establish
  }

  /// A parameter for each name, or one expression that gives all of them.
  private func readParameters(_ reader: inout MappingReader) -> Step.Operation.Establish.Parameters? {
    if let node = reader.node["with"], let text = node.string, text.contains("${") {
      return reader.required("with", expressions.expression).map { .whole($0) }
    }
    guard let parameters = reader.optional("with", .map(of: expressions.template), or: []) else { return nil }
    let members = reader.node["with"]?.members ?? []
    for member in members where VariableName.check(member, diagnostics) {
      guard Scope.givenToBindings.contains(member.name) else { continue }
      diagnostics.error(
        "\(member.name.quoted) is a name that plugfest gives", at: member.place,
        hint: "choose another name for the parameter")
    }
    return .named(
      parameters.map { name, value in
        let place = members.first { $0.name == name }?.place ?? reader.place
        return Step.Operation.Establish.Parameter(name: name, value: value, place: place)
      })
  }

  private func readInvalidity(_ reader: inout MappingReader) -> Step.Operation.Establish.Invalidity? {
    let none = Template(constant: .array([]))
    let naming: Template?
    if let text = reader.node["naming"]?.string, text.contains("${") {
      naming = reader.required("naming", expressions.expression)
    } else {
      let texts = reader.optional("naming", .list(of: expressions.text))
      naming = texts.map(Template.init(items:)) ?? (reader.node["naming"] == nil ? none : nil)
    }
    let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
    checkTime(within, "within", reader)
    guard let naming, let within else { return nil }
    return Step.Operation.Establish.Invalidity(naming: naming, within: within)
  }
}
