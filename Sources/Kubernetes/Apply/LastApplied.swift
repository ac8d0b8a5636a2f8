import Documents

/// The annotation in which client-side `kubectl apply` keeps the configuration that it applied last.
enum LastApplied {
  static let annotation = "kubectl.kubernetes.io/last-applied-configuration"
  private static let maximumAnnotationBytes = 256 << 10

  /// The fields of the configuration that the live object still holds unchanged; nil without a readable annotation.
  static func fields(of live: Value, apiVersion: String, as type: MergeType) -> FieldSet? {
    guard let text = live[path: "metadata", "annotations", annotation]?.string, !text.isEmpty,
      let configuration = try? JSON.parse(text), configuration["apiVersion"]?.string == apiVersion,
      type.mismatches(of: configuration).isEmpty
    else { return nil }
    let comparison = FieldComparison(configuration, live, as: type)
    return type.fields(of: configuration).subtracting(comparison.modified).subtracting(comparison.added)
      .subtracting(comparison.removed)
  }

  /// Keeps the annotation in step when kubectl applies on the server, where an object has one.
  static func refresh(_ object: inout Value, _ configuration: Value) {
    guard let current = object[path: "metadata", "annotations", annotation]?.string, !current.isEmpty else { return }
    var applied = configuration
    if var annotations = applied[path: "metadata", "annotations"] {
      annotations[annotation] = nil
      applied[path: "metadata", "annotations"] = annotations
    }
    let text = JSON.text(applied) + "\n"
    let fits = text.utf8.count <= maximumAnnotationBytes
    object[path: "metadata", "annotations", annotation] = fits ? .some(.string(text)) : .none
  }
}
