import Documents
import Kubernetes

/// What an API server refuses whatever the object is.
enum ApplicableManifests {
  private struct Identity: Hashable {
    var group: String
    var kind: String
    var namespace: String
    var name: String
    /// Of different files only one may be meant: overlays, releases side by side.
    var file: String
  }

  static func problems(_ finder: SubjectFinder) -> [Problem] {
    var problems: [Problem] = []
    var seen: [Identity: Place] = [:]
    for object in finder.objects {
      problems += check(object) + BuiltInObjects.problems(object)
      guard object.node["metadata"]?["name"]?.string != nil else { continue }
      let identity = Identity(
        group: object.group, kind: object.kind, namespace: object.namespace, name: object.name,
        file: object.node.place.file)
      if let other = seen.updateValue(object.node.place, forKey: identity) {
        problems.append(
          Problem(
            message: "\(object.label): it is there twice, first at line \(other.line)", place: object.node.place))
      }
    }
    return problems
  }

  private static func check(_ object: ManifestObject) -> [Problem] {
    func problem(_ message: String, _ path: [String]) -> [Problem] {
      [Problem(message: "\(object.label): \(message)", place: object.node.place(nearest: path))]
    }
    let parts = object.apiVersion.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let version = parts.last, version.first == "v" || parts.count == 2,
      parts.allSatisfy({ !$0.isEmpty })
    else {
      return problem("\(object.apiVersion.quoted) is no apiVersion", ["apiVersion"])
    }
    guard object.node["metadata"]?.members != nil else { return problem("it has no metadata", ["metadata"]) }
    guard let name = object.node["metadata"]?["name"]?.string else {
      let isGenerated = object.node["metadata"]?["generateName"]?.string?.isEmpty == false
      return isGenerated ? [] : problem("it has no name", ["metadata", "name"])
    }
    // Names of roles may hold colons; those of all objects are parts of paths.
    let isRole = object.group == "rbac.authorization.k8s.io"
    let isLabel = object.group.isEmpty && ["Namespace", "Service"].contains(object.kind)
    let wrong =
      isRole
      ? NameValidation.pathSegment(name) : isLabel ? NameValidation.label(name) : NameValidation.subdomain(name)
    if let first = wrong.first { return problem("its name is not valid: \(first)", ["metadata", "name"]) }
    guard object.isCustomResourceDefinition else { return [] }
    let spec = object.node["spec"]
    let expected = "\(spec?["names"]?["plural"]?.string ?? "").\(spec?["group"]?.string ?? "")"
    return expected == name ? [] : problem("its name must be \(expected.quoted)", ["metadata", "name"])
  }
}
