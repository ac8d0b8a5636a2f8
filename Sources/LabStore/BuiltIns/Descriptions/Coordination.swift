extension BuiltInDescriptions {
  /// Kinds of `coordination.k8s.io/v1`.
  static let coordination = #"""
    group coordination.k8s.io/v1 io.k8s.api.coordination.v1

    kind Lease leases namespaced puts-create puts-need-version
        -- A claim to a role that must be renewed, such as that of a leader.
      | Name string:name .metadata.name
      | Holder string .spec.holderIdentity -- Who holds the lease.
      | Age string age(.metadata.creationTimestamp)
      spec LeaseSpec+ -- What is wanted.

    struct LeaseSpec
      acquireTime microtime? -- When the holder took the lease.
      holderIdentity string? -- Who holds the lease.
      leaseDurationSeconds int32? -- How many seconds after a renewal others may take the lease.
      leaseTransitions int32? -- How often the holder changed.
      preferredHolder string?
      renewTime microtime? -- When the holder last renewed the lease.
      strategy string?
    """#
}
