extension Recipe {
  /// The same manifest again, as the harness applies it and as kubectl does: no child is written (I1).
  static let reapply = Recipe([
    .phase("re-apply server-side"), .applyAgain(.serverSide), .rest,
    .phase("re-apply client-side"), .applyAgain(.clientSide), .rest,
  ]) { $0.phases(.reapply) }
}
