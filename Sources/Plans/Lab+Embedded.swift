extension Lab {
  /// Nil when the cluster is somebody's; then it stays as it is.
  package var embedded: Embedded? {
    get { if case .embedded(let embedded) = cluster { embedded } else { nil } }
    set { if let newValue, embedded != nil { cluster = .embedded(newValue) } }
  }
}
