import Documents
import Expressions
import Plans

extension StepReader {
  func readWrite(
    _ reader: inout MappingReader, naming: ManifestShape.Naming = .name
  ) -> Step.Operation.Write? {
    let form = reader.exactlyOne(of: ["manifest", "file"])
    var manifest: Template?
    if form == "manifest", let node = reader.required("manifest", .node) {
      manifest = readManifest(node, naming, expressions)
    } else if form == "file", let name = reader.required("file", .name) {
      do {
        let named = try suite.namedFiles.read(name)
        manifest = readManifest(named.node, naming, expressions.reading(named))
      } catch {
        reader.add(error, at: "file")
      }
    }
    let handle = readHandle(&reader)
    let expectation = readRefusal(&reader)
    guard let manifest, let expectation else { return nil }
    return Step.Operation.Write(manifest: manifest, handle: handle, expectation: expectation)
  }

  private func readManifest(
    _ node: Node, _ naming: ManifestShape.Naming, _ expressions: ExpressionReader
  ) -> Template? {
    let isRight = ManifestShape.check(node, "manifest", naming: naming, diagnostics)
    let template = expressions.template.read(node, "manifest", diagnostics)
    return isRight ? template : nil
  }

  func readPatch(_ reader: inout MappingReader) -> Step.Operation.Patch? {
    let target = readTarget(&reader)
    let kind = reader.optional("type", .choice, or: Step.Operation.Patch.Kind.merge)
    let patch = reader.required("patch", expressions.template)
    if let kind, let node = reader.node["patch"], !ManifestShape.isFilledIn(node) {
      if kind == .json, node.items == nil {
        reader.diagnostics.error(
          "a json patch must be a list of operations, not \(node.summary)", at: node.place,
          hint: "write [{op: replace, path: /spec/…, value: …}], or use another type")
      } else if kind != .json, node.members == nil {
        reader.diagnostics.error(
          "a \(kind.rawValue) patch must be an object, not \(node.summary)", at: node.place,
          hint: node.items == nil ? nil : "a list of operations needs type: json")
      }
    }
    let subresource = reader.optional("subresource", .name)
    let expectation = readRefusal(&reader)
    guard let target, let kind, let patch, let expectation else { return nil }
    return Step.Operation.Patch(
      target: target, kind: kind, patch: patch, subresource: subresource, expectation: expectation)
  }

  func readDelete(_ reader: inout MappingReader) -> Step.Operation.Delete? {
    let target = readTarget(&reader)
    let propagation = reader.optional("propagation", FieldType<Step.Operation.Delete.Propagation>.choice)
    let within = reader.optional("within", .duration)
    checkTime(within, "within", reader)
    let expectation = readRefusal(&reader)
    guard let target, let expectation else { return nil }
    return Step.Operation.Delete(target: target, propagation: propagation, within: within, expectation: expectation)
  }

  /// The object that an operation is about: a handle, or what the object is called.
  func readTarget(_ reader: inout MappingReader) -> Step.Operation.Target? {
    switch reader.exactlyOne(of: ["handle", "object"]) {
    case "handle":
      guard let handle = reader.required("handle", .variableName) else { return nil }
      return checkMade(handle, at: reader.node["handle"]?.place ?? reader.place) ? .handle(handle) : nil
    case "object":
      let type = FieldType.object("object") { object -> Template? in
        ["apiVersion", "kind", "name"].forEach { _ = object.required($0, .name) }
        _ = object.optional("namespace", .name)
        return expressions.template.read(object.node, "object", diagnostics)
      }
      return reader.required("object", type).map(Step.Operation.Target.reference)
    default: return nil
    }
  }

  /// False after an error about a name under which no step before made an object.
  private func checkMade(_ handle: String, at place: Place) -> Bool {
    let scope = expressions.scope
    if scope.handles[handle] == .object { return true }
    if let later = scope.isMadeLater(handle) {
      diagnostics.error(
        "\(handle.quoted) is used before it is made", at: place, hint: "the step at line \(later.line) makes it",
        rule: .notYetMade)
    } else if scope.handles[handle] == .answer {
      diagnostics.error("\(handle.quoted) is an answer, not an object of the cluster", at: place)
    } else if scope.handles[handle] == .list {
      diagnostics.error(
        "\(handle.quoted) is the list of all that a loop made", at: place, hint: "use it inside of the loop")
    } else {
      diagnostics.error(
        "no step before makes \(handle.quoted)", at: place,
        hint: Suggestion.hint(for: handle, among: scope.handles.filter { $0.value == .object }.keys)
          ?? "steps that make an object name it with \"as\"", rule: .unknownReference)
    }
    return false
  }

  /// How the API server must answer.
  func readRefusal(_ reader: inout MappingReader) -> Step.Operation.AnswerExpectation? {
    guard reader.has("refused") else { return .success }
    if reader.node["as"] != nil {
      reader.error("what is refused has no handle", at: "as", hint: "remove \"as\" or \"refused\"")
    }
    return reader.required(
      "refused",
      .object("refused") { refused in
        let reason = refused.optional("reason", .name)
        let code = refused.optional("code", .integer(in: 400...599))
        let message = refused.optional("message", .list(of: .name), or: [])
        return message.map { .refusal(reason: reason, code: code, message: $0) }
      })
  }
}
