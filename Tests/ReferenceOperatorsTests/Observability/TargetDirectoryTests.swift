import Documents
import Kubernetes
import Testing

@testable import ObservabilityOperators

@Suite struct TargetDirectoryTests {
  private static let directory = TargetDirectory { kind in
    switch kind {
    case "Service": [service("web", "shop"), service("web", "other"), service("database", "shop")]
    case "EndpointSlice":
      [
        slice("web-1", of: "web", ["10.0.0.1", "10.0.0.2"], ready: true), slice("web-2", of: "web", ["fd00::1"]),
        slice("web-3", of: "web", ["10.0.0.9"], ready: false), slice("database-1", of: "database", ["10.0.0.3"]),
      ]
    case "Pod": [pod("one", "Running", "10.1.0.1"), pod("two", "Pending", "10.1.0.2"), pod("three", "Running", nil)]
    default: []
    }
  }

  private static func service(_ name: String, _ namespace: String) -> KubernetesObject {
    var service = KubernetesObject(apiVersion: "v1", kind: "Service", namespace: namespace, name: name)
    service.labels = ["app": name, "job": "the-\(name)"]
    return service
  }

  private static func slice(
    _ name: String, of service: String, _ addresses: [String], ready: Bool? = nil
  ) -> KubernetesObject {
    var slice = KubernetesObject(
      apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", namespace: "shop", name: name)
    slice.labels = ["kubernetes.io/service-name": service]
    slice["ports"] = [["name": "metrics", "port": 9100], ["name": "web", "port": 80]]
    slice["endpoints"] = .array(
      addresses.map { address in
        var endpoint: Value = [
          "addresses": [.string(address)], "targetRef": ["kind": "Pod", "name": .string("pod-\(address)")],
        ]
        if let ready { endpoint["conditions"] = ["ready": .bool(ready)] }
        return endpoint
      })
    return slice
  }

  private static func pod(_ name: String, _ phase: String, _ address: String?) -> KubernetesObject {
    var pod = KubernetesObject(apiVersion: "v1", kind: "Pod", namespace: "shop", name: name)
    pod.labels = ["app": "web"]
    pod["spec", "containers"] = [
      ["name": "main", "ports": [["name": "metrics", "containerPort": 9100], ["containerPort": 1]]]
    ]
    pod["status", "phase"] = .string(phase)
    pod["status", "podIP"] = address.map(Value.string)
    return pod
  }

  private static let web = LabelSelector(matching: ["app": "web"])

  @Test("behind Services, endpoints that are ready are targets, at the port of the name")
  func services() {
    let targets = Self.directory.targets(ofServices: Self.web, namespaces: ["shop"], port: "metrics")
    #expect(targets.map(\.address) == ["10.0.0.1:9100", "10.0.0.2:9100", "[fd00::1]:9100"])
    #expect(
      targets[0].labels == [
        "namespace": "shop", "service": "web", "endpoint": "metrics", "job": "web", "pod": "pod-10.0.0.1",
      ])
    #expect(Self.directory.targets(ofServices: Self.web, namespaces: ["shop"], port: "none").isEmpty)
    #expect(Self.directory.targets(ofServices: Self.web, namespaces: ["other"], port: "metrics").isEmpty)
    #expect(Self.directory.targets(ofServices: .everything, namespaces: nil, port: nil).count == 8)
    let named = Self.directory.targets(ofServices: Self.web, namespaces: nil, port: "web", jobLabel: "job")
    #expect(Set(named.compactMap { $0.labels["job"] }) == ["the-web"])
  }

  @Test("pods that run and have an address are targets, at ports that a container names")
  func pods() {
    let targets = Self.directory.targets(ofPods: Self.web, namespaces: ["shop"], port: "metrics", job: "shop/demo")
    #expect(targets.map(\.address) == ["10.1.0.1:9100"])
    #expect(targets[0].labels["container"] == "main" && targets[0].labels["job"] == "shop/demo")
    #expect(Self.directory.targets(ofPods: Self.web, namespaces: ["shop"], port: nil, job: "j").count == 2)
  }

  @Test("a PodMonitor is about pods")
  func podMonitor() {
    var monitor = KubernetesObject(
      apiVersion: "monitoring.coreos.com/v1", kind: "PodMonitor", namespace: "elsewhere", name: "demo")
    monitor["spec"] = [
      "selector": ["matchLabels": ["app": "web"]], "podMetricsEndpoints": [["port": "metrics"]],
      "namespaceSelector": ["matchNames": ["shop"]],
    ]
    let piece = MonitorDialect().piece(of: monitor, targets: Self.directory)
    #expect(piece.targetCount == 1)
    #expect(piece.jobs[0]["static_configs"]?[0]?["targets"] == ["10.1.0.1:9100"])
    monitor["spec", "namespaceSelector"] = nil
    #expect(MonitorDialect().piece(of: monitor, targets: Self.directory).targetCount == 0, "its own namespace alone")
  }
}
