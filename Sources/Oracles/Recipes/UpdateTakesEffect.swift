extension Recipe {
  /// Other parameters must show somewhere: in a child, in the status or in a system outside (R1).
  static let update = Recipe([.phase("update"), .apply(.changed), .rest]) { evidence in
    evidence.phases(.update).map { evidence.excusedByRequests($0) }
  }
}
