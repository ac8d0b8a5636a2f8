import Documents

/// What schemas of custom resources leave open. Each finding is about a version as a whole, and points to the first field.
enum SchemaQuality {
  /// Where unknown fields are kept. A field without any properties of its own that is described is meant to be free.
  static func holes(_ subject: JudgedSubject) -> [Problem] {
    let root = subject.node["schema"]?["openAPIV3Schema"]
    if let member = root?.member("x-kubernetes-preserve-unknown-fields"), member.value.bool == true {
      return [subject.problem("the whole object takes unknown fields", at: member.place)]
    }
    let holes = subject.fields.filter { field in
      guard field.isWish, !field.isEmbedded, isOpen(field) else { return false }
      if field.schema["x-kubernetes-embedded-resource"]?.bool == true { return false }
      return !field.properties.isEmpty || field.path == "spec" || field.isNamed && field.description.isEmpty
    }
    return summary(holes, subject, one: "takes unknown fields", "take unknown fields")
  }

  private static func isOpen(_ field: SchemaField) -> Bool {
    field.preservesUnknownFields || field.schema["additionalProperties"]?.bool == true
  }

  static func listsWithoutType(_ subject: JudgedSubject) -> [Problem] {
    let lists = subject.fields.filter { $0.type == "array" }
    let silent = lists.filter { $0.schema["x-kubernetes-list-type"] == nil }
    var problems = summary(
      silent, of: lists.count, subject, noun: "list", one: "does not say how it is merged",
      "do not say how they are merged")
    if let conditions = lists.first(where: { $0.path == "status.conditions" }),
      let type = conditions.schema["x-kubernetes-list-type"]?.string,
      type != "map" || conditions.schema["x-kubernetes-list-map-keys"]?.items?.map(\.string) != ["type"]
    {
      problems.append(subject.problem("status.conditions is not a map by type", at: conditions.place))
    }
    return problems
  }

  static func floats(_ subject: JudgedSubject) -> [Problem] {
    let floats = subject.fields.filter { $0.isWish && $0.type == "number" }
    return summary(floats, subject, one: "is a floating-point number", "are floating-point numbers")
  }

  static func undescribed(_ subject: JudgedSubject) -> [Problem] {
    let leaves = subject.fields.filter { $0.isWish && $0.isNamed && $0.isLeaf && !$0.isEmbedded }
    let silent = leaves.filter { $0.description.isEmpty }
    guard silent.count * 10 > leaves.count else { return [] }
    return summary(silent, of: leaves.count, subject, one: "has no description", "have no description")
  }

  static func unbounded(_ subject: JudgedSubject) -> [Problem] {
    let fields = subject.fields.filter {
      $0.isWish && !$0.isEmbedded && !$0.isIntOrString && ["string", "array"].contains($0.type)
    }
    let open = fields.filter { field in
      field.type == "array"
        ? field.schema["maxItems"] == nil
        : ["maxLength", "enum", "format"].allSatisfy { field.schema[$0] == nil }
    }
    return summary(open, of: fields.count, subject, one: "has no greatest length", "have no greatest length")
  }

  // MARK: Wording

  /// `3 of 7 fields of version v1 have no description: spec.a, spec.b, spec.c`
  ///
  /// - Parameters:
  ///   - total: how many were looked at, where that tells something.
  ///   - one: the predicate for a single field, where it differs.
  private static func summary(
    _ fields: [SchemaField], of total: Int? = nil, _ subject: JudgedSubject, noun: String = "field", one: String? = nil,
    _ predicate: String
  ) -> [Problem] {
    guard let first = fields.first else { return [] }
    let version = subject.node["name"]?.string ?? ""
    let count = total.map { "\(fields.count) of \($0)" } ?? "\(fields.count)"
    let isOne = fields.count == 1 && (total ?? 1) == 1
    let names = fields.prefix(3).map(\.path).joined(separator: ", ") + (fields.count > 3 ? ", …" : "")
    return [
      subject.problem(
        "\(count) \(isOne ? noun : noun + "s") of version \(version) \(isOne ? one ?? predicate : predicate): \(names)",
        at: first.place)
    ]
  }
}
