import Documents

extension SchemaValidation {
  mutating func checkArray(_ items: [Value], _ node: SchemaNode, _ old: Value?) -> Outcome {
    let assertions = node.assertions
    var outcome = Outcome()
    if let schema = node.items {
      let earlier = ListCorrelation(old, node)
      for (index, item) in items.enumerated() {
        outcome.merge(check(item, by: schema, at: .item(index), old: earlier?.counterpart(of: item)))
      }
    }
    if let limit = assertions.minimumItems, items.count < limit {
      outcome.add(.invalid(field, .integer(Int64(items.count)), "\(place) should have at least \(limit) items"))
    }
    if let limit = assertions.maximumItems, items.count > limit {
      outcome.add(.tooMany(field, count: items.count, maximum: limit))
    }
    if assertions.hasUniqueItems, Set(items).count != items.count {
      outcome.add(.invalid(field, "", "\(place) shouldn't contain duplicates"))
    }
    outcome.matches += 1
    return outcome
  }

  /// Too few or too many members are reported alone.
  mutating func checkObject(_ object: Object, _ node: SchemaNode, _ old: Value?) -> Outcome {
    let assertions = node.assertions
    var outcome = Outcome()
    if let limit = assertions.minimumProperties, object.count < limit {
      let count = Value.integer(Int64(object.count))
      outcome.add(.invalid(field, count, "\(place) should have at least \(limit) properties"))
      return outcome
    }
    if let limit = assertions.maximumProperties, object.count > limit {
      outcome.add(.tooMany(field, count: object.count, maximum: limit))
      return outcome
    }
    let earlier = old?.object
    for (name, value) in object {
      if let schema = node.properties[name] {
        outcome.merge(check(value, by: schema, at: .member(name), old: earlier?[name]))
      } else if let schema = node.additional.schema {
        outcome.merge(check(value, by: schema, at: .key(name), old: earlier?[name]))
      } else if case .refused = node.additional {
        let detail = "\(path.dotted).\(name) in body is a forbidden property"
        outcome.add(.invalid(field, .string(name), detail))
      }
    }
    for name in assertions.required where !object.contains(name) {
      path.push(.member(name))
      outcome.add(.required(field))
      path.pop()
    }
    return outcome
  }
}
