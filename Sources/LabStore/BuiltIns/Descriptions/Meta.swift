extension BuiltInDescriptions {
  /// What all kinds share: object metadata, selectors, answers.
  static let meta = #"""
    group meta.k8s.io/v1 io.k8s.apimachinery.pkg.apis.meta.v1

    struct Condition
      lastTransitionTime time!
      message string!
      observedGeneration int64
      reason string!
      status string!
      type string!

    struct DeleteOptions
      apiVersion string
      dryRun [string]
      gracePeriodSeconds int64?
      ignoreStoreReadErrorWithClusterBreakingPotential bool?
      kind string
      orphanDependents bool?
      preconditions Preconditions
      propagationPolicy string?

    struct FieldSelectorRequirement
      key string!
      operator string!
      values [string]

    struct LabelSelector atomic
      matchExpressions [LabelSelectorRequirement]
      matchLabels {string}

    struct LabelSelectorRequirement
      key string!
      operator string!
      values [string]

    struct ListMeta
      continue string
      remainingItemCount int64?
      resourceVersion string
      selfLink string
      shardInfo ShardInfo

    struct ManagedFieldsEntry
      apiVersion string
      fieldsType string
      fieldsV1 any
      manager string
      operation string
      subresource string
      time time?

    struct ObjectMeta
      annotations {string}
      creationTimestamp time?
      deletionGracePeriodSeconds int64?
      deletionTimestamp time?
      finalizers [string] set patch=merge
      generateName string
      generation int64
      labels {string}
      managedFields [ManagedFieldsEntry]
      name string
      namespace string
      ownerReferences [OwnerReference] map(uid) patch=merge(uid)
      resourceVersion string
      selfLink string
      uid string

    struct OwnerReference atomic
      apiVersion string!
      blockOwnerDeletion bool?
      controller bool?
      kind string!
      name string!
      uid string!

    struct Preconditions
      resourceVersion string?
      uid string?

    struct ShardInfo
      selector string!

    struct Status
      apiVersion string
      code int32
      details StatusDetails
      kind string
      message string
      metadata ListMeta+
      reason string
      status string

    struct StatusCause
      field string
      message string
      reason string

    struct StatusDetails
      causes [StatusCause]
      group string
      kind string
      name string
      retryAfterSeconds int32
      uid string
    """#
}
