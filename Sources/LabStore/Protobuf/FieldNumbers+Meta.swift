extension FieldNumbers {
  static let meta = """
    package io.k8s.apimachinery.pkg.apis.meta.v1
    Condition type status observedGeneration lastTransitionTime reason message
    DeleteOptions gracePeriodSeconds preconditions~Preconditions orphanDependents propagationPolicy dryRun
      ignoreStoreReadErrorWithClusterBreakingPotential
    LabelSelector matchLabels matchExpressions
    LabelSelectorRequirement key operator values
    ManagedFieldsEntry manager operation apiVersion time~Time fieldsType=6 fieldsV1~FieldsV1 subresource
    ObjectMeta name generateName namespace selfLink uid resourceVersion generation creationTimestamp
      deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers managedFields=17
    OwnerReference kind name=3 uid apiVersion controller blockOwnerDeletion
    Preconditions uid resourceVersion
    """
}
