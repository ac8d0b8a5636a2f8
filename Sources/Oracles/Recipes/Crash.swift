extension Recipe {
  /// Killed at rest and started, the candidate finds everything right and leaves it (I3).
  static let crash = Recipe([.phase("kill"), .phase("restart"), .kill, .rest]) {
    $0.phases(.restart) + $0.writesOutside(.restart, in: "restart", at: "it starts and finds everything right")
  }
}
