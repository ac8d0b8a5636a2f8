import Documents
import Expressions
import Kubernetes
import Plans

extension StepReader {
  /// Objects: a handle, what one is called, or a selection by labels.
  func readChoice(_ reader: inout MappingReader) -> Step.Operation.ObjectChoice? {
    guard reader.node["select"] != nil else {
      // The message of the target does not know of selections.
      guard reader.node["handle"] != nil || reader.node["object"] != nil else {
        _ = reader.exactlyOne(of: ["handle", "object", "select"])
        return nil
      }
      return readTarget(&reader).map(Step.Operation.ObjectChoice.target)
    }
    guard reader.exactlyOne(of: ["handle", "object", "select"]) != nil else { return nil }
    return reader.required("select", selectedObjects).map(Step.Operation.ObjectChoice.selection)
  }

  /// `{select: {apiVersion, kind, labels}, match: …, each: …, count: …}`
  var selectionExpectation: FieldType<Step.Operation.SelectionExpectation> {
    .object("object") { reader in
      let objects = reader.required("select", selectedObjects)
      let match = reader.optional("match", pattern)
      let each = reader.optional("each", pattern)
      let count = reader.optional("count", .countRange, or: .some)
      guard let objects, let count else { return nil }
      return Step.Operation.SelectionExpectation(objects: objects, match: match, each: each, count: count)
    }
  }

  private var selectedObjects: FieldType<Step.Operation.SelectedObjects> {
    FieldType("a selection") { node, name, diagnostics in
      let isRight: Bool? = MappingReader.read(node, as: name, diagnostics) { reader in
        let version = reader.required("apiVersion", .name)
        let kind = reader.required("kind", .name)
        _ = reader.optional("namespace", .name)
        let labels = reader.optional("labels", .node)
        return version != nil && kind != nil && labels.map { checkLabels($0) } ?? true
      }
      guard isRight == true else { return nil }
      return expressions.template.read(node, name, diagnostics).map { .init(template: $0, place: node.place) }
    }
  }

  private func checkLabels(_ node: Node) -> Bool {
    if ManifestShape.isFilledIn(node) { return true }
    if let text = node.string {
      do {
        _ = try LabelSelector(parsing: text)
        return true
      } catch {
        diagnostics.error("\(text.quoted) is no label selector: \(error)", at: node.place)
        return false
      }
    }
    guard let members = node.members, members.allSatisfy({ $0.value.string != nil }) else {
      diagnostics.error(
        "\"labels\" must be an object of texts or a selector, not \(node.summary)", at: node.place,
        hint: "write {app: demo} or \"app=demo,tier in (a, b)\"")
      return false
    }
    return true
  }

  /// What a value must match.
  var pattern: FieldType<Template> {
    FieldType("a value") { node, name, diagnostics in
      let isRight = PatternShape.check(node, diagnostics)
      return expressions.template.read(node, name, diagnostics).flatMap { isRight ? $0 : nil }
    }
  }
}

extension FieldType where Output == CountRange {
  /// `3`, or `{atLeast: 1, atMost: 3}`.
  static var countRange: FieldType {
    FieldType("a number or {atLeast, atMost}") { node, name, diagnostics in
      let number = FieldType<Int>.integer(in: 0...1_000_000)
      guard node.members != nil else {
        return number.read(node, name, diagnostics).map { CountRange(atLeast: $0, atMost: $0) }
      }
      return MappingReader.read(node, as: name, diagnostics) { reader in
        let least = reader.optional("atLeast", number)
        let most = reader.optional("atMost", number)
        if least == nil, most == nil {
          reader.diagnostics.error("\(name.quoted) bounds nothing", at: reader.place, hint: "give it atLeast or atMost")
          return nil
        }
        if let least, let most, least > most {
          reader.error("\"atMost\" is less than \"atLeast\"", at: "atMost")
          return nil
        }
        return CountRange(atLeast: least ?? 0, atMost: most)
      }
    }
  }
}
