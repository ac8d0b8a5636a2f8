package import Documents
package import Kubernetes

/// What an image is made of.
package struct BillOfMaterials: Sendable {
  package struct Component: Sendable {
    package var name: String
    package var version: String?
    package var url: PackageURL?
    /// Expressions of SPDX, or names; none when nothing is known.
    package var licences: [String]
    package var place: Place
  }

  /// `CycloneDX 1.6`
  package var format: String
  /// Digests that it says it is about.
  package var digests: [String]
  package var made: KubernetesTime?
  package var tools: [Producer]
  /// Without the image itself.
  package var components: [Component]
  package var vex: [VEXStatement] = []
  package var seal: Seal
  package var place: Place

  /// - Throws: that it is neither CycloneDX nor SPDX, or what is wrong with it.
  init(_ opened: OpenedDocument) throws(Diagnostic) {
    let node = opened.body
    if node.field("bomFormat") != nil {
      self = try CycloneDX.read(node, opened)
    } else if node.field("spdxVersion") != nil {
      self = try SPDX2.read(node, opened)
    } else if node.field("@graph") != nil {
      self = try SPDX3(node, opened).bill()
    } else {
      throw .error(
        "this is neither CycloneDX nor SPDX in JSON", at: node.place,
        hint: "syft IMAGE@DIGEST --output cyclonedx-json, or spdx-json", rule: .wrongValue)
    }
    digests += opened.subjects
    seal = opened.seal
  }

  init(
    format: String, digests: [String], made: KubernetesTime?, tools: [Producer], components: [Component],
    vex: [VEXStatement] = [], place: Place
  ) {
    self.format = format
    self.digests = digests
    self.made = made
    self.tools = tools
    self.components = components
    self.vex = vex
    self.place = place
    seal = .unsigned
  }
}
