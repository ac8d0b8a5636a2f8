package import Documents

/// What the static criteria judge: objects as files have them, and the packages that they came in.
package struct ManifestSet: Sendable {
  /// A Helm chart or an OLM bundle.
  package struct Release: Sendable {
    package enum Kind: String, Sendable { case chart, bundle }

    package var kind: Kind
    package var name: String
    package var version: String
    /// Which versions of Kubernetes it is for; empty when it does not say.
    package var kubernetes: String
    /// Names of all values of a chart, at whatever depth.
    package var values: [String]
    package var hasTemplates: Bool
    /// Whether it says of what type its values are.
    package var hasSchema: Bool
    package var place: Place

    package init(
      kind: Kind, name: String, version: String, kubernetes: String, values: [String] = [], hasTemplates: Bool = false,
      hasSchema: Bool = false, place: Place
    ) {
      self.kind = kind
      self.name = name
      self.version = version
      self.kubernetes = kubernetes
      self.values = values
      self.hasTemplates = hasTemplates
      self.hasSchema = hasSchema
      self.place = place
    }
  }

  package var objects: [Node]
  package var releases: [Release]

  package init(objects: [Node] = [], releases: [Release] = []) {
    self.objects = objects
    self.releases = releases
  }
}
