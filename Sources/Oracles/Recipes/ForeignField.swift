extension Recipe {
  /// A label that somebody else puts on a child is kept, also when the candidate writes the child.
  static let foreignField = Recipe([.children(.label), .phase("update"), .apply(.changed), .rest]) {
    $0.phases(.foreignField)
  }
}
