import Documents

/// What a schema refuses or drops that another one took. Status is the operator's own: only the wish, and what stands
/// beside it, is compared.
struct SchemaComparison {
  let label: String
  private(set) var problems: [Problem] = []

  init(label: String) { self.label = label }

  /// - Parameters:
  ///   - path: of the field, from the object on; empty for the whole.
  ///   - place: where the new one stands.
  mutating func compare(_ old: Node, _ new: Node, path: String, place: Place) {
    guard compareTypes(old, new, path, place) else { return }
    compareRequired(old, new, path)
    compareValues(old, new, path)
    compareLimits(old, new, path)
    compareHoles(old, new, path, place)
    compareLists(old, new, path)
    compareProperties(old, new, path, place)
    for (name, suffix) in [("items", "[]"), ("additionalProperties", "[*]")] {
      guard let before = old[name], before.members != nil else { continue }
      if let after = new.member(name), after.value.members != nil {
        compare(before, after.value, path: path + suffix, place: after.place)
      } else if name == "additionalProperties", new[name]?.bool != true,
        new["x-kubernetes-preserve-unknown-fields"]?.bool != true
      {
        tell("takes no members of any name any more", path, place)
      }
    }
  }

  private mutating func tell(_ message: String, _ path: String, _ place: Place) {
    problems.append(Problem(message: "\(label)\(path.isEmpty ? "the object" : path) \(message)", place: place))
  }

  // MARK: Types and members

  /// False when they have nothing in common that could be compared.
  private mutating func compareTypes(_ old: Node, _ new: Node, _ path: String, _ place: Place) -> Bool {
    let (before, after) = (Self.types(old), Self.types(new))
    // No type at all is any type.
    if after.isEmpty || before == after { return true }
    if before.isEmpty {
      tell("took any type, and is \(after.sorted().joined(separator: " or "))", path, place)
      return false
    }
    guard before.isSubset(of: after) else {
      let lost = before.subtracting(after).sorted().joined(separator: " or ")
      tell("was \(lost), and is \(after.sorted().joined(separator: " or "))", path, new.place(nearest: ["type"]))
      return false
    }
    return true
  }

  private static func types(_ schema: Node) -> Set<String> {
    if schema["x-kubernetes-int-or-string"]?.bool == true { return ["integer", "string"] }
    guard let type = schema["type"]?.string, !type.isEmpty else { return [] }
    return type == "number" ? ["number", "integer"] : [type]
  }

  private mutating func compareProperties(_ old: Node, _ new: Node, _ path: String, _ place: Place) {
    let keepsUnknown = new["x-kubernetes-preserve-unknown-fields"]?.bool == true
    for member in old["properties"]?.members ?? [] {
      // The status, and what every object has.
      if path.isEmpty, ["status", "apiVersion", "kind", "metadata"].contains(member.name) { continue }
      let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
      if let next = new["properties"]?.member(member.name) {
        compare(member.value, next.value, path: inner, place: next.place)
      } else if let values = new["additionalProperties"], values.members != nil {
        compare(member.value, values, path: inner, place: values.place)
      } else if !keepsUnknown, new["additionalProperties"]?.bool != true {
        tell(
          "is gone", inner, new.place(nearest: ["properties"]) == new.place ? place : new.place(nearest: ["properties"])
        )
      }
    }
  }

  private mutating func compareRequired(_ old: Node, _ new: Node, _ path: String) {
    let before = Set(old["required"]?.items?.compactMap(\.string) ?? [])
    for item in new["required"]?.items ?? [] {
      guard let name = item.string, !before.contains(name), new["properties"]?[name]?["default"] == nil else {
        continue
      }
      if path.isEmpty, name == "status" { continue }
      tell("is required now, without a default", path.isEmpty ? name : "\(path).\(name)", item.place)
    }
  }

  private mutating func compareHoles(_ old: Node, _ new: Node, _ path: String, _ place: Place) {
    func isOpen(_ schema: Node) -> Bool {
      schema["x-kubernetes-preserve-unknown-fields"]?.bool == true || schema["additionalProperties"]?.bool == true
    }
    if isOpen(old), !isOpen(new), new["additionalProperties"]?.members == nil {
      tell("drops unknown fields now", path, place)
    }
  }

  // MARK: Values

  private mutating func compareValues(_ old: Node, _ new: Node, _ path: String) {
    if let after = new.member("enum") {
      let values = Set((after.value.items ?? []).map(\.value))
      if let before = old["enum"]?.items {
        let lost = before.map(\.value).filter { !values.contains($0) }
        if !lost.isEmpty {
          tell("may not be \(lost.map(\.description).joined(separator: ", ")) any more", path, after.place)
        }
      } else {
        tell("may only be one of \(values.count) values now", path, after.place)
      }
    }
    // Which of two expressions takes more cannot be told.
    if let after = new.member("pattern"), old["pattern"]?.string != after.value.string {
      let before = old["pattern"]?.string
      tell(before == nil ? "must match a pattern now" : "must match another pattern now", path, after.place)
    }
    if let after = new.member("format"), let name = after.value.string, !name.isEmpty, old["format"]?.string != name,
      Self.types(old).contains("string")
    {
      tell("must have the format \(name) now", path, after.place)
    }
    if old["nullable"]?.bool == true, new["nullable"]?.bool != true {
      tell("may not be null any more", path, new.place)
    }
    let before = Set((old["x-kubernetes-validations"]?.items ?? []).compactMap { $0["rule"]?.string })
    for rule in new["x-kubernetes-validations"]?.items ?? [] {
      guard let text = rule["rule"]?.string, !before.contains(text) else { continue }
      tell("has a rule that was not there: \(text.prefix(120))", path, rule.place)
    }
  }

  private mutating func compareLimits(_ old: Node, _ new: Node, _ path: String) {
    for name in ["maximum", "maxLength", "maxItems", "maxProperties"] {
      guard let after = new.member(name), let limit = after.value.number else { continue }
      if old[name]?.number.map({ limit < $0 }) ?? true { tellLimit(name, old, after, path) }
    }
    for name in ["minimum", "minLength", "minItems", "minProperties"] {
      guard let after = new.member(name), let limit = after.value.number else { continue }
      // No length is below 0.
      let least = name == "minimum" ? nil : 0.0
      if (old[name]?.number ?? least).map({ limit > $0 }) ?? true { tellLimit(name, old, after, path) }
    }
    for name in ["exclusiveMaximum", "exclusiveMinimum", "uniqueItems"] {
      guard let after = new.member(name), after.value.bool == true, old[name]?.bool != true else { continue }
      tell("has \(name) now", path, after.place)
    }
    if let after = new.member("multipleOf"), old["multipleOf"]?.value != after.value.value {
      tell("must be a multiple of \(after.value.value) now", path, after.place)
    }
  }

  private mutating func tellLimit(_ name: String, _ old: Node, _ after: Node.Member, _ path: String) {
    let before = old[name].map { "was \($0.value)" } ?? "was not there"
    tell("has \(name) \(after.value.value), which \(before)", path, after.place)
  }

  private mutating func compareLists(_ old: Node, _ new: Node, _ path: String) {
    let name = "x-kubernetes-list-type"
    let (before, after) = (old[name]?.string ?? "atomic", new[name]?.string ?? "atomic")
    guard before != after, let member = new.member(name), after != "atomic" else { return }
    tell("is a list of the type \(after) now, in which nothing may be there twice", path, member.place)
  }
}
