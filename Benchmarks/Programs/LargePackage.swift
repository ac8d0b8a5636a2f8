/// Manifests of the kind that operators ship, as many as are asked for: definitions, roles, workloads, webhooks and the rest in
/// turns. Some have flaws.
struct LargePackage {
  var count: Int

  /// One text for each file, ten manifests in each.
  var files: [String] {
    stride(from: 0, to: count, by: 10).map { start in
      (start..<min(start + 10, count)).map(manifest).joined(separator: "---\n")
    }
  }

  private func manifest(_ number: Int) -> String {
    switch number % 10 {
    case 0: definition(number / 10)
    case 1: sample(number / 10)
    case 2, 3: workload(number)
    case 4: role(number)
    case 5: binding(number)
    case 6: configuration(number)
    case 7: service(number)
    case 8: webhooks(number)
    default: account(number)
    }
  }

  private func head(_ apiVersion: String, _ kind: String, _ name: String) -> String {
    """
    apiVersion: \(apiVersion)
    kind: \(kind)
    metadata:
      name: \(name)
      namespace: widgets
      labels:
        app.kubernetes.io/name: widgets
        app.kubernetes.io/version: 1.4.0
        app.kubernetes.io/part-of: widgets
        app.kubernetes.io/managed-by: Helm

    """
  }

  /// With sixty fields, a third of them in lists.
  private func definition(_ number: Int) -> String {
    let fields = (0..<20).map { field in
      """
                      field\(field):
                        description: What the field \(field) of the widget is for, in a sentence as long as usual.
                        type: string
                        maxLength: 253
                      list\(field):
                        description: Things of the kind \(field).
                        type: array
                        x-kubernetes-list-type: atomic
                        items:
                          type: object
                          properties:
                            name: {type: string, description: Its name.}

      """
    }.joined()
    return """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: widgets\(number).example.com
      spec:
        group: example.com
        names: {kind: Widget\(number), plural: widgets\(number)}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
      \(fields)
      """ + "\n"
  }

  private func sample(_ number: Int) -> String {
    head("example.com/v1", "Widget\(number)", "sample") + "spec:\n  field1: a\n  list2: [{name: a}, {name: b}]\n"
  }

  private func workload(_ number: Int) -> String {
    head("apps/v1", number.isMultiple(of: 4) ? "DaemonSet" : "Deployment", "manager-\(number)") + """
      spec:
        selector: {matchLabels: {app: manager-\(number)}}
        template:
          metadata: {labels: {app: manager-\(number)}}
          spec:
            serviceAccountName: manager
            securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
            initContainers:
              - name: prepare
                image: registry.example:5000/widgets/prepare:1.4.0
                command: [sh, -c, "until nc -z database 5432; do sleep 1; done"]
            containers:
              - name: manager
                image: registry.example:5000/widgets/manager:1.4.\(number)
                args: [--leader-elect, "--metrics-bind-address=:8443", --netbox-url=https://netbox.example/api]
                env:
                  - {name: NETBOX_TOKEN, valueFrom: {secretKeyRef: {name: netbox, key: token}}}
                  - {name: GOMEMLIMIT, value: 100MiB}
                ports: [{name: health, containerPort: 8081}]
                livenessProbe: {httpGet: {path: /healthz, port: health}}
                readinessProbe: {httpGet: {path: /readyz, port: health}}
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                resources: {requests: {cpu: 10m, memory: 64Mi}, limits: {cpu: 500m, memory: 128Mi}}

      """
  }

  private func role(_ number: Int) -> String {
    let rules = (0..<8).map { rule in
      "  - {apiGroups: [\"\", apps], resources: [deployments, configmaps, thing\(rule)s], verbs: [get, list, watch, patch]}\n"
    }
    return head("rbac.authorization.k8s.io/v1", "ClusterRole", "role-\(number)") + "rules:\n" + rules.joined()
  }

  private func binding(_ number: Int) -> String {
    head("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "binding-\(number)") + """
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: role-\(number - 1)}
      subjects: [{kind: ServiceAccount, name: manager, namespace: widgets}]

      """
  }

  private func configuration(_ number: Int) -> String {
    let lines = (0..<40).map { "    setting.\($0): value of the setting \($0)\n" }
    return head("v1", "ConfigMap", "config-\(number)") + "data:\n  config.yaml: |\n" + lines.joined()
  }

  private func service(_ number: Int) -> String {
    head("v1", "Service", "service-\(number)") + "spec: {ports: [{name: metrics, port: 8443}], selector: {app: a}}\n"
  }

  private func webhooks(_ number: Int) -> String {
    let webhooks = (0..<5).map { webhook in
      """
        - name: w\(webhook).widgets.example.com
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig: {service: {name: manager, namespace: widgets}}
          rules: [{apiGroups: [example.com], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [widgets\(webhook)]}]

      """
    }
    return head("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks-\(number)")
      + "webhooks:\n" + webhooks.joined()
  }

  private func account(_ number: Int) -> String { head("v1", "ServiceAccount", "account-\(number)") }
}
