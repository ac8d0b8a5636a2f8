import Documents
import Kubernetes

extension VEXStatement {
  /// The statements of a document: OpenVEX, or CycloneDX and SPDX 3 with analyses in them.
  ///
  /// - Throws: that it is none of them, or what is wrong with it.
  static func all(_ opened: OpenedDocument) throws(Diagnostic) -> [VEXStatement] {
    let node = opened.body
    guard node.field("@context")?.string?.hasPrefix("https://openvex.dev/ns") ?? false else {
      guard node.field("bomFormat") != nil || node.field("@graph") != nil else {
        throw .error(
          "this is neither OpenVEX nor CycloneDX with analyses", at: node.place,
          hint: "vexctl create writes OpenVEX", rule: .wrongValue)
      }
      return try BillOfMaterials(opened).vex
    }
    let made = try KubernetesTime.read(node, "last_updated", "timestamp")
    _ = try node.requiredText("author")
    var statements: [VEXStatement] = []
    for statement in try node.list("statements") {
      statements.append(try openVEX(statement, made: made, opened))
    }
    return statements
  }

  private static func openVEX(
    _ node: Node, made: KubernetesTime?, _ opened: OpenedDocument
  ) throws(Diagnostic) -> VEXStatement {
    let text = try node.requiredText("status")
    guard let status = Status(rawValue: text) else {
      throw node.field("status")?.mismatch("status", "not_affected, affected, fixed or under_investigation")
        ?? .error("no status", at: node.place)
    }
    // The first versions had a name alone.
    let vulnerability = node.field("vulnerability")
    var names: Set<String> = []
    if let name = vulnerability?.string {
      names = [name]
    } else {
      let object = try node.requiredObject("vulnerability")
      names = Set(try object.texts("aliases"))
      guard let name = try object.text(of: "name", "@id") else {
        throw .error("the vulnerability has no name", at: object.place, rule: .missingField)
      }
      names.insert(name)
    }
    var products: [Product] = []
    for product in try node.list("products") { products.append(try openVEX(product: product)) }
    let justification = try node.text(of: "justification", "impact_statement") ?? ""
    let told = try KubernetesTime.read(node, "last_updated", "timestamp")
    return VEXStatement(
      vulnerability: names, status: status, isJustified: !justification.isEmpty, products: products,
      subjects: opened.subjects, made: told ?? made,
      seal: opened.seal, place: node.place)
  }

  private static func openVEX(product node: Node) throws(Diagnostic) -> Product {
    var product = Product()
    for text in try names(of: node) {
      product.digests.formUnion(ImageDigest.all(in: text))
      if let url = PackageURL(text) { product.packages.append(url) }
    }
    if node.members != nil, let sum = try node.object("hashes")?.text("sha-256") {
      product.digests.insert("sha256:\(sum.lowercased())")
    }
    if node.members != nil {
      for part in try node.list("subcomponents") {
        product.parts += try names(of: part).compactMap(PackageURL.init)
      }
    }
    return product
  }

  /// What a component is called: a string in the first versions, otherwise ids of several kinds.
  private static func names(of node: Node) throws(Diagnostic) -> [String] {
    if let text = node.string { return [text] }
    return [try node.text("@id"), try node.object("identifiers")?.text("purl")].compactMap(\.self)
  }
}
