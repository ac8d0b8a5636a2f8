extension Recipe {
  /// A child that somebody deletes comes back (R10).
  static let driftOfChild = Recipe([.children(.delete)]) { $0.phases(.driftOfChild) }
}
