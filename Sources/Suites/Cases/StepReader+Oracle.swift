import Documents
import Plans

extension StepReader {
  func readOracle(_ reader: inout MappingReader) -> Step.Operation.Oracle? {
    let recipe = reader.required("name", FieldType<Step.Operation.Oracle.Recipe>.choice)
    let wish = reader.required("wish", .name)
    let change = reader.optional("change", .object("change", readEstablish))
    let duration = reader.optional("for", .duration)
    checkTime(duration, "for", reader)
    let settle = reader.optional("settle", .duration, or: .seconds(30))
    checkTime(reader.node["settle"] == nil ? nil : settle, "settle", reader)
    if let wish, expressions.scope.handles[wish] != .object {
      reader.error(
        "no step before this one established \(wish.quoted)", at: "wish",
        hint: Suggestion.hint(for: wish, among: expressions.scope.handles.keys))
    }
    if let recipe, recipe.changesWish, reader.node["change"] == nil {
      reader.error(
        "\(recipe.rawValue) needs to know what changes", at: "name",
        hint: "change: {intent: …, with: {…}}, with all parameters")
    } else if let recipe, !recipe.mayChangeWish, reader.node["change"] != nil {
      reader.error("\(recipe.rawValue) changes no parameters", at: "change")
    }
    guard let recipe, let wish, let settle else { return nil }
    return Step.Operation.Oracle(
      recipe: recipe, wish: wish, change: change, duration: duration, settle: settle, place: reader.place)
  }
}
