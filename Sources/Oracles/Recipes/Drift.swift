// What somebody else does to a child (R10).
extension Recipe {
  /// A deleted child comes back.
  static let driftOfChild = Recipe([.children(.delete)]) { $0.phases(.driftOfChild) }

  /// A changed field is put right.
  static let driftOfField = Recipe([.children(.edit)]) { $0.phases(.driftOfField) }

  /// A label of somebody else is kept, also when the candidate writes the child.
  static let foreignField = Recipe([.children(.label), .phase("update"), .apply(.changed), .rest]) {
    $0.phases(.foreignField)
  }
}
