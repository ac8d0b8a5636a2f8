import Documents
import Kubernetes

/// CycloneDX in JSON, versions 1.4 to 1.6.
enum CycloneDX {
  private static let versions: Set<String> = ["1.4", "1.5", "1.6"]

  static func read(_ node: Node, _ opened: OpenedDocument) throws(Diagnostic) -> BillOfMaterials {
    guard try node.requiredText("bomFormat") == "CycloneDX" else {
      throw .error("this is not CycloneDX", at: node.place, rule: .wrongValue)
    }
    let version = try node.requiredText("specVersion")
    guard versions.contains(version) else {
      throw .error("CycloneDX \(version.quoted) is not known: 1.4, 1.5 and 1.6 are", at: node.place, rule: .wrongValue)
    }
    let metadata = try node.object("metadata")
    var names: [String: PackageURL] = [:]
    var components: [BillOfMaterials.Component] = []
    for component in try node.list("components") { try add(component, to: &components, &names) }
    var digests: [String] = []
    let root = try metadata?.object("component")
    if let root { digests = try self.digests(of: root) }
    let rootName = try root?.text("bom-ref")
    let made = try metadata.flatMap { metadata throws(Diagnostic) in try KubernetesTime.read(metadata, "timestamp") }
    var bill = BillOfMaterials(
      format: "CycloneDX \(version)", digests: digests, made: made, tools: try metadata.map(tools) ?? [],
      components: components, place: node.place)
    for found in try node.list("vulnerabilities") {
      guard
        var statement = try statement(
          found, made: made, subjects: digests + opened.subjects, names, isRoot: { $0 == rootName })
      else { continue }
      statement.seal = opened.seal
      bill.vex.append(statement)
    }
    return bill
  }

  private static func add(
    _ node: Node, to components: inout [BillOfMaterials.Component], _ names: inout [String: PackageURL]
  ) throws(Diagnostic) {
    let type = try node.text("type") ?? "library"
    let url = try node.text("purl").flatMap(PackageURL.init)
    if let url, let reference = try node.text("bom-ref") { names[reference] = url }
    if type != "file" {
      components.append(
        BillOfMaterials.Component(
          name: try node.requiredText("name"), version: try node.text("version"), url: url,
          licences: try licences(node), place: node.place))
    }
    for part in try node.list("components") { try add(part, to: &components, &names) }
  }

  private static func licences(_ node: Node) throws(Diagnostic) -> [String] {
    var licences: [String] = []
    for entry in try node.list("licenses") {
      if let expression = try entry.text("expression") {
        licences.append(expression)
      } else if let licence = try entry.object("license"),
        let name = try licence.text(of: "id", "name")
      {
        licences.append(name)
      }
    }
    return licences
  }

  /// Syft puts the digest into the version, Trivy into the package URL and properties.
  private static func digests(of root: Node) throws(Diagnostic) -> [String] {
    var texts = [try root.text("version"), try root.text("purl"), try root.text("name"), try root.text("bom-ref")]
    for property in try root.list("properties") { texts.append(try property.text("value")) }
    var digests = texts.compactMap(\.self).flatMap(ImageDigest.all)
    for hash in try root.list("hashes") where try hash.text("alg") == "SHA-256" {
      digests.append("sha256:\(try hash.requiredText("content").lowercased())")
    }
    return digests
  }

  /// A list of tools up to 1.4, and an object with components later.
  private static func tools(_ metadata: Node) throws(Diagnostic) -> [Producer] {
    guard let tools = metadata.field("tools") else { return [] }
    var nodes = tools.items ?? []
    if tools.members != nil { nodes = try tools.list("components") }
    var producers: [Producer] = []
    for tool in nodes {
      guard let name = try tool.text("name") else { continue }
      producers.append(Producer(name: name, version: try tool.text("version")))
    }
    return producers
  }

  // MARK: Analyses

  private static func statement(
    _ node: Node, made: KubernetesTime?, subjects: [String], _ names: [String: PackageURL], isRoot: (String) -> Bool
  ) throws(Diagnostic) -> VEXStatement? {
    guard let analysis = try node.object("analysis"), let state = try analysis.text("state") else { return nil }
    guard let status = status(state) else {
      throw analysis.field("state")?.mismatch("state", "a state of CycloneDX's analysis")
        ?? .error("no state", at: analysis.place)
    }
    var products: [VEXStatement.Product] = []
    for affected in try node.list("affects") {
      let reference = try affected.requiredText("ref")
      // A link to another document ends in the name of the component there: urn:cdx:…/1#name.
      let name = reference.hasPrefix("urn:cdx:") ? String(reference.split(separator: "#").last ?? "") : reference
      var product = VEXStatement.Product()
      product.digests = Set(isRoot(name) ? subjects : ImageDigest.all(in: name))
      if let url = names[name] ?? PackageURL(PackageURL.decoded(name)) { product.packages = [url] }
      products.append(product)
    }
    let why = try analysis.text(of: "justification", "detail") ?? ""
    let updated = try KubernetesTime.read(analysis, "lastUpdated")
    let told = try KubernetesTime.read(node, "updated")
    return VEXStatement(
      vulnerability: [try node.requiredText("id")], status: status, isJustified: !why.isEmpty, products: products,
      subjects: subjects, made: updated ?? told ?? made, place: node.place)
  }

  private static func status(_ state: String) -> VEXStatement.Status? {
    switch state {
    case "not_affected", "false_positive": .notAffected
    case "resolved", "resolved_with_pedigree": .fixed
    case "exploitable": .affected
    case "in_triage": .underInvestigation
    default: nil
    }
  }
}
