internal import Documents
internal import Kubernetes

/// Lists the addresses of the pods that each Service selects.
struct EndpointSliceController: Controller {
  let name = "endpointslice-controller"
  private static let services = StorageKey(group: "", plural: "services")
  private static let slices = StorageKey(group: "discovery.k8s.io", plural: "endpointslices")
  private static let serviceLabel = "kubernetes.io/service-name"
  let watched: Set<StorageKey>? = [services, PodSet.pods]

  func reconcile(_ change: Change, client: ControllerClient) async {
    guard let namespace = change.namespace else { return }
    let changed = [change.object, change.previous].compactMap { $0 }.map { KubernetesObject($0) }
    for stored in client.objects(Self.services, namespace: namespace) {
      let service = KubernetesObject(stored)
      guard let selector = Self.selector(of: service) else { continue }
      let concerns =
        change.key == Self.services ? service.name == change.name : changed.contains { selector.matches($0) }
      if concerns { await sync(service, selector, client) }
    }
  }

  /// Nil for services whose endpoints somebody else writes.
  private static func selector(of service: KubernetesObject) -> LabelSelector? {
    guard let labels = service["spec", "selector"]?.object, !labels.isEmpty, !service.isTerminating else { return nil }
    return LabelSelector(
      matching: Dictionary(
        labels.map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { _, last in last }))
  }

  private func sync(_ service: KubernetesObject, _ selector: LabelSelector, _ client: ControllerClient) async {
    let pods = client.objects(PodSet.pods, namespace: service.namespace).map { KubernetesObject($0) }
      .filter { selector.matches($0) && $0["status", "podIP"]?.string != nil }
    let endpoints = Value.array(pods.map(Self.endpoint))
    let ports = Value.array((service["spec", "ports"]?.array ?? []).map(Self.port))
    let existing = client.objects(Self.slices, namespace: service.namespace).map { KubernetesObject($0) }
      .first { $0.controller?.uid == service.uid }
    if let existing {
      _ = try? await client.modify(Self.slices, namespace: existing.namespace, name: existing.name) {
        $0["endpoints"] = endpoints
        $0["ports"] = ports
      }
      return
    }
    var slice = KubernetesObject(apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", name: "")
    slice.generateName = "\(service.name)-"
    slice.labels = [
      Self.serviceLabel: service.name, "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
    ]
    slice.ownerReferences = [service.ownerReference()]
    slice["addressType"] = "IPv4"
    slice["endpoints"] = endpoints
    slice["ports"] = ports
    _ = try? await client.create(slice.value, in: Self.slices, namespace: service.namespace)
  }

  private static func endpoint(_ pod: KubernetesObject) -> Value {
    let isReady = PodStatus.isReady(pod) && !pod.isTerminating
    var endpoint: Object = [
      "addresses": .array([pod["status", "podIP"] ?? ""]),
      "conditions": [
        "ready": .bool(isReady), "serving": .bool(PodStatus.isReady(pod)), "terminating": .bool(pod.isTerminating),
      ],
      "targetRef": [
        "kind": "Pod", "namespace": .string(pod.namespace ?? ""), "name": .string(pod.name),
        "uid": .string(pod.uid ?? ""),
      ],
    ]
    endpoint["nodeName"] = pod["spec", "nodeName"]
    return .object(endpoint)
  }

  private static func port(_ port: Value) -> Value {
    var target = port["targetPort"] ?? port["port"] ?? 0
    if target.integer == nil { target = port["port"] ?? 0 }
    return ["name": port["name"] ?? "", "protocol": port["protocol"] ?? "TCP", "port": target]
  }
}
