package import Documents

/// Values for the variables of an expression.
package struct Bindings: Sendable {
  enum Binding: Sendable {
    case value(CELValue)
    case lazy(@Sendable () throws -> CELValue)
  }

  private(set) var all: [String: Binding] = [:]

  package init() {}

  package init(_ values: [String: CELValue]) { all = values.mapValues(Binding.value) }

  /// Objects are wrapped, not copied.
  package init(_ values: [String: Value]) { all = values.mapValues { .value(CELValue($0)) } }

  package mutating func set(_ name: String, _ value: CELValue) { all[name] = .value(value) }

  package mutating func set(_ name: String, _ value: Value) { all[name] = .value(CELValue(value)) }

  /// The closure is called at the variable's first use in an evaluation, and not again in it.
  package mutating func set(_ name: String, lazily find: @escaping @Sendable () throws -> CELValue) {
    all[name] = .lazy(find)
  }

  /// Later bindings win.
  package func merging(_ other: Bindings) -> Bindings {
    var copy = self
    copy.all.merge(other.all) { $1 }
    return copy
  }

  package var names: some Collection<String> { all.keys }
}
