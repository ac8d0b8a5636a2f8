package import Documents

/// A change to an object, in one of the ways that servers understand.
package enum Patch: Sendable, Hashable {
  /// RFC 6902: a list of operations.
  case json([Value])
  /// RFC 7386
  case merge(Value)
  /// Kubernetes' own, which merges lists by keys; only for built-in types.
  case strategic(Value)
  /// Server-side apply of what one manager wants. `force` takes fields from other managers.
  case apply(Value, force: Bool)
}
