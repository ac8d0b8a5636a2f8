internal import Documents
internal import Kubernetes

extension LabStore {
  /// What every cluster has from the start.
  func createBootstrapObjects() {
    let user = UserInfo(name: "system:apiserver", groups: ["system:masters", "system:authenticated"])
    let registry = registry
    let nodes = (0..<configuration.nodes).map { NodeSimulation.node(number: $0 + 1) }
    for (key, objects) in Bootstrap.objects + [(NodeSimulation.nodes, nodes)] {
      guard let type = registry.storageType(of: key) else { continue }
      for object in objects {
        var writer = ObjectWriter(
          store: self, type: type, user: user, fieldManager: "kube-apiserver",
          namespace: object["metadata"]?["namespace"]?.string)
        var object = object
        object["apiVersion"] = .string(type.groupVersion)
        object["kind"] = .string(type.kind)
        guard (try? type.schema.decode(&object)) != nil else { continue }
        type.schema.applyDefaults(&object)
        _ = try? writer.create(object)
      }
    }
  }
}

/// Namespaces, roles, bindings, priority classes and the service of the API server.
enum Bootstrap {
  static let objects: [(StorageKey, [Value])] = [
    (NamespaceLifecycle.namespaces, ["default", "kube-system", "kube-public", "kube-node-lease"].map { named($0) }),
    (Authorizer.clusterRoles, clusterRoles),
    (Authorizer.clusterRoleBindings, clusterRoleBindings),
    (
      StorageKey(group: "scheduling.k8s.io", plural: "priorityclasses"),
      [
        priorityClass("system-cluster-critical", 2_000_000_000),
        priorityClass("system-node-critical", 2_000_001_000),
      ]
    ),
    (
      StorageKey(group: "", plural: "services"),
      [
        [
          "metadata": [
            "name": "kubernetes", "namespace": "default",
            "labels": ["component": "apiserver", "provider": "kubernetes"],
          ],
          "spec": [
            "clusterIP": "10.96.0.1",
            "ports": [["name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443]],
          ],
        ]
      ]
    ),
  ]

  private static func named(_ name: String) -> Value { ["metadata": ["name": .string(name)]] }

  private static func priorityClass(_ name: String, _ value: Int64) -> Value {
    [
      "metadata": ["name": .string(name)], "value": .integer(value),
      "description": "Used for system critical pods that must run in the cluster.",
    ]
  }

  // MARK: Access

  private static let bootstrapping: Value = ["kubernetes.io/bootstrapping": "rbac-defaults"]

  private static func role(_ name: String, _ rules: [PolicyRule]) -> Value {
    [
      "metadata": ["name": .string(name), "labels": bootstrapping], "rules": .array(rules.map(\.value)),
    ]
  }

  private static func binding(_ role: String, groups: [String]) -> Value {
    [
      "metadata": ["name": .string(role), "labels": bootstrapping],
      "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(role)],
      "subjects": .array(
        groups.map { ["apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": .string($0)] }),
    ]
  }

  private static let reading = ["get", "list", "watch"]
  private static let writing = ["create", "delete", "deletecollection", "patch", "update"]

  private static let clusterRoles: [Value] = [
    role(
      "cluster-admin",
      [PolicyRule(verbs: ["*"], groups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], paths: ["*"])]),
    role(
      "system:discovery",
      [
        PolicyRule(
          verbs: ["get"],
          paths: [
            "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version",
            "/version/",
          ])
      ]),
    role(
      "system:public-info-viewer",
      [PolicyRule(verbs: ["get"], paths: ["/healthz", "/livez", "/readyz", "/version", "/version/"])]),
    role(
      "system:basic-user",
      [
        PolicyRule(
          verbs: ["create"], groups: ["authorization.k8s.io"],
          resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]),
        PolicyRule(verbs: ["create"], groups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"]),
      ]),
    role("admin", namespaced(reading + writing) + namespacedRoles(reading + writing)),
    role("edit", namespaced(reading + writing)),
    role("view", viewing),
  ]

  private static let clusterRoleBindings: [Value] = [
    binding("cluster-admin", groups: ["system:masters"]),
    binding("system:discovery", groups: ["system:authenticated"]),
    binding("system:basic-user", groups: ["system:authenticated"]),
    binding("system:public-info-viewer", groups: ["system:authenticated", "system:unauthenticated"]),
  ]

  /// What people work with in a namespace, by group.
  private static let workloads: [(group: String, resources: [String])] = [
    (
      "",
      [
        "configmaps", "endpoints", "events", "persistentvolumeclaims", "pods", "pods/log", "pods/status",
        "replicationcontrollers", "serviceaccounts", "services",
      ]
    ),
    (
      "apps",
      [
        "controllerrevisions", "daemonsets", "deployments", "deployments/scale", "deployments/status", "replicasets",
        "replicasets/scale", "statefulsets", "statefulsets/scale",
      ]
    ),
    ("autoscaling", ["horizontalpodautoscalers"]), ("batch", ["cronjobs", "jobs"]),
    ("networking.k8s.io", ["ingresses", "networkpolicies"]), ("policy", ["poddisruptionbudgets"]),
    ("discovery.k8s.io", ["endpointslices"]),
  ]

  private static func namespaced(_ verbs: [String]) -> [PolicyRule] {
    workloads.map { PolicyRule(verbs: verbs, groups: [$0.group], resources: $0.resources) } + [
      PolicyRule(verbs: verbs, groups: [""], resources: ["secrets"]),
      PolicyRule(verbs: ["create"], groups: [""], resources: ["pods/eviction", "serviceaccounts/token"]),
      PolicyRule(verbs: reading, groups: [""], resources: ["namespaces", "resourcequotas", "limitranges"]),
    ]
  }

  private static func namespacedRoles(_ verbs: [String]) -> [PolicyRule] {
    [
      PolicyRule(verbs: verbs, groups: ["rbac.authorization.k8s.io"], resources: ["rolebindings", "roles"]),
      PolicyRule(verbs: ["create"], groups: ["authorization.k8s.io"], resources: ["localsubjectaccessreviews"]),
    ]
  }

  private static let viewing: [PolicyRule] =
    workloads.map { PolicyRule(verbs: reading, groups: [$0.group], resources: $0.resources) } + [
      PolicyRule(verbs: reading, groups: [""], resources: ["namespaces", "resourcequotas", "limitranges"])
    ]
}
