/// The keys of an expected value that say how it is compared; a key of an object that begins so is written with `$$`.
package enum MatchOperator: String, Sendable, CaseIterable {
  /// The value as a whole: no other members, no other items, in this order.
  case exactly = "$exactly"
  /// Every item of a list, or every value of an object; there must be one.
  case each = "$each"
  /// A number, quantity or duration that is not less; of a list, so many items.
  case atLeast = "$atLeast"
  case atMost = "$atMost"
  /// Which items `$atLeast` and `$atMost` count.
  case of = "$of"
  /// The fields that tell the items of a list apart.
  case byKey = "$byKey"
  /// With `$byKey`: each is compared with the item that has the same key.
  case items = "$items"
  /// There is nothing.
  case absent = "$absent"
  /// Equal as a quantity: `1Gi` is `1024Mi`.
  case quantity = "$quantity"
  /// Equal as a duration: `90s` is `1m30s`.
  case duration = "$duration"

  /// Whether a key is meant as an operator, known or not.
  package static func isOperator(_ key: String) -> Bool {
    key.hasPrefix("$") && !key.hasPrefix("$$") && !key.hasPrefix("${")
  }

  /// The member that a key of an expected object stands for.
  package static func member(_ key: String) -> String { key.hasPrefix("$$") ? String(key.dropFirst()) : key }
}
