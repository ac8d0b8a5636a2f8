extension BuiltInDescriptions {
  /// Kinds of `policy/v1`.
  static let policy = #"""
    group policy/v1 io.k8s.api.policy.v1

    kind PodDisruptionBudget poddisruptionbudgets namespaced short(pdb) puts-need-version generation(spec)
      / status
      | Name string:name .metadata.name
      | "Min Available" string orNA(.spec.minAvailable) -- How many pods must stay.
      | "Max Unavailable" string orNA(.spec.maxUnavailable) -- How many pods may be away.
      | "Allowed Disruptions" integer zero(.status.disruptionsAllowed) -- How many pods may be evicted now.
      | Age string age(.metadata.creationTimestamp)
      spec PodDisruptionBudgetSpec+
      status PodDisruptionBudgetStatus+

    kind Eviction -
      deleteOptions DeleteOptions

    struct PodDisruptionBudgetSpec
      maxUnavailable intorstring?
      minAvailable intorstring?
      selector LabelSelector patch=replace
      unhealthyPodEvictionPolicy string? enum(AlwaysAllow|IfHealthyBudget)

    struct PodDisruptionBudgetStatus
      conditions [Condition] map(type) patch=merge(type)
      currentHealthy int32+
      desiredHealthy int32+
      disruptedPods {time}
      disruptionsAllowed int32+
      expectedPods int32+
      observedGeneration int64
    """#
}
