extension Recipe {
  /// A field of a child that somebody changes is put right (R10).
  static let driftOfField = Recipe([.children(.edit)]) { $0.phases(.driftOfField) }
}
