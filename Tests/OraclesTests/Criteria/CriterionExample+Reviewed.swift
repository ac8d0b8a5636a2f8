extension CriterionExample {
  private static func bound(_ role: String, by kind: String = "ClusterRoleBinding", as name: String = "manager")
    -> String
  {
    """
    \(role)
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: \(kind)
    metadata: {name: b, namespace: widgets}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(name)}
    """
  }

  private static func namespaceRole(_ rule: String) -> String {
    role(rule).replacing("kind: ClusterRole", with: "kind: Role")
  }

  private static func configuration(_ text: String) -> String {
    "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {config: \"\(text)\"}}"
  }

  private static func job(_ pod: String) -> String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: a}
    spec: {template: {spec: {\(pod)containers: [{name: a, image: b}]}}}
    """
  }

  private static let everySecret = "apiGroups: [''], resources: [secrets], verbs: [create]"
  private static let windows = "os: {name: windows}"
  private static let pods = "sideEffects: None, rules: [{apiGroups: [''], resources: [pods]}]"

  /// Pairs that differ in what a reviewer of real manifests would tell apart.
  static let reviewed = rights + hardening + services + credentials + validity

  private static let rights = [
    CriterionExample(
      "SEC-07",
      passing: spec("") + "\n---\n" + role("apiGroups: [example.com], resources: ['*'], verbs: ['*']"),
      failing: spec("") + "\n---\n" + role("apiGroups: [other.example], resources: ['*'], verbs: [get]"),
      finding: "all resources of the groups are allowed"),
    CriterionExample(
      "SEC-07",
      passing: bound(role("apiGroups: [apps], resources: [deployments], verbs: [get]"))
        + "\n---\n"
        + role("apiGroups: ['*'], resources: ['*'], verbs: ['*']").replacing("name: manager", with: "name: unbound"),
      failing: bound(role("apiGroups: [apps], resources: ['*/scale'], verbs: [get]")),
      finding: "all resources of the groups are allowed"),
    CriterionExample(
      "SEC-07", passing: role("nonResourceURLs: [/metrics], verbs: [get]"),
      failing: role("nonResourceURLs: ['*'], verbs: [get]"), finding: "all paths of the API server are allowed"),
    CriterionExample(
      "SEC-09", passing: bound(role(everySecret), by: "RoleBinding"), failing: bound(role(everySecret)),
      finding: "it may write every Secret of the cluster"),
    CriterionExample(
      "SEC-09", passing: namespaceRole("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [create]"),
      failing: role("apiGroups: [rbac.authorization.k8s.io], resources: ['*'], verbs: [create]"),
      finding: "it may write roles or their bindings"),
    CriterionExample(
      "SEC-09",
      passing: role(
        "apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: [a]"),
      failing: role(
        "apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: []"),
      finding: "it may bind"),
    CriterionExample(
      "SEC-09", passing: role("apiGroups: [''], resources: [nodes/metrics], verbs: [get]"),
      failing: role("apiGroups: [''], resources: [nodes/proxy], verbs: [get]"), finding: "it may use nodes/proxy"),
    CriterionExample(
      "SEC-15", passing: webhook("rules: [{apiGroups: [example.com], resources: [widgets]}]"),
      failing: webhook("namespaceSelector: {matchExpressions: [{key: a, operator: NotIn, values: [b]}]}, \(pods)"),
      finding: "nobody can write what it asks about in pods"),
    CriterionExample(
      "SEC-15",
      passing: webhook("objectSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}, \(pods)"),
      failing: spec("") + "\n---\n" + webhook("rules: [{apiGroups: [other.example], resources: [a]}]"),
      finding: "nobody can write what it asks about in a"),
    CriterionExample(
      "SEC-14",
      passing: webhook("sideEffects: None, clientConfig: {caBundle: \"LS0tLS1CRUdJTi\\nBDRVI\"}"),
      failing: webhook("sideEffects: None, clientConfig: {caBundle: bm9uZQ==}"),
      finding: "caBundle is no certificate in PEM"),
  ]

  private static let hardening = [
    CriterionExample(
      "SEC-01", passing: deployment("securityContext: {runAsNonRoot: true}", pod: windows),
      failing: deployment(hardened, pod: "securityContext: {seccompProfile: {type: Unconfined}}"),
      finding: "the restricted level would refuse it: seccompProfile is Unconfined"),
    CriterionExample(
      "SEC-02", passing: deployment(pod: "securityContext: {runAsUser: 65532}"),
      failing: deployment("image: a, securityContext: {runAsNonRoot: false}"),
      finding: "runAsNonRoot is not true, and no user is set"),
    CriterionExample(
      "SEC-05", passing: deployment(pod: windows),
      failing: deployment(pod: "securityContext: {windowsOptions: {hostProcess: true}}"),
      finding: "hostProcess is true"),
    CriterionExample(
      "SEC-06", passing: deployment(pod: "serviceAccount: manager"), failing: deployment(pod: "serviceAccountName: ''"),
      finding: "default service account"),
    CriterionExample(
      "SEC-06", passing: deployment(pod: "automountServiceAccountToken: false"),
      failing: deployment(pod: "automountServiceAccountToken: true"), finding: "default service account"),
    CriterionExample(
      "SEC-12",
      passing: deployment(pod: "resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}"),
      failing: deployment(pod: "resources: {limits: {cpu: 1}}"), finding: "requests are missing: memory"),
    CriterionExample(
      "OBS-01",
      passing: deployment(
        "ports: [{name: a, containerPort: 1}], readinessProbe: {httpGet: {port: a}}, livenessProbe: {tcpSocket: {port: a}}"
      ),
      failing: deployment(
        "ports: [{name: a, containerPort: 1}], readinessProbe: {httpGet: {port: b}}, livenessProbe: {tcpSocket: {port: a}}"
      ),
      finding: "a probe names a port that its container does not have: b"),
    CriterionExample(
      "CFG-06",
      passing: deployment(spec: "replicas: 2"),
      failing: deployment("args: [--leader-elect=false]") + "\n---\n"
        + namespaceRole("apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]"),
      finding: "nothing shows that it elects a leader"),
    CriterionExample(
      "CFG-04",
      passing: deployment("args: ['--listen=[::]:8443', --fallback=169.254.169.254, --networks=2001:db8::/32]"),
      failing: deployment("args: ['--peer=[2001:db8::7]:8443']"), finding: "the address 2001:db8::7 is written out"),
    CriterionExample(
      "CFG-04", passing: deployment(),
      failing: deployment(pod: "hostAliases: [{ip: 192.0.2.1, hostnames: [a]}]"),
      finding: "the address 192.0.2.1 is written out"),
    CriterionExample(
      "SUP-02", passing: deployment("image: \"manager:latest@\(digest)\""), failing: deployment("image: manager:main"),
      finding: "has a tag that moves"),
    CriterionExample(
      "SUP-02",
      passing: deployment(pod: "volumes: [{name: a, image: {reference: a:1.0.0}}]", spec: "replicas: 1"),
      failing: deployment("image: a:1", pod: "volumes: [{name: a, image: {reference: a}}]"),
      finding: "Deployment \"manager\": a has neither tag nor digest"),
    CriterionExample(
      "SUP-01", passing: bundle("relatedImages: [{name: a, image: 'a@\(digest)'}]"),
      failing: bundle("relatedImages: [{name: a, image: 'a:1'}]"), finding: "a:1 is not pinned by a digest"),
  ]

  private static let services = [
    CriterionExample(
      "SEC-17", passing: deployment("args: [--tls-min-version=VersionTLS13]"),
      failing: deployment("args: [--tls-min-version=VersionTLS10]"), finding: "an argument allows TLS below 1.2")
  ]

  private static let credentials = [
    CriterionExample(
      "SEC-16",
      passing: deployment("args: [--token-file=/a/b, --secret-name=a-b, '--token=$(TOKEN)', --token, --other]"),
      failing: deployment("args: [--token, 0123456789abcdef]"), finding: "the argument --token holds a credential"),
    CriterionExample(
      "SEC-16", passing: deployment("env: [{name: CERT_SECRET, value: manager-tls}, {name: TOKEN_TTL, value: 1h30m}]"),
      failing: deployment("env: [{name: STORE, value: \"mongodb://a:hunter2@b/c\"}]"),
      finding: "the environment variable STORE holds a credential"),
    CriterionExample(
      "SEC-16",
      passing: configuration("tokenFile: /a\\nsecretName: b\\n# password: abcdef\\npassword: ${PASSWORD}"),
      failing: configuration("url: a\\n  password: hunter22 # of the lab"), finding: "config holds a credential"),
    CriterionExample(
      "SEC-16", passing: "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {token: <your token>}}",
      failing: "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {password: aHVudGVyMjI=}}",
      finding: "password holds a credential"),
  ]

  private static let validity = [
    CriterionExample(
      "CFG-01", passing: job("restartPolicy: Never, "), failing: job(""),
      finding: "restartPolicy must be OnFailure or Never, not Always"),
    CriterionExample(
      "CFG-01", passing: job("restartPolicy: Never, "),
      failing: job("restartPolicy: Never, ").replacing("image: b", with: "image: b, args: [--port, 80]"),
      finding: "args must be a list of strings, not 80; quote it: \"80\""),
    CriterionExample(
      "CFG-01", passing: job("restartPolicy: Never, "),
      failing: job("restartPolicy: Never, ").replacing("[{name: a, image: b}]", with: "manager"),
      finding: "containers must be a list of objects, not \"manager\""),
    CriterionExample(
      "CFG-01", passing: role("apiGroups: [''], resources: [pods], verbs: [get]"),
      failing: role("resources: [pods], verbs: [get]"), finding: "a rule has no apiGroups"),
    CriterionExample(
      "CFG-01", passing: role("nonResourceURLs: [/metrics], verbs: [get]"),
      failing: namespaceRole("nonResourceURLs: [/metrics], verbs: [get]"),
      finding: "a Role cannot be about nonResourceURLs"),
    CriterionExample(
      "CFG-01",
      passing: webhook("sideEffects: None, admissionReviewVersions: [v1], clientConfig: {service: {name: a}}"),
      failing: webhook("sideEffects: Some, admissionReviewVersions: [v1], clientConfig: {service: {name: a}}"),
      finding: "sideEffects must be None or NoneOnDryRun, not Some"),
    CriterionExample(
      "API-18",
      passing: spec("size: {type: integer, x-kubernetes-validations: [{rule: self > 0, message: must be positive}]}")
        + sample("size: 1"),
      failing: spec("size: {type: integer, x-kubernetes-validations: [{rule: self > 0, message: must be positive}]}")
        + sample("size: 0"), finding: "its own definition refuses it: spec.size: must be positive"),
  ]
}
