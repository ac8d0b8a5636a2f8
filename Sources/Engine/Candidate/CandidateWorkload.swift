import Documents
import Kubernetes

/// What the manifests of a candidate say about its containers.
struct CandidateWorkload {
  private(set) var images: [String] = []
  /// Of the container that may use most, in bytes; nil when one of them has no limit.
  private(set) var memoryLimit: Double?
  /// In processors.
  private(set) var processorLimit: Double?

  init(_ manifests: [KubernetesObject]) {
    var limits: [(memory: Double, processor: Double)] = []
    for manifest in manifests {
      guard let pod = manifest["spec", "template", "spec"] ?? (manifest.kind == "Pod" ? manifest["spec"] : nil) else {
        continue
      }
      for list in ["initContainers", "containers"] {
        for container in pod[list]?.array ?? [] {
          if let image = container["image"]?.string, !images.contains(image) { images.append(image) }
          for variable in container["env"]?.array ?? [] {
            guard variable["name"]?.string?.hasPrefix("RELATED_IMAGE_") ?? false, let image = variable["value"]?.string
            else { continue }
            images.append(image)
          }
          guard list == "containers", let memory = Self.amount(container, "memory"),
            let processor = Self.amount(container, "cpu")
          else { continue }
          limits.append((memory, processor))
        }
      }
    }
    memoryLimit = limits.map(\.memory).max()
    processorLimit = limits.map(\.processor).max()
  }

  private static func amount(_ container: Value, _ resource: String) -> Double? {
    guard let value = container["resources"]?["limits"]?[resource] else { return nil }
    guard let quantity = try? Quantity(parsing: value.string ?? JSON.text(value)) else { return nil }
    return Double(quantity.milliValue) / 1000
  }
}
