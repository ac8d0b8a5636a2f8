extension BuiltInDescriptions {
  /// Kinds of `storage.k8s.io/v1`.
  static let storage = #"""
    group storage.k8s.io/v1 io.k8s.api.storage.v1

    kind StorageClass storageclasses short(sc) deletes-to-object
      | Name string:name .metadata.name
      | Provisioner string .provisioner -- Who makes the volumes.
      | ReclaimPolicy string .reclaimPolicy -- What happens when a claim goes.
      | VolumeBindingMode string .volumeBindingMode -- When a volume is bound.
      | AllowVolumeExpansion string text(.allowVolumeExpansion) -- Whether volumes may grow.
      | Age string age(.metadata.creationTimestamp)
      allowVolumeExpansion bool?
      allowedTopologies [TopologySelectorTerm]
      mountOptions [string]
      parameters {string}
      provisioner string!
      reclaimPolicy string? ="Delete" enum(Delete|Recycle|Retain)
      volumeBindingMode string? ="Immediate" enum(Immediate|WaitForFirstConsumer)
    """#
}
