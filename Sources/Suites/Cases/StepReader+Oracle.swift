import Documents
import Plans

extension StepReader {
  func readOracle(_ reader: inout MappingReader) -> Step.Operation.Oracle? {
    let recipe = reader.required("name", FieldType<RecipeName>.choice)
    let wish = reader.required("wish", .name)
    let change = reader.optional("change", .object("change", readEstablish))
    let invalid = reader.optional("invalid", .object("invalid", readEstablish))
    let before = reader.optional("before", .list(of: .name), or: []) ?? []
    let copies = reader.optional("copies", .object("copies", readCopies))
    let beside = reader.optional("beside", .object("beside", readBeside))
    let outside = reader.optional("outside", .object("outside", readOutside))
    let duration = reader.optional("for", .duration)
    checkTime(duration, "for", reader)
    let settle = reader.optional("settle", .duration, or: .seconds(30))
    checkTime(reader.node["settle"] == nil ? nil : settle, "settle", reader)
    for (field, name) in [("wish", wish)] + before.map({ ("before", $0) }) {
      guard let name, expressions.scope.handles[name] != .object else { continue }
      reader.error(
        "no step before this one established \(name.quoted)", at: field,
        hint: Suggestion.hint(for: name, among: expressions.scope.handles.keys))
    }
    if let recipe { check(recipe, reader) }
    guard let recipe, let wish, let settle else { return nil }
    var oracle = Step.Operation.Oracle(
      recipe: recipe, wish: wish, change: change, invalid: invalid, duration: duration, settle: settle,
      place: reader.place)
    oracle.before = before
    oracle.copies = copies
    oracle.outside = outside
    oracle.beside = beside
    return oracle
  }

  private func readBeside(_ reader: inout MappingReader) -> Step.Operation.Oracle.Beside? {
    let number = reader.optional("number", .integer(in: 1...1_000_000), or: 1)
    let wish = reader.required("wish", .object("wish", readEstablish))
    let before = reader.optional("before", .list(of: .object("requisite", readRequisite)), or: [])
    let same = reader.optional("same", .object("same", readEstablish))
    guard let number, let wish, let before else { return nil }
    return Step.Operation.Oracle.Beside(number: number, wish: wish, before: before, same: same)
  }

  private static let asking: Set<OperationKind> = [.http, .restconf, .netconf, .promQL, .run]

  private func readOutside(_ reader: inout MappingReader) -> Step.Operation.Oracle.Outside? {
    let right = readInner("right", &reader, expressions.scope)
    let disturbance = readInner("disturb", &reader, expressions.scope)
    for field in ["right", "disturb"] {
      for node in reader.node[field]?.items ?? [] {
        let kinds = Set(OperationKind.allCases.filter { node[$0.rawValue] != nil })
        guard !kinds.isEmpty, kinds.isDisjoint(with: Self.asking) else { continue }
        reader.diagnostics.error(
          "this step asks no system outside", at: node.place,
          hint: "use one of \(Self.asking.map(\.rawValue).sorted().joined(separator: ", "))")
      }
    }
    guard let right, let disturbance else { return nil }
    return Step.Operation.Oracle.Outside(right: right.steps, disturbance: disturbance.steps)
  }

  private func readCopies(_ reader: inout MappingReader) -> Step.Operation.Oracle.Copies? {
    let count = reader.optional("count", .integer(in: 1...500), or: 20)
    let first = reader.optional("from", .integer(in: 1...1_000_000), or: 1)
    let wish = reader.required("of", .object("of", readEstablish))
    let before = reader.optional("before", .list(of: .object("requisite", readRequisite)), or: [])
    guard let count, let first, let wish, let before else { return nil }
    return Step.Operation.Oracle.Copies(count: count, first: first, wish: wish, before: before)
  }

  private func readRequisite(_ reader: inout MappingReader) -> Step.Operation.Oracle.Copies.Requisite? {
    reader.node["manifest"] == nil
      ? readEstablish(&reader).map { .intent($0) } : readWrite(&reader).map { .manifest($0) }
  }

  private func check(_ recipe: RecipeName, _ reader: MappingReader) {
    let wish = ("the wish with other parameters", "{intent: …, with: {…}}, with all parameters")
    let needs = [
      ("change", recipe.needs.contains(.change), recipe.mayChangeWish, wish),
      ("invalid", recipe.needs.contains(.invalid), recipe.needs.contains(.invalid), wish),
      (
        "before", recipe.needs.contains(.before), recipe.needs.contains(.before),
        ("what has to be there before the wish", "[…], the names of what earlier steps established")
      ),
      (
        "beside", recipe.needs.contains(.beside), recipe.needs.contains(.beside),
        ("a wish of the other candidate", "{number: 100, wish: {intent: …, with: {…}}, same: {intent: …, with: {…}}}")
      ),
      (
        "outside", recipe.isAboutOutside, recipe.isAboutOutside,
        ("what is made outside for the wish", "{right: [steps that pass], disturb: [steps of somebody else]}")
      ),
      (
        "copies", recipe.needs.contains(.copies), recipe.needs.contains(.copies),
        ("many wishes like it", "{count: 20, of: {intent: …, with: {…}}}, whose strings may read ${index}")
      ),
    ]
    for (field, isNeeded, isAllowed, meaning) in needs {
      let isGiven = reader.node[field] != nil
      if isNeeded, !isGiven {
        reader.error(
          "\(recipe.rawValue) needs \(field.quoted): \(meaning.0)", at: "name", hint: "\(field): \(meaning.1)")
      } else if isGiven, !isAllowed {
        reader.error("\(recipe.rawValue) does not use \(field.quoted)", at: field, hint: "remove it")
      }
    }
  }
}
