internal import Documents
internal import Kubernetes

/// Keeps in each namespace the service account `default` and the certificate of the API server.
struct NamespaceFurnisher: Controller {
  let name = "service-account-controller"
  let rootCertificate: String
  let watched: Set<StorageKey>? = [
    NamespaceLifecycle.namespaces, ServiceAccountAdmission.accounts, StorageKey(group: "", plural: "configmaps"),
  ]
  private static let configMaps = StorageKey(group: "", plural: "configmaps")
  private static let certificateName = "kube-root-ca.crt"

  func reconcile(_ change: Change, client: ControllerClient) async {
    let isNamespace = change.key == NamespaceLifecycle.namespaces
    guard isNamespace ? change.kind == .added : change.kind == .deleted || change.name == Self.certificateName,
      let namespace = isNamespace ? change.name : change.namespace,
      let object = client.object(NamespaceLifecycle.namespaces, namespace: nil, name: namespace),
      !KubernetesObject(object).isTerminating
    else { return }
    if client.object(ServiceAccountAdmission.accounts, namespace: namespace, name: "default") == nil {
      let account: Value = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]]
      _ = try? await client.create(account, in: ServiceAccountAdmission.accounts, namespace: namespace)
    }
    await publishCertificate(in: namespace, client)
  }

  private func publishCertificate(in namespace: String, _ client: ControllerClient) async {
    let data: Value = ["ca.crt": .string(rootCertificate)]
    if let stored = client.object(Self.configMaps, namespace: namespace, name: Self.certificateName) {
      guard stored["data"] != data else { return }
      _ = try? await client.modify(Self.configMaps, namespace: namespace, name: Self.certificateName) {
        $0["data"] = data
      }
      return
    }
    let configMap: Value = [
      "apiVersion": "v1", "kind": "ConfigMap",
      "metadata": [
        "name": .string(Self.certificateName),
        "annotations": [
          "kubernetes.io/description":
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters."
        ],
      ],
      "data": data,
    ]
    _ = try? await client.create(configMap, in: Self.configMaps, namespace: namespace)
  }
}
