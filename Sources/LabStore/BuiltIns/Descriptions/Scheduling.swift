extension BuiltInDescriptions {
  /// Kinds of `scheduling.k8s.io/v1`.
  static let scheduling = #"""
    group scheduling.k8s.io/v1 io.k8s.api.scheduling.v1

    kind PriorityClass priorityclasses short(pc) generation(fixed)
      | Name string:name .metadata.name
      | Value string zero(.value) -- The priority of pods of the class.
      | Global-Default boolean text(.globalDefault) -- Whether it is the default.
      | Age string age(.metadata.creationTimestamp)
      | PreemptionPolicy string .preemptionPolicy -- Whether other pods may be displaced.
      description string
      globalDefault bool
      preemptionPolicy string? ="PreemptLowerPriority" enum(Never|PreemptLowerPriority)
      value int32+
    """#
}
