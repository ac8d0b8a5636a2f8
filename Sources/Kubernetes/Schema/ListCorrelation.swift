import Documents

/// Finds what an item of a `map` list was before: the old item with the same keys. Other lists have no counterparts.
struct ListCorrelation {
  private let keys: [String]
  private let items: [[Value?]: Value]

  /// Nil when items cannot be correlated.
  init?(_ old: Value?, _ node: SchemaNode) {
    guard let old, node.listType == .map, let items = old.array else { return nil }
    let keys = node.listMapKeys
    self.keys = keys
    self.items = Dictionary(
      items.map { item in (keys.map { item[$0] }, item) }, uniquingKeysWith: { first, _ in first })
  }

  func counterpart(of item: Value) -> Value? { items[keys.map { item[$0] }] }
}
