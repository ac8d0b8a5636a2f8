internal import Documents
internal import Kubernetes

/// Gives containers the amounts that a namespace's LimitRanges set, and refuses what is outside of them.
struct LimitRanger: AdmissionPlugin {
  private static let ranges = StorageKey(group: "", plural: "limitranges")
  private static let claims = StorageKey(group: "", plural: "persistentvolumeclaims")
  static let annotation = "kubernetes.io/limit-ranger"

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.isCreationOfPod, var pod = review.object else { return }
    var notes: [String] = []
    for limit in limits(review, reader) where limit["type"] == "Container" {
      for (field, word) in [("containers", "container"), ("initContainers", "init container")] {
        guard var containers = pod[path: "spec", field]?.array else { continue }
        for index in containers.indices { notes += Self.complete(&containers[index], by: limit, as: word) }
        pod[path: "spec", field] = .array(containers)
      }
    }
    guard !notes.isEmpty else { return }
    pod[path: "metadata", "annotations", Self.annotation] = .string(
      "LimitRanger plugin set: \(notes.joined(separator: "; "))")
    review.object = pod
  }

  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.subresource == nil, let object = review.object else { return }
    let isClaim = review.type.storage == Self.claims && review.operation != .delete
    guard review.isCreationOfPod || isClaim else { return }
    let problems = limits(review, reader).flatMap { limit in
      isClaim ? LimitCheck.problems(ofClaim: object, limit) : LimitCheck.problems(ofPod: object, limit)
    }
    guard let first = problems.first else { return }
    throw APIStatus.forbidden(
      GroupResource(group: "", resource: review.type.plural), name: review.name,
      because: problems.count == 1 ? first : "[\(problems.joined(separator: ", "))]")
  }

  private func limits(_ review: AdmissionReview, _ reader: any StoreReader) -> [Value] {
    guard let namespace = review.namespace else { return [] }
    return reader.objects(Self.ranges, namespace: namespace).flatMap { $0["spec"]?["limits"]?.array ?? [] }
  }

  /// - Returns: what was set, as the annotation tells it.
  private static func complete(_ container: inout Value, by limit: Value, as word: String) -> [String] {
    let name = container["name"]?.string ?? ""
    var notes: [String] = []
    for (side, source, title) in [("requests", "defaultRequest", "request"), ("limits", "default", "limit")] {
      let missing = (limit[source]?.object ?? [:]).sortedByKey()
        .filter { container["resources"]?[side]?[$0.key] == nil }
      for (resource, amount) in missing { container[path: "resources", side, resource] = amount }
      if !missing.isEmpty {
        notes.append("\(missing.map(\.key).joined(separator: ", ")) \(title) for \(word) \(name)")
      }
    }
    return notes
  }
}
