extension BuiltInDescriptions {
  /// Kinds of `policy/v1`.
  static let policy = #"""
    group policy/v1 io.k8s.api.policy.v1

    kind PodDisruptionBudget poddisruptionbudgets namespaced short(pdb) puts-need-version generation(spec)
        -- Limits how many pods may be taken away at the same time.
      / status
      | Name string:name .metadata.name
      | "Min Available" string orNA(.spec.minAvailable) -- How many pods must stay.
      | "Max Unavailable" string orNA(.spec.maxUnavailable) -- How many pods may be away.
      | "Allowed Disruptions" integer zero(.status.disruptionsAllowed) -- How many pods may be evicted now.
      | Age string age(.metadata.creationTimestamp)
      spec PodDisruptionBudgetSpec+ -- What is wanted.
      status PodDisruptionBudgetStatus+ -- What was observed last; written by controllers.

    kind Eviction - -- Asks to take a pod away, as far as budgets allow.
      deleteOptions DeleteOptions

    struct PodDisruptionBudgetSpec
      maxUnavailable intorstring? -- How many pods may be away: a number or a percentage.
      minAvailable intorstring? -- How many pods must stay: a number or a percentage.
      selector LabelSelector patch=replace -- Which pods are counted.
      unhealthyPodEvictionPolicy string? enum(AlwaysAllow|IfHealthyBudget)

    struct PodDisruptionBudgetStatus
      conditions [Condition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      currentHealthy int32+
      desiredHealthy int32+
      disruptedPods {time}
      disruptionsAllowed int32+ -- How many pods may be taken away now.
      expectedPods int32+
      observedGeneration int64 -- The metadata.generation that this was observed for.
    """#
}
