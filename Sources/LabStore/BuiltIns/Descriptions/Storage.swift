extension BuiltInDescriptions {
  /// Kinds of `storage.k8s.io/v1`.
  static let storage = #"""
    group storage.k8s.io/v1 io.k8s.api.storage.v1

    kind StorageClass storageclasses short(sc) deletes-to-object -- How volumes of a class are made.
      | Name string:name .metadata.name
      | Provisioner string .provisioner -- Who makes the volumes.
      | ReclaimPolicy string .reclaimPolicy -- What happens when a claim goes.
      | VolumeBindingMode string .volumeBindingMode -- When a volume is bound.
      | AllowVolumeExpansion string text(.allowVolumeExpansion) -- Whether volumes may grow.
      | Age string age(.metadata.creationTimestamp)
      allowVolumeExpansion bool? -- Whether volumes may grow.
      allowedTopologies [TopologySelectorTerm]
      mountOptions [string]
      parameters {string} -- What the provisioner is told.
      provisioner string! -- Who makes the volumes.
      reclaimPolicy string? ="Delete" enum(Delete|Recycle|Retain) -- What happens to a volume when its claim goes.
      volumeBindingMode string? ="Immediate" enum(Immediate|WaitForFirstConsumer)
        -- When a volume is bound: Immediate or WaitForFirstConsumer.
    """#
}
