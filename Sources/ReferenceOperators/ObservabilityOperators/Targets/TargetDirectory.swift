import Documents
package import Kubernetes
package import OperatorRuntime

/// Finds what Services and pods offer to be scraped, in what the watches last told.
package struct TargetDirectory: Sendable {
  /// By kind.
  private let objects: @Sendable (String) -> [KubernetesObject]

  package init(cache: ObjectCache) { self.init { cache.objects($0) } }

  package init(objects: @escaping @Sendable (_ kind: String) -> [KubernetesObject]) { self.objects = objects }

  /// The addresses behind the Services that a selector chooses, at a port of theirs.
  ///
  /// - Parameters:
  ///   - namespaces: Nil is all.
  ///   - port: The name of the Service's port; nil is any.
  ///   - jobLabel: The label of the Service that names the job, instead of its own name.
  package func targets(
    ofServices selector: LabelSelector, namespaces: Set<String>?, port: String?, jobLabel: String? = nil
  ) -> [Target] {
    let services = objects("Service").filter { isIn($0, namespaces) && selector.matches($0) }
    if services.isEmpty { return [] }
    let slices = Dictionary(grouping: objects("EndpointSlice")) { slice in
      "\(slice.namespace ?? "")/\(slice.label("kubernetes.io/service-name") ?? "")"
    }
    return services.flatMap { service -> [Target] in
      let name = "\(service.namespace ?? "")/\(service.name)"
      return (slices[name] ?? []).flatMap { targets(in: $0, of: service, port: port, jobLabel: jobLabel) }
    }
  }

  private func targets(
    in slice: KubernetesObject, of service: KubernetesObject, port: String?, jobLabel: String?
  ) -> [Target] {
    let ports = (slice["ports"]?.array ?? []).filter { port == nil || $0["name"]?.string ?? "" == port }
    return ports.flatMap { item -> [Target] in
      guard let number = item["port"]?.integer else { return [] }
      return (slice["endpoints"]?.array ?? []).flatMap { endpoint -> [Target] in
        guard endpoint["conditions"]?["ready"]?.bool ?? true else { return [] }
        var labels = [
          "namespace": service.namespace ?? "", "service": service.name, "endpoint": item["name"]?.string ?? "",
          "job": jobLabel.flatMap { service.label($0) } ?? service.name,
        ]
        if endpoint["targetRef"]?["kind"]?.string == "Pod" { labels["pod"] = endpoint["targetRef"]?["name"]?.string }
        return (endpoint["addresses"]?.array ?? []).compactMap(\.string).map { address in
          Target(address: Self.address(address, number), labels: labels)
        }
      }
    }
  }

  /// The pods that a selector chooses, at a port that one of their containers names.
  package func targets(
    ofPods selector: LabelSelector, namespaces: Set<String>?, port: String?, job: String, jobLabel: String? = nil
  ) -> [Target] {
    objects("Pod").filter { isIn($0, namespaces) && selector.matches($0) }.flatMap { pod -> [Target] in
      guard pod["status", "phase"]?.string == "Running", let address = pod["status", "podIP"]?.string else { return [] }
      let containers = pod["spec", "containers"]?.array ?? []
      return containers.flatMap { container -> [Target] in
        (container["ports"]?.array ?? []).compactMap { item in
          guard port == nil || item["name"]?.string == port, let number = item["containerPort"]?.integer else {
            return nil
          }
          let labels = [
            "namespace": pod.namespace ?? "", "pod": pod.name, "container": container["name"]?.string ?? "",
            "endpoint": item["name"]?.string ?? "", "job": jobLabel.flatMap { pod.label($0) } ?? job,
          ]
          return Target(address: Self.address(address, number), labels: labels)
        }
      }
    }
  }

  private func isIn(_ object: KubernetesObject, _ namespaces: Set<String>?) -> Bool {
    guard !object.isTerminating else { return false }
    return namespaces?.contains(object.namespace ?? "") ?? true
  }

  private static func address(_ host: String, _ port: Int64) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
