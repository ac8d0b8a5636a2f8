import Documents

/// Which API groups are the operator's own: those of the definitions that come with it.
struct OwnGroups {
  private let groups: Set<String>

  init(_ objects: [ManifestObject]) {
    groups = Set(
      objects.filter(\.isCustomResourceDefinition).compactMap { $0.node["spec"]?["group"]?.string }
        + objects.filter { $0.group == "apiregistration.k8s.io" }.compactMap { $0.node["spec"]?["group"]?.string })
  }

  /// Those that are others' for certain. Charts are often rendered without their definitions: then every group that is not
  /// Kubernetes' may be the operator's.
  func foreign(_ names: [String]) -> [String] {
    names.filter { name in
      groups.isEmpty ? !name.contains(".") || name.hasSuffix(".k8s.io") : !groups.contains(name)
    }
  }
}
