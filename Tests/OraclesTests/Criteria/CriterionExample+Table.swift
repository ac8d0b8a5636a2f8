extension CriterionExample {
  static let hardened = """
    image: example.com/manager:1.0.0, securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, \
    capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}, readOnlyRootFilesystem: true}
    """
  static let digest = "sha256:" + String(repeating: "a", count: 64)
  static let condition = """
    {type: object, required: [type, status], properties: {type: {type: string}, status: {type: string, \
    enum: ["True", "False", Unknown]}, reason: {type: string}, message: {type: string}, \
    lastTransitionTime: {type: string, format: date-time}}}
    """

  static func spec(_ properties: String, more: String = "") -> String {
    definition("{type: object, properties: {spec: {type: object, properties: {\(properties)}\(more)}}}")
  }

  static func status(_ properties: String, version: String = "subresources: {status: {}}") -> String {
    definition(
      "{type: object, properties: {status: {type: object, properties: {\(properties)}}}}", version: version)
  }

  static let all = definitions + podExamples + permissions + packages + reviewed + drains

  static let definitions = [
    CriterionExample(
      "API-01", passing: spec("size: {type: integer}"), failing: spec("size: {description: no type}"),
      finding: "not structural: properties[spec].properties[size].type: Required value", at: "12:95"),
    CriterionExample("API-01", passing: spec(""), failing: definition("{}"), finding: "has no schema"),
    CriterionExample(
      "API-03", passing: status(""), failing: status("", version: ""), finding: "no status subresource", at: "12:61"),
    CriterionExample(
      "API-04", passing: spec("values: {x-kubernetes-preserve-unknown-fields: true, description: Free-form.}"),
      failing: spec("size: {type: integer}", more: ", x-kubernetes-preserve-unknown-fields: true"),
      finding: "1 field of version v1 takes unknown fields: spec", at: "12:61"),
    CriterionExample(
      "API-05", passing: status("conditions: {type: array, items: \(condition)}"),
      failing: status(
        "conditions: {type: array, items: {type: object, properties: {type: {type: string}, status: {type: string}}}}"),
      finding: "lacks reason, message, lastTransitionTime, does not require type, status, allows a status besides"),
    CriterionExample(
      "API-06", passing: spec("pools: {type: array, x-kubernetes-list-type: set, items: {type: string}}"),
      failing: spec("pools: {type: array, items: {type: string}}"),
      finding: "1 of 1 list of version v1 does not say how it is merged: spec.pools"),
    CriterionExample(
      "API-07", passing: status("phase: {type: string}, conditions: {type: array, items: \(condition)}"),
      failing: status("phase: {type: string}"), finding: "status.phase, but no status.conditions"),
    CriterionExample(
      "API-08", passing: spec("ratio: {type: string}"), failing: spec("ratio: {type: number}"),
      finding: "1 field of version v1 is a floating-point number: spec.ratio"),
    CriterionExample(
      "API-09", passing: spec(""), failing: definition("{type: object}", group: "widgets.k8s.io"),
      finding: "belongs to the Kubernetes project", at: "5:3"),
    CriterionExample(
      "API-10", passing: spec(""),
      failing: definition("{type: object}", version: "- {name: v2, served: true, storage: true}"),
      finding: "2 versions are marked as stored"),
    CriterionExample(
      "API-12", passing: spec("size: {type: integer, description: How many.}"), failing: spec("size: {type: integer}"),
      finding: "1 of 1 field of version v1 has no description: spec.size"),
    CriterionExample(
      "API-13",
      passing: status(
        "ready: {type: boolean}",
        version:
          "additionalPrinterColumns: [{name: Ready, type: string, jsonPath: .status.ready}, {name: Age, type: date, jsonPath: .x}]"
      ),
      failing: status("ready: {type: boolean}"), finding: "no printer column that reads the status"),
    CriterionExample(
      "API-14",
      passing: spec(
        "pool: {type: string, description: This field is immutable., x-kubernetes-validations: [{rule: self == oldSelf}]}"
      ),
      failing: spec("pool: {type: string, description: This field is immutable.}"),
      finding: "spec.pool of version v1 is documented as immutable"),
    CriterionExample(
      "API-15", passing: spec("pool: {type: string, maxLength: 63}"), failing: spec("pool: {type: string}"),
      finding: "1 of 1 field of version v1 has no greatest length: spec.pool"),
    CriterionExample(
      "API-18", passing: spec("size: {type: integer}") + sample("size: 1"),
      failing: spec("size: {type: integer}") + sample("size: many"), finding: "its own definition refuses it"),
    CriterionExample(
      "API-18", passing: spec("size: {type: integer}") + sample("size: 1"),
      failing: spec("size: {type: integer}") + sample("colour: red"), finding: "unknown field \"spec.colour\""),
    CriterionExample(
      "API-19", passing: "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}}",
      failing: "{apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: a}}",
      finding: "PodDisruptionBudget is written for policy/v1beta1", at: "1:2"),
  ]

  static func sample(_ spec: String) -> String {
    "\n---\napiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {\(spec)}\n"
  }

  static let podExamples = [
    CriterionExample(
      "SEC-01", passing: deployment(hardened), failing: deployment(),
      finding: "the restricted level would refuse it: allowPrivilegeEscalation is not false"),
    CriterionExample(
      "SEC-02", passing: deployment(hardened), failing: deployment("image: a, securityContext: {runAsUser: 0}"),
      finding: "container \"manager\" of Deployment \"manager\": the user id is 0", at: "10:55"),
    CriterionExample(
      "SEC-02", passing: deployment(pod: "securityContext: {runAsNonRoot: true, runAsUser: 65532}"),
      failing: deployment(), finding: "runAsNonRoot is not true", at: "10:11"),
    CriterionExample(
      "SEC-03", passing: deployment(hardened), failing: deployment(), finding: "not all capabilities are dropped"),
    CriterionExample(
      "SEC-04", passing: deployment(hardened), failing: deployment(),
      finding: "readOnlyRootFilesystem is not true"),
    CriterionExample(
      "SEC-05", passing: deployment(), failing: deployment(pod: "hostNetwork: true"), finding: "hostNetwork is true",
      at: "8:7"),
    CriterionExample(
      "SEC-05", passing: deployment(),
      failing: deployment(pod: "volumes: [{name: s, hostPath: {path: /run/containerd.sock}}]"),
      finding: "it mounts /run/containerd.sock of the node"),
    CriterionExample(
      "SEC-06", passing: deployment(pod: "serviceAccountName: manager"), failing: deployment(),
      finding: "default service account"),
    CriterionExample(
      "SEC-12",
      passing: deployment("resources: {requests: {cpu: 10m}, limits: {cpu: 100m, memory: 64Mi}}"),
      failing: deployment("resources: {requests: {cpu: 10m, memory: 64Mi}, limits: {memory: 64Mi}}"),
      finding: "limits are missing: cpu"),
    CriterionExample(
      "SEC-13",
      passing: deployment() + "\n---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}}",
      failing: deployment(), finding: "no NetworkPolicy"),
    CriterionExample(
      "SEC-16",
      passing: deployment("env: [{name: NETBOX_TOKEN, valueFrom: {secretKeyRef: {name: a, key: b}}}]"),
      failing: deployment("env: [{name: NETBOX_TOKEN, value: 0123456789abcdef}]"),
      finding: "the environment variable NETBOX_TOKEN holds a credential"),
    CriterionExample(
      "SEC-18", passing: deployment(), failing: deployment(namespace: "kube-system"),
      finding: "installed in the namespace kube-system", at: "3:27"),
    CriterionExample(
      "OBS-01",
      passing: deployment("readinessProbe: {httpGet: {port: 1}}, livenessProbe: {httpGet: {port: 1}}"),
      failing: deployment("readinessProbe: {httpGet: {port: 1}}"), finding: "no container has a livenessProbe"),
    CriterionExample(
      "OBS-08", passing: alert("labels: {severity: critical}, annotations: {runbook_url: a}"),
      failing: alert("labels: {severity: critical}"), finding: "the alert \"Down\" has no runbook_url"),
    CriterionExample(
      "OBS-08", passing: alert("labels: {severity: critical}, annotations: {runbook_url: a}"),
      failing: alert("labels: {severity: critical}, annotations: {runbook_url: a}", expression: "sum(rate(up[5m])"),
      finding: "the expression of the rule \"Down\" does not close ("),
    CriterionExample(
      "CFG-03",
      passing: deployment(
        labels: ["name", "version", "part-of", "managed-by"].map { "app.kubernetes.io/\($0): a" }
          .joined(separator: ", ")),
      failing: deployment(labels: "app.kubernetes.io/name: a, app.kubernetes.io/managed-by: a"),
      finding: "labels are missing: app.kubernetes.io/version, app.kubernetes.io/part-of"),
    CriterionExample(
      "CFG-04", passing: deployment("args: [--listen=0.0.0.0:80, --networks=10.0.0.0/8]"),
      failing: deployment("args: [--netbox=http://10.1.2.3:8000/api]"),
      finding: "the address 10.1.2.3 is written out"),
    CriterionExample(
      "CFG-06", passing: deployment("args: [--leader-elect]"), failing: deployment(), finding: "it has one replica"),
    CriterionExample(
      "CFG-07", passing: service("type: ClusterIP"), failing: service("type: NodePort"), finding: "it is a NodePort",
      at: "1:61"),
    CriterionExample(
      "SUP-01", passing: deployment("image: example.com:5000/manager:1.0.0@\(digest)"), failing: deployment(),
      finding: "example.com/manager:1.0.0 is not pinned by a digest"),
    CriterionExample(
      "SUP-02", passing: deployment(), failing: deployment("image: localhost:5000/manager"),
      finding: "has neither tag nor digest"),
    CriterionExample(
      "SUP-02", passing: deployment(), failing: deployment("image: manager:latest"), finding: "has a tag that moves"),
  ]

  static func alert(_ members: String, expression: String = "up == 0") -> String {
    """
    {apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: {name: a}, \
    spec: {groups: [{name: a, rules: [{alert: Down, expr: "\(expression)", \(members)}]}]}}
    """
  }

  static func service(_ spec: String) -> String {
    "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {\(spec)}}"
  }

  static let permissions = [
    CriterionExample(
      "API-16",
      passing: role("apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], verbs: [get]"),
      failing: role("apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], verbs: [create]"),
      finding: "may create custom resource definitions", at: "5:81"),
    CriterionExample(
      "SEC-07", passing: role("apiGroups: [apps], resources: [deployments], verbs: [get]"),
      failing: role("apiGroups: [apps], resources: [deployments], verbs: ['*']"), finding: "all verbs are allowed",
      at: "5:51"),
    CriterionExample(
      "SEC-08", passing: binding("manager"), failing: binding("cluster-admin"),
      finding: "it binds the role cluster-admin", at: "4:67"),
    CriterionExample(
      "SEC-09", passing: role("apiGroups: [''], resources: [secrets], verbs: [get, list, watch]"),
      failing: role("apiGroups: [''], resources: [secrets], verbs: [update]"),
      finding: "it may write every Secret of the cluster"),
    CriterionExample(
      "SEC-09", passing: role("apiGroups: [''], resources: [users], verbs: [get]"),
      failing: role("apiGroups: [''], resources: [users], verbs: [impersonate]"), finding: "it may impersonate"),
    CriterionExample(
      "SEC-15",
      passing: spec("") + "\n---\n"
        + webhook("rules: [{apiGroups: [example.com], resources: [widgets]}], failurePolicy: Fail"),
      failing: spec("") + "\n---\n" + webhook("rules: [{apiGroups: [''], resources: [pods]}]"),
      finding: "nobody can write what it asks about in pods"),
    CriterionExample(
      "SEC-17", passing: service("type: ClusterIP, ports: [{name: metrics, port: 8080}]"),
      failing: service("type: LoadBalancer, ports: [{name: metrics, port: 8080}]"),
      finding: "serves metrics or health to the outside"),
    CriterionExample(
      "SEC-14", passing: webhook("sideEffects: None, rules: [{apiGroups: [example.com]}]"),
      failing: webhook("sideEffects: None, timeoutSeconds: 30, rules: [{apiGroups: [example.com]}]"),
      finding: "it may take 30 seconds"),
    CriterionExample(
      "SEC-14",
      passing: webhook("sideEffects: None, namespaceSelector: {matchLabels: {a: b}}, rules: [{apiGroups: ['']}]"),
      failing: webhook("sideEffects: None, rules: [{apiGroups: ['']}]"),
      finding: "it is asked about objects of Kubernetes itself"),
  ]

  static let packages = [
    CriterionExample(
      "CFG-01", passing: whole(), failing: whole(label: "b"),
      finding: "the selector wants the label app, which its pods do not have"),
    CriterionExample(
      "CFG-01", passing: whole(), failing: whole(container: "{name: A, image: b}"),
      finding: "the name of the container \"A\""),
    CriterionExample(
      "CFG-01", passing: whole(),
      failing: whole(container: "{name: a, resources: {limits: {cpu: 1}, requests: {cpu: 1500m}}}"),
      finding: "it requests more cpu than its limit"),
    CriterionExample(
      "CFG-01", passing: whole(), failing: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {size: 3}}",
      finding: "the value of \"size\" must be a string"),
    CriterionExample(
      "CFG-01", passing: whole(), failing: "{apiVersion: v1, kind: Service, metadata: {name: A_b}}",
      finding: "its name is not valid"),
    CriterionExample(
      "CFG-01", passing: whole(), failing: deployment() + "\n---\n" + deployment(),
      finding: "it is there twice, first at line 1"),
    CriterionExample(
      "CFG-01", passing: whole(), failing: "{apiVersion: v1, kind: Service, metadata: {name: B_a}}",
      finding: "its name is not valid"),
    CriterionExample(
      "CFG-02", passing: bundle("version: 1.2.3"), failing: bundle("version: '1.2'"),
      finding: "the bundle widgets has the version 1.2"),
    CriterionExample(
      "LCY-13", passing: bundle("minKubeVersion: 1.29.0"), failing: bundle("version: 1.2.3"),
      finding: "does not say which versions of Kubernetes"),
  ]

  /// A Deployment with all that an API server wants.
  private static func whole(label: String = "a", container: String = "{name: a, image: b}") -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: a}
    spec:
      selector: {matchLabels: {app: a}}
      template:
        metadata: {labels: {app: \(label)}}
        spec: {containers: [\(container)]}
    """
  }
}
