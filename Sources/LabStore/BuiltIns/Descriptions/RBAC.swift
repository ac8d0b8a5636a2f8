extension BuiltInDescriptions {
  /// Kinds of `rbac.authorization.k8s.io/v1`.
  static let rbac = #"""
    group rbac.authorization.k8s.io/v1 io.k8s.api.rbac.v1

    kind ClusterRoleBinding clusterrolebindings puts-create name(path)
        -- Gives a cluster role to users, groups or service accounts everywhere.
      | Name string:name .metadata.name
      | Role string roleRef() -- The role that is granted.
      | Age string age(.metadata.creationTimestamp)
      | Users string wide subjects(User) -- Who is granted the role.
      | Groups string wide subjects(Group) -- Which groups are granted the role.
      | ServiceAccounts string wide subjects(ServiceAccount) -- Which service accounts are granted the role.
      roleRef RoleRef! -- The role; cannot change.
      subjects [Subject] -- Who gets the role.

    kind ClusterRole clusterroles puts-create name(path)
        -- Rules of what is allowed in all namespaces and outside of them.
      | Name string:name .metadata.name
      | "Created At" date .metadata.creationTimestamp
      aggregationRule AggregationRule -- Other roles whose rules are taken over.
      rules [PolicyRule]+ -- What is allowed.

    kind RoleBinding rolebindings namespaced puts-create name(path)
        -- Gives a role to users, groups or service accounts in a namespace.
      | Name string:name .metadata.name
      | Role string roleRef() -- The role that is granted.
      | Age string age(.metadata.creationTimestamp)
      | Users string wide subjects(User) -- Who is granted the role.
      | Groups string wide subjects(Group) -- Which groups are granted the role.
      | ServiceAccounts string wide subjects(ServiceAccount) -- Which service accounts are granted the role.
      roleRef RoleRef! -- The role; cannot change.
      subjects [Subject] -- Who gets the role.

    kind Role roles namespaced puts-create name(path) -- Rules of what is allowed in a namespace.
      | Name string:name .metadata.name
      | "Created At" date .metadata.creationTimestamp
      rules [PolicyRule]+ -- What is allowed.

    struct AggregationRule
      clusterRoleSelectors [LabelSelector]

    struct PolicyRule -- One rule of what is allowed.
      apiGroups [string] -- The API groups; "" is the core group, * is all.
      nonResourceURLs [string] -- Paths that are no resources.
      resourceNames [string] -- The objects by name; all when empty.
      resources [string] -- The resources; resource/subresource for parts; * is all.
      verbs [string]! -- The verbs; * is all.

    struct RoleRef atomic -- The role that is given.
      apiGroup string ="rbac.authorization.k8s.io"
      kind string!
      name string!

    struct Subject atomic -- Somebody who gets a role.
      apiGroup string
      kind string! -- User, Group or ServiceAccount.
      name string! -- The name.
      namespace string -- The namespace of a service account.
    """#
}
