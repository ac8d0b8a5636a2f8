internal import Documents
internal import Kubernetes

extension CustomResourceDefinition {
  /// The served versions as resource types, most preferred first, with the names that were accepted.
  var servedTypes: [ResourceType] {
    let conversion = WebhookConversion(self)
    return versions.filter { $0["served"]?.bool == true }
      .sorted { VersionPriority($0["name"]?.string ?? "") < VersionPriority($1["name"]?.string ?? "") }
      .map { type(of: $0, conversion) }
  }

  private func type(of version: Value, _ conversion: WebhookConversion?) -> ResourceType {
    let names = Names(object["status", "acceptedNames"] ?? .null)
    let name = version["name"]?.string ?? ""
    let subresources = subresources(of: version, version: name, kind: names.kind)
    let hasStatus = subresources.contains { $0.name == "status" }
    var type = ResourceType(
      group: group, version: name, kind: names.kind, listKind: names.listKind, plural: names.plural,
      singular: names.singular, isNamespaced: isNamespaced, storage: storage, storageVersion: storageVersion,
      schema: CustomResourceSchema(version, kind: names.kind, hasStatus: hasStatus),
      printer: CustomResourcePrinter(version["additionalPrinterColumns"]?.array))
    type.shortNames = names.shortNames
    type.categories = names.categories
    type.subresources = subresources
    type.generation = hasStatus ? .allButStatus : .all
    type.requiresVersionOnUpdate = true
    type.isCustom = true
    type.conversion = conversion
    type.selectableFields = (version["selectableFields"]?.array ?? []).compactMap { field in
      field["jsonPath"]?.string.map { String($0.drop { $0 == "." }) }
    }
    type.deprecationWarning = deprecationWarning(of: version, kind: names.kind)
    type.publishedSchema = version["schema"]?["openAPIV3Schema"]
    type.scalePaths = ScalePaths(version["subresources"]?["scale"])
    return type
  }

  /// The warning that the version asks for, or one that names the best version to use in its place.
  private func deprecationWarning(of version: Value, kind: String) -> String? {
    guard version["deprecated"]?.bool == true else { return nil }
    if let warning = version["deprecationWarning"]?.string { return warning }
    let name = version["name"]?.string ?? ""
    let better = versions.filter { $0["served"]?.bool == true && $0["deprecated"]?.bool != true }
      .compactMap { $0["name"]?.string }
      .filter { VersionPriority($0) < VersionPriority(name) }
      .min { VersionPriority($0) < VersionPriority($1) }
    let advice = better.map { "; use \(group)/\($0) \(kind)" } ?? ""
    return "\(group)/\(name) \(kind) is deprecated\(advice)"
  }

  var storageVersion: String { versions.first { $0["storage"]?.bool == true }?["name"]?.string ?? "" }

  private func subresources(of version: Value, version name: String, kind: String) -> [ResourceType.Subresource] {
    let verbs = ["get", "patch", "update"]
    var result: [ResourceType.Subresource] = []
    if version["subresources"]?["status"] != nil {
      result.append(.init(name: "status", group: group, version: name, kind: kind, verbs: verbs))
    }
    if version["subresources"]?["scale"] != nil {
      result.append(.init(name: "scale", group: "autoscaling", version: "v1", kind: "Scale", verbs: verbs))
    }
    return result
  }
}

/// Where in an object its scale is kept.
package struct ScalePaths: Sendable, Hashable {
  package var specReplicas: [String]
  package var statusReplicas: [String]
  package var labelSelector: [String]?

  package init(specReplicas: [String], statusReplicas: [String], labelSelector: [String]?) {
    self.specReplicas = specReplicas
    self.statusReplicas = statusReplicas
    self.labelSelector = labelSelector
  }
}

extension ScalePaths {
  init?(_ scale: Value?) {
    guard let scale, let spec = scale["specReplicasPath"]?.string, let status = scale["statusReplicasPath"]?.string
    else { return nil }
    self.init(
      specReplicas: Self.names(spec), statusReplicas: Self.names(status),
      labelSelector: scale["labelSelectorPath"]?.string.map(Self.names))
  }

  private static func names(_ path: String) -> [String] { path.split(separator: ".").map(String.init) }
}
