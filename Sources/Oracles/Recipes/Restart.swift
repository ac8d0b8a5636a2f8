extension Recipe {
  /// Asked to stop and started, the candidate finds everything right and leaves it (I3).
  static let restart = Recipe([.phase("stop"), .stop, .phase("restart"), .start, .rest]) {
    $0.phases(.restart) + $0.writesOutside(.restart, in: "restart", at: "it starts and finds everything right")
  }
}
