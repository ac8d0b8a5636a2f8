extension BuiltInDescriptions {
  /// Kinds of `rbac.authorization.k8s.io/v1`.
  static let rbac = #"""
    group rbac.authorization.k8s.io/v1 io.k8s.api.rbac.v1

    kind ClusterRoleBinding clusterrolebindings puts-create name(path)
      | Name string:name .metadata.name
      | Role string roleRef() -- The role that is granted.
      | Age string age(.metadata.creationTimestamp)
      | Users string wide subjects(User) -- Who is granted the role.
      | Groups string wide subjects(Group) -- Which groups are granted the role.
      | ServiceAccounts string wide subjects(ServiceAccount) -- Which service accounts are granted the role.
      roleRef RoleRef!
      subjects [Subject]

    kind ClusterRole clusterroles puts-create name(path)
      | Name string:name .metadata.name
      | "Created At" date .metadata.creationTimestamp
      aggregationRule AggregationRule
      rules [PolicyRule]+

    kind RoleBinding rolebindings namespaced puts-create name(path)
      | Name string:name .metadata.name
      | Role string roleRef() -- The role that is granted.
      | Age string age(.metadata.creationTimestamp)
      | Users string wide subjects(User) -- Who is granted the role.
      | Groups string wide subjects(Group) -- Which groups are granted the role.
      | ServiceAccounts string wide subjects(ServiceAccount) -- Which service accounts are granted the role.
      roleRef RoleRef!
      subjects [Subject]

    kind Role roles namespaced puts-create name(path)
      | Name string:name .metadata.name
      | "Created At" date .metadata.creationTimestamp
      rules [PolicyRule]+

    struct AggregationRule
      clusterRoleSelectors [LabelSelector]

    struct PolicyRule
      apiGroups [string]
      nonResourceURLs [string]
      resourceNames [string]
      resources [string]
      verbs [string]!

    struct RoleRef atomic
      apiGroup string ="rbac.authorization.k8s.io"
      kind string!
      name string!

    struct Subject atomic
      apiGroup string
      kind string!
      name string!
      namespace string
    """#
}
