package import Documents

/// A list: of CEL values, or of JSON values that are converted when they are read.
package struct CELList: Sendable {
  enum Storage: Sendable {
    case values([CELValue])
    case documents([Value])
    /// Items of a list whose schema says what they are.
    case typed([Value], SchemaType)
    /// Lists of one schema, merged.
    case merged([CELValue], SchemaType)
  }

  let storage: Storage

  package init(_ items: [CELValue]) { storage = .values(items) }
  package init(_ items: [Value]) { storage = .documents(items) }

  /// - Parameter schema: The schema of the list, not of its items.
  init(_ items: [Value], schema: SchemaType) { storage = .typed(items, schema) }
  init(_ items: [CELValue], schema: SchemaType) { storage = .merged(items, schema) }

  package var count: Int {
    switch storage {
    case .values(let items), .merged(let items, _): items.count
    case .documents(let items), .typed(let items, _): items.count
    }
  }

  package var isEmpty: Bool { count == 0 }

  /// The item at a valid index.
  ///
  /// - Throws: When the item is not what the list's schema says.
  func item(at index: Int) throws(EvaluationError) -> CELValue {
    switch storage {
    case .values(let items), .merged(let items, _): items[index]
    case .documents(let items): CELValue(items[index])
    case .typed(let items, let schema): try schema.item(items[index])
    }
  }

  /// All items, converted.
  func values() throws(EvaluationError) -> [CELValue] {
    switch storage {
    case .values(let items), .merged(let items, _): return items
    case .documents(let items): return items.map { CELValue($0) }
    case .typed(let items, let schema):
      var values: [CELValue] = []
      values.reserveCapacity(items.count)
      for item in items { values.append(try schema.item(item)) }
      return values
    }
  }

  package var document: Value {
    switch storage {
    case .values(let items), .merged(let items, _): .array(items.map(\.document))
    case .documents(let items), .typed(let items, _): .array(items)
    }
  }

  /// The schema's list type, which changes what `==` and `+` mean: `set` and `map` lists have no order.
  var schema: SchemaType? {
    switch storage {
    case .typed(_, let schema), .merged(_, let schema): schema
    case .values, .documents: nil
    }
  }
}
