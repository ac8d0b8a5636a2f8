extension BuiltInDescriptions {
  /// Kinds of `scheduling.k8s.io/v1`.
  static let scheduling = #"""
    group scheduling.k8s.io/v1 io.k8s.api.scheduling.v1

    kind PriorityClass priorityclasses short(pc) generation(fixed) -- A priority for pods.
      | Name string:name .metadata.name
      | Value string zero(.value) -- The priority of pods of the class.
      | Global-Default boolean text(.globalDefault) -- Whether it is the default.
      | Age string age(.metadata.creationTimestamp)
      | PreemptionPolicy string .preemptionPolicy -- Whether other pods may be displaced.
      description string
      globalDefault bool -- Whether pods without a class get this one.
      preemptionPolicy string? ="PreemptLowerPriority" enum(Never|PreemptLowerPriority)
        -- Whether pods of the class may displace others.
      value int32+ -- The priority; higher is more important.
    """#
}
