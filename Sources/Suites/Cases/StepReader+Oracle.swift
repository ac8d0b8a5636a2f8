import Documents
import Plans

extension StepReader {
  func readOracle(_ reader: inout MappingReader) -> Step.Operation.Oracle? {
    let recipe = reader.required("name", FieldType<RecipeName>.choice)
    let wish = reader.required("wish", .name)
    let change = reader.optional("change", .object("change", readEstablish))
    let invalid = reader.optional("invalid", .object("invalid", readEstablish))
    let duration = reader.optional("for", .duration)
    checkTime(duration, "for", reader)
    let settle = reader.optional("settle", .duration, or: .seconds(30))
    checkTime(reader.node["settle"] == nil ? nil : settle, "settle", reader)
    if let wish, expressions.scope.handles[wish] != .object {
      reader.error(
        "no step before this one established \(wish.quoted)", at: "wish",
        hint: Suggestion.hint(for: wish, among: expressions.scope.handles.keys))
    }
    if let recipe { check(recipe, reader) }
    guard let recipe, let wish, let settle else { return nil }
    return Step.Operation.Oracle(
      recipe: recipe, wish: wish, change: change, invalid: invalid, duration: duration, settle: settle,
      place: reader.place)
  }

  private func check(_ recipe: RecipeName, _ reader: MappingReader) {
    let needs =
      [("change", recipe.needs.contains(.change), recipe.mayChangeWish)]
      + [("invalid", recipe.needs.contains(.invalid), recipe.needs.contains(.invalid))]
    for (field, isNeeded, isAllowed) in needs {
      let isGiven = reader.node[field] != nil
      if isNeeded, !isGiven {
        reader.error(
          "\(recipe.rawValue) needs \(field.quoted): the wish with other parameters", at: "name",
          hint: "\(field): {intent: …, with: {…}}, with all parameters")
      } else if isGiven, !isAllowed {
        reader.error("\(recipe.rawValue) does not use \(field.quoted)", at: field, hint: "remove it")
      }
    }
  }
}
