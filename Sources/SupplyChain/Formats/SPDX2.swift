import Documents
import Kubernetes

/// SPDX in JSON, versions 2.2 and 2.3.
enum SPDX2 {
  static func read(_ node: Node, _ opened: OpenedDocument) throws(Diagnostic) -> BillOfMaterials {
    let version = try node.requiredText("spdxVersion")
    guard version == "SPDX-2.3" || version == "SPDX-2.2" else {
      throw .error("\(version.quoted) is not known: SPDX-2.2, SPDX-2.3 and 3.0 are", at: node.place, rule: .wrongValue)
    }
    let creation = try node.requiredObject("creationInfo")
    let described = try described(node)
    var components: [BillOfMaterials.Component] = []
    var digests: [String] = []
    for package in try node.list("packages") {
      let id = try package.requiredText("SPDXID")
      let purpose = try package.text("primaryPackagePurpose")
      if described.contains(id) || purpose == "CONTAINER" {
        digests += try self.digests(of: package)
      } else {
        components.append(try component(package))
      }
    }
    let tools = try creation.texts("creators").compactMap { creator in
      creator.hasPrefix("Tool: ") ? Producer(joined: String(creator.dropFirst(6))) : nil
    }
    return BillOfMaterials(
      format: "SPDX \(version.dropFirst(5))", digests: digests, made: try .read(creation, "created"), tools: tools,
      components: components, place: node.place)
  }

  /// Ids of what the document is about.
  private static func described(_ node: Node) throws(Diagnostic) -> Set<String> {
    var ids = Set(try node.texts("documentDescribes"))
    for relationship in try node.list("relationships") {
      let type = try relationship.text("relationshipType")
      if type == "DESCRIBES" {
        ids.insert(try relationship.requiredText("relatedSpdxElement"))
      } else if type == "DESCRIBED_BY" {
        ids.insert(try relationship.requiredText("spdxElementId"))
      }
    }
    return ids
  }

  private static func component(_ package: Node) throws(Diagnostic) -> BillOfMaterials.Component {
    var licences: [String] = []
    for name in ["licenseConcluded", "licenseDeclared"] where licences.isEmpty {
      if let licence = try package.text(name), !["NOASSERTION", "NONE", ""].contains(licence) { licences = [licence] }
    }
    return BillOfMaterials.Component(
      name: try package.requiredText("name"), version: try package.text("versionInfo"),
      url: try locators(of: package).compactMap(PackageURL.init).first, licences: licences, place: package.place)
  }

  private static func locators(of package: Node) throws(Diagnostic) -> [String] {
    var locators: [String] = []
    for reference in try package.list("externalRefs") {
      if let locator = try reference.text("referenceLocator") { locators.append(locator) }
    }
    return locators
  }

  private static func digests(of package: Node) throws(Diagnostic) -> [String] {
    var texts = try locators(of: package) + package.texts("attributionTexts")
    for name in ["versionInfo", "name", "packageFileName"] {
      if let text = try package.text(name) { texts.append(text) }
    }
    for annotation in try package.list("annotations") {
      if let text = try annotation.text("comment") { texts.append(text) }
    }
    var digests = texts.flatMap(ImageDigest.all)
    for checksum in try package.list("checksums") where try checksum.text("algorithm") == "SHA256" {
      digests.append("sha256:\(try checksum.requiredText("checksumValue").lowercased())")
    }
    return digests
  }
}
