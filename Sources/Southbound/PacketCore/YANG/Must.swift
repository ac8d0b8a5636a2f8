import Documents

/// A `must` statement: what has to be true of the data around a node (RFC 7950 section 7.5.3).
struct Must: Sendable {
  let source: String
  let message: String?
  let appTag: String?
  private let condition: Condition

  init(_ statement: YANGStatement) throws(Diagnostic) {
    source = statement.argument ?? ""
    message = statement.text("error-message")
    appTag = statement.text("error-app-tag")
    do { condition = try ConditionParser.parse(source) } catch {
      throw .error("the simulator does not know the XPath \(source.quoted): \(error.message)", at: statement.place)
    }
  }

  /// - Parameter lineage: the nodes from the top to the one that has the condition.
  func holds(_ lineage: [Instance]) -> Bool { condition.isTrue(lineage) }

  /// A node and its data.
  struct Instance {
    var node: SchemaNode
    var value: Value
  }

  /// The part of XPath that conditions of models mostly are: paths of children and parents, compared with each other.
  indirect enum Condition: Sendable {
    case exists(Operand)
    case compare(Operand, isEqual: Bool, Operand)
    case all([Condition])
    case any([Condition])
    case not(Condition)

    func isTrue(_ lineage: [Instance]) -> Bool {
      switch self {
      case .exists(.literal(let text)): !text.isEmpty
      case .exists(let operand): !operand.values(lineage).isEmpty
      case .compare(let left, let isEqual, let right):
        left.values(lineage).contains { left in right.values(lineage).contains { (left == $0) == isEqual } }
      case .all(let conditions): conditions.allSatisfy { $0.isTrue(lineage) }
      case .any(let conditions): conditions.contains { $0.isTrue(lineage) }
      case .not(let condition): !condition.isTrue(lineage)
      }
    }
  }

  enum Operand: Sendable {
    case literal(String)
    /// `..`, `.` or names of children, from the node itself.
    case path([String])

    /// The texts of the nodes that it selects; a node without text has an empty one.
    func values(_ lineage: [Instance]) -> [String] {
      switch self {
      case .literal(let text): [text]
      case .path(let steps): Self.select(steps[...], lineage).map { LeafType.text($0.last?.value ?? "") }
      }
    }

    private static func select(_ steps: ArraySlice<String>, _ lineage: [Instance]) -> [[Instance]] {
      guard let step = steps.first else { return [lineage] }
      let rest = steps.dropFirst()
      if step == "." { return select(rest, lineage) }
      if step == ".." { return lineage.isEmpty ? [] : select(rest, lineage.dropLast()) }
      guard let parent = lineage.last, let node = parent.node.child(step) else { return [] }
      guard let value = parent.value[step] ?? node.fallback else { return [] }
      let values = node.isMany ? value.array ?? [] : [value]
      return values.flatMap { select(rest, lineage + [Instance(node: node, value: $0)]) }
    }
  }
}
