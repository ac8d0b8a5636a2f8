extension FieldNumbers {
  static let rbac = """
    package io.k8s.api.rbac.v1
    AggregationRule clusterRoleSelectors
    ClusterRole metadata rules aggregationRule~AggregationRule
    ClusterRoleBinding metadata subjects roleRef~RoleRef
    PolicyRule verbs apiGroups resources resourceNames nonResourceURLs
    Role metadata rules
    RoleBinding metadata subjects roleRef~RoleRef
    RoleRef apiGroup kind name
    Subject kind apiGroup name namespace
    """
}
