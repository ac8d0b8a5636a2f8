import Documents
import Kubernetes

/// SPDX 3.0 in JSON-LD: elements in one list, joined by relationships.
struct SPDX3 {
  private let node: Node
  private let opened: OpenedDocument
  private var packages: [(id: String, node: Node)] = []
  private var relationships: [Node] = []
  /// Elements by id, of the kinds that others point to.
  private var elements: [String: Node] = [:]
  private var roots: Set<String> = []
  private var creation: Node?
  private var tools: [Producer] = []

  init(_ node: Node, _ opened: OpenedDocument) throws(Diagnostic) {
    self.node = node
    self.opened = opened
    guard node.field("@context")?.string?.hasPrefix("https://spdx.org/rdf/3.0") ?? false else {
      throw .error("only 3.0 is known of SPDX with a graph", at: node.field("@context")?.place ?? node.place)
    }
    for element in try node.list("@graph") {
      let type = try element.requiredText("type")
      let id = try element.text(of: "spdxId", "@id") ?? ""
      elements[id] = element
      switch type {
      case "software_Package": packages.append((id, element))
      case "CreationInfo": creation = creation ?? element
      case "Tool": tools.append(Producer(joined: try element.requiredText("name")))
      case "SpdxDocument", "software_Sbom": roots.formUnion(try element.texts("rootElement"))
      default: if element.field("relationshipType") != nil { relationships.append(element) }
      }
    }
  }

  func bill() throws(Diagnostic) -> BillOfMaterials {
    let licences = try licences()
    var components: [BillOfMaterials.Component] = []
    var digests: [String] = []
    for (id, package) in packages {
      let purpose = try package.text("software_primaryPurpose")
      if roots.contains(id) || purpose == "container" {
        digests += try self.digests(of: package)
      } else {
        components.append(
          BillOfMaterials.Component(
            name: try package.requiredText("name"), version: try package.text("software_packageVersion"),
            url: try names(of: package).compactMap(PackageURL.init).first, licences: licences[id] ?? [],
            place: package.place))
      }
    }
    let made = try creation.flatMap { creation throws(Diagnostic) in try KubernetesTime.read(creation, "created") }
    return BillOfMaterials(
      format: "SPDX 3.0", digests: digests, made: made, tools: tools, components: components,
      vex: try statements(about: digests + opened.subjects, made: made), place: node.place)
  }

  private func names(of package: Node) throws(Diagnostic) -> [String] {
    var names = [try package.text("software_packageUrl")].compactMap(\.self)
    for identifier in try package.list("externalIdentifier") {
      if let text = try identifier.text("identifier") { names.append(text) }
    }
    return names
  }

  private func digests(of package: Node) throws(Diagnostic) -> [String] {
    var texts = try names(of: package)
    for name in ["software_packageVersion", "name"] { if let text = try package.text(name) { texts.append(text) } }
    var digests = texts.flatMap(ImageDigest.all)
    for hash in try package.list("verifiedUsing") where try hash.text("algorithm") == "sha256" {
      digests.append("sha256:\(try hash.requiredText("hashValue").lowercased())")
    }
    return digests
  }

  /// By the id of the package; what was concluded comes before what was declared.
  private func licences() throws(Diagnostic) -> [String: [String]] {
    var licences: [String: [String]] = [:]
    for type in ["hasConcludedLicense", "hasDeclaredLicense"] {
      for relationship in relationships where try relationship.text("relationshipType") == type {
        let from = try relationship.requiredText("from")
        guard licences[from] == nil else { continue }
        var expressions: [String] = []
        for id in try relationship.texts("to") {
          if let text = try elements[id]?.text("simplelicensing_licenseExpression") { expressions.append(text) }
        }
        if !expressions.isEmpty { licences[from] = expressions }
      }
    }
    return licences
  }

  /// The relationships of the security profile.
  private func statements(about subjects: [String], made: KubernetesTime?) throws(Diagnostic) -> [VEXStatement] {
    var statements: [VEXStatement] = []
    for relationship in relationships {
      let status: VEXStatement.Status
      switch try relationship.text("type") {
      case "security_VexNotAffectedVulnAssessmentRelationship": status = .notAffected
      case "security_VexAffectedVulnAssessmentRelationship": status = .affected
      case "security_VexFixedVulnAssessmentRelationship": status = .fixed
      case "security_VexUnderInvestigationVulnAssessmentRelationship": status = .underInvestigation
      default: continue
      }
      let from = try relationship.requiredText("from")
      let vulnerability = elements[from]
      var names = Set([try vulnerability?.text("name")].compactMap(\.self))
      for identifier in try vulnerability?.list("externalIdentifier") ?? [] {
        if let text = try identifier.text("identifier") { names.insert(text) }
      }
      let why = try relationship.text(of: "security_justificationType", "security_impactStatement")
      let told = try KubernetesTime.read(relationship, "security_modifiedTime", "security_publishedTime")
      statements.append(
        VEXStatement(
          vulnerability: names, status: status, isJustified: why?.isEmpty == false,
          products: try products(relationship.texts("to")), subjects: subjects,
          made: told ?? made,
          seal: opened.seal, place: relationship.place))
    }
    return statements
  }

  private func products(_ ids: [String]) throws(Diagnostic) -> [VEXStatement.Product] {
    var products: [VEXStatement.Product] = []
    for id in ids {
      guard let package = elements[id] else { continue }
      var product = VEXStatement.Product()
      if roots.contains(id) {
        product.digests = Set(try digests(of: package) + opened.subjects)
      } else {
        product.packages = try names(of: package).compactMap(PackageURL.init)
      }
      products.append(product)
    }
    // What it is about may be in another document: then nothing is covered.
    return products.isEmpty && !ids.isEmpty ? [VEXStatement.Product()] : products
  }
}
