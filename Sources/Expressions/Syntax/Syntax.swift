/// A node of a parsed expression.
struct Syntax: Sendable {
  indirect enum Kind: Sendable {
    case literal(CELValue)
    /// `name`, or `.name`, which is looked up from the root only.
    case identifier(String, isAbsolute: Bool)
    /// `operand.field`, `operand.?field`, and `has(operand.field)` when `isTest`.
    case select(Syntax, field: String, isOptional: Bool, isTest: Bool)
    /// `function(…)`, `target.function(…)`, and operators under names such as `_+_`.
    case call(String, target: Syntax?, arguments: [Syntax])
    /// Two or more operands of `&&` or `||`.
    case logical(isAnd: Bool, [Syntax])
    case list([Element])
    case map([Entry])
    case comprehension(Comprehension)
  }

  struct Element: Sendable {
    var value: Syntax
    var isOptional: Bool
  }

  struct Entry: Sendable {
    var key: Syntax
    var value: Syntax
    var isOptional: Bool
  }

  /// What a macro stands for.
  struct Comprehension: Sendable {
    var macro: Macro
    /// What is looped over, or bound.
    var range: Syntax
    /// One name, or two: index or key, and value.
    var variables: [String]
    var filter: Syntax?
    var body: Syntax
  }

  /// Different for each node of one expression.
  let id: Int
  /// Scalars before the place that a message about this node points to.
  let offset: Int
  let kind: Kind
  /// How many nodes are inside each other, this one included.
  let depth: Int
}

extension Syntax {
  var children: [Syntax] {
    switch kind {
    case .literal, .identifier: []
    case .select(let operand, _, _, _): [operand]
    case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
    case .logical(_, let operands): operands
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let comprehension):
      [comprehension.range] + (comprehension.filter.map { [$0] } ?? []) + [comprehension.body]
    }
  }
}

extension Syntax {
  /// Whether it says that something is not so: `!x`, and such joined by `&&` or `||`.
  var isNegation: Bool {
    switch kind {
    case .call(Operator.not, _, let arguments): arguments.first?.isNegation == false
    case .logical(_, let operands): operands.allSatisfy(\.isNegation)
    default: false
    }
  }
}

/// Functions whose arguments are not evaluated first, because they name variables.
package enum Macro: String, Sendable, CaseIterable {
  case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry, sortBy, bind, optMap,
    optFlatMap
}

/// Names of operators as functions, as Kubernetes and cel-go show them in messages.
enum Operator {
  static let conditional = "_?_:_"
  static let index = "_[_]"
  static let optionalIndex = "_[?_]"
  static let not = "!_"
  static let negate = "-_"
  static let isIn = "@in"
  static let add = "_+_"
  static let subtract = "_-_"
  static let multiply = "_*_"
  static let divide = "_/_"
  static let remainder = "_%_"
  static let equal = "_==_"
  static let notEqual = "_!=_"
  static let less = "_<_"
  static let lessOrEqual = "_<=_"
  static let greater = "_>_"
  static let greaterOrEqual = "_>=_"
}
