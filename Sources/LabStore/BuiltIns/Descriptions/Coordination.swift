extension BuiltInDescriptions {
  /// Kinds of `coordination.k8s.io/v1`.
  static let coordination = #"""
    group coordination.k8s.io/v1 io.k8s.api.coordination.v1

    kind Lease leases namespaced puts-create puts-need-version
      | Name string:name .metadata.name
      | Holder string .spec.holderIdentity -- Who holds the lease.
      | Age string age(.metadata.creationTimestamp)
      spec LeaseSpec+

    struct LeaseSpec
      acquireTime microtime?
      holderIdentity string?
      leaseDurationSeconds int32?
      leaseTransitions int32?
      preferredHolder string?
      renewTime microtime?
      strategy string?
    """#
}
