/// Which rules a kind has.
enum KindRulesTable {
  static func rules(for kind: KindDescription) -> any KindRules {
    switch kind.group {
    case "": core[kind.kind] ?? PlainRules()
    case "apps", "batch": workloads[kind.kind] ?? PlainRules()
    case "autoscaling" where kind.kind == "HorizontalPodAutoscaler":
      HorizontalPodAutoscalerRules(isV1: kind.version == "v1")
    case "events.k8s.io": EventRules(isNewGroup: true)
    default: others[kind.kind] ?? PlainRules()
    }
  }

  private static let core: [String: any KindRules] = [
    "ConfigMap": ConfigMapRules(),
    "Event": EventRules(isNewGroup: false),
    "LimitRange": LimitRangeRules(),
    "Namespace": NamespaceRules(),
    "Node": NodeRules(),
    "PersistentVolume": PersistentVolumeRules(),
    "PersistentVolumeClaim": PersistentVolumeClaimRules(),
    "Pod": PodRules(),
    "PodTemplate": PodTemplateRules(),
    "ReplicationController": ReplicaSetRules(isReplicationController: true),
    "ResourceQuota": ResourceQuotaRules(),
    "Secret": SecretRules(),
    "Service": ServiceRules(),
  ]

  private static let workloads: [String: any KindRules] = [
    "ControllerRevision": ControllerRevisionRules(),
    "CronJob": CronJobRules(),
    "DaemonSet": DaemonSetRules(),
    "Deployment": DeploymentRules(),
    "Job": JobRules(),
    "ReplicaSet": ReplicaSetRules(),
    "StatefulSet": StatefulSetRules(),
  ]

  private static let others: [String: any KindRules] = [
    "ClusterRole": RoleRules(),
    "ClusterRoleBinding": RoleBindingRules(),
    "CustomResourceDefinition": CustomResourceDefinitionRules(),
    "EndpointSlice": EndpointSliceRules(),
    "Ingress": IngressRules(),
    "IngressClass": IngressClassRules(),
    "Lease": LeaseRules(),
    "LocalSubjectAccessReview": AccessReviewRules(),
    "MutatingWebhookConfiguration": WebhookRules(),
    "NetworkPolicy": NetworkPolicyRules(),
    "PodDisruptionBudget": PodDisruptionBudgetRules(),
    "PriorityClass": PriorityClassRules(),
    "Role": RoleRules(),
    "RoleBinding": RoleBindingRules(),
    "SelfSubjectAccessReview": AccessReviewRules(),
    "StorageClass": StorageClassRules(),
    "SubjectAccessReview": AccessReviewRules(),
    "TokenRequest": TokenRequestRules(),
    "ValidatingAdmissionPolicy": ValidatingAdmissionPolicyRules(),
    "ValidatingAdmissionPolicyBinding": ValidatingAdmissionPolicyBindingRules(),
    "ValidatingWebhookConfiguration": WebhookRules(),
  ]
}
