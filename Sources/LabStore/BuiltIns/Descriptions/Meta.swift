extension BuiltInDescriptions {
  /// What all kinds share: object metadata, selectors, answers.
  static let meta = #"""
    group meta.k8s.io/v1 io.k8s.apimachinery.pkg.apis.meta.v1

    struct Condition -- One observation of an object's state.
      lastTransitionTime time! -- When the condition last changed from one status to another.
      message string! -- Details for people.
      observedGeneration int64 -- The metadata.generation that this was observed for.
      reason string! -- One word in CamelCase that says why.
      status string! -- True, False or Unknown.
      type string! -- What the condition is about, in CamelCase.

    struct DeleteOptions -- How an object is to be deleted.
      apiVersion string
      dryRun [string] -- All: nothing is stored.
      gracePeriodSeconds int64? -- How many seconds the object may take to stop; 0 is at once.
      ignoreStoreReadErrorWithClusterBreakingPotential bool?
      kind string
      orphanDependents bool?
      preconditions Preconditions -- What must be true of the object, or it is not deleted.
      propagationPolicy string? -- What happens to dependents: Orphan, Background or Foreground.

    struct FieldSelectorRequirement
      key string!
      operator string!
      values [string]

    struct LabelSelector atomic -- Chooses objects by labels; an empty one chooses all, none at all chooses nothing.
      matchExpressions [LabelSelectorRequirement] -- Requirements that all must hold.
      matchLabels {string} -- Labels that an object must have with these values.

    struct LabelSelectorRequirement -- A requirement of one label.
      key string! -- The key of the label.
      operator string! -- In, NotIn, Exists or DoesNotExist.
      values [string] -- The values for In and NotIn.

    struct ListMeta
      continue string
      remainingItemCount int64?
      resourceVersion string
      selfLink string
      shardInfo ShardInfo

    struct ManagedFieldsEntry -- The fields that one manager set through one kind of operation.
      apiVersion string
      fieldsType string
      fieldsV1 any -- The fields, as a tree of field names.
      manager string -- Who set the fields.
      operation string -- Apply or Update.
      subresource string -- The subresource that was written, such as status.
      time time? -- When the manager last changed the fields.

    struct ObjectMeta -- What every object has beside its content.
      annotations {string} -- Texts by key, for tools and people; not for selecting objects.
      creationTimestamp time? -- When the object was created; set by the server.
      deletionGracePeriodSeconds int64? -- How many seconds the object may take to stop once its deletion began.
      deletionTimestamp time? -- When the object is to be gone; set by the server when a deletion begins.
      finalizers [string] set patch=merge
        -- Who still has something to do before the object goes; it stays until the list is empty.
      generateName string -- A prefix from which the server makes a unique name when there is none.
      generation int64 -- A number that the server raises whenever the wanted state changes.
      labels {string} -- Short texts by key, by which objects are selected.
      managedFields [ManagedFieldsEntry] -- Which manager set which fields; kept by the server for server-side apply.
      name string -- The name of the object, unique among those of its kind in its namespace.
      namespace string -- The namespace of the object; empty for objects of the cluster.
      ownerReferences [OwnerReference] map(uid) patch=merge(uid)
        -- The objects that this one belongs to; it goes when all of them are gone.
      resourceVersion string -- The version of the stored object; to be sent back unchanged to detect conflicts.
      selfLink string -- No longer used.
      uid string -- Identifies the object among all that ever existed.

    struct OwnerReference atomic -- An object that this one belongs to.
      apiVersion string! -- The group and version of the owner.
      kind string! -- The kind of the owner.
      name string! -- The name of the owner.
      uid string! -- The uid of the owner.
      controller bool? -- Whether the owner is the one that controls this object.
      blockOwnerDeletion bool? -- Whether the owner, deleted in the foreground, waits until this object is gone.

    struct Preconditions
      resourceVersion string?
      uid string?

    struct ShardInfo
      selector string!

    struct Status -- How a request ended, when it did not return an object.
      apiVersion string
      code int32 -- The HTTP status code.
      details StatusDetails
      kind string
      message string -- Details for people.
      metadata ListMeta+ -- Name, labels and other facts that every object has.
      reason string -- One word that says why, for programs.
      status string -- Success or Failure.

    struct StatusCause -- One thing that was wrong.
      field string -- The field that was wrong.
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
