extension Recipe {
  /// Nothing is done, and nothing may be written (I0 of the ladder in `reference/oracles.md`, section 3.4).
  static let quiescence = Recipe([.look("idle", atLeast: 10)]) { $0.phases(.quiescence) }
}
