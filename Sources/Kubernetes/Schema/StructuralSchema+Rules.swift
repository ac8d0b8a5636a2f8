package import Documents

/// A value that has rules, in an object that is walked.
package struct RuleVisit: Sendable {
  /// The schema of the value.
  package var node: SchemaNode
  package var value: Value
  /// The value before an update; nil where there is none or it cannot be told which it was.
  package var old: Value?
  /// Whether nothing changed here, as far as that can be told: rules that do not compare are then not checked again.
  package var isUnchanged: Bool
  package var path: SchemaPath
}

extension StructuralSchema {
  package var hasRules: Bool { root.contents.contains(.rules) }

  /// The schemas with rules, each once.
  package var nodesWithRules: [SchemaNode] { root.nodesWithRules }

  /// Walks to every value that has `x-kubernetes-validations`, parents before their parts.
  ///
  /// - Parameter old: the object that is updated: its values are handed over where they can be correlated, which they
  ///   cannot in lists other than those of type `map`.
  package func visitRules(of object: Value, old: Value? = nil, _ visit: (RuleVisit) -> Void) {
    guard hasRules else { return }
    var walk = RuleWalk()
    walk.visit(object, root, old: old, unchanged: false)
    walk.visits.forEach(visit)
  }
}

extension SchemaNode {
  fileprivate var nodesWithRules: [SchemaNode] {
    guard contents.contains(.rules) else { return [] }
    let children = Array(properties.values) + [additional.schema, items].compactMap { $0 }
    return (rules.isEmpty ? [] : [self]) + children.flatMap(\.nodesWithRules)
  }
}

private struct RuleWalk {
  var visits: [RuleVisit] = []
  private var path = SchemaPath()

  /// - Parameter unchanged: whether the nearest value above that could be correlated is unchanged.
  mutating func visit(_ value: Value, _ node: SchemaNode, old: Value?, unchanged: Bool) {
    guard node.contents.contains(.rules), !value.isNull else { return }
    let isUnchanged = unchanged || (old.map { $0 == value } ?? false)
    if !node.rules.isEmpty {
      visits.append(RuleVisit(node: node, value: value, old: old, isUnchanged: isUnchanged, path: path))
    }
    switch value {
    case .object(let object):
      let earlier = old?.object
      for (name, member) in object {
        guard let child = node.member(name) else { continue }
        visit(
          member, child, at: node.properties[name] == nil ? .key(name) : .member(name), old: earlier?[name],
          unchanged: isUnchanged)
      }
    case .array(let items):
      guard let child = node.items, child.contents.contains(.rules) else { return }
      let earlier = ListCorrelation(old, node)
      for (index, item) in items.enumerated() {
        visit(item, child, at: .item(index), old: earlier?.counterpart(of: item), unchanged: isUnchanged)
      }
    default: break
    }
  }

  private mutating func visit(
    _ value: Value, _ node: SchemaNode, at step: SchemaPath.Step, old: Value?, unchanged: Bool
  ) {
    guard node.contents.contains(.rules) else { return }
    path.push(step)
    visit(value, node, old: old, unchanged: unchanged)
    path.pop()
  }
}
