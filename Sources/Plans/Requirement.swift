package import Documents
package import Expressions
package import Kubernetes

/// What must be so for a suite, a group, a case or a step to say anything; when it is not, they are skipped with the
/// reason.
package struct Requirement: Sendable {
  package enum Kind: Sendable {
    /// The lab's Kubernetes version lies in the range.
    case kubernetes(KubernetesVersionRange)
    /// A custom resource definition of this name is there: `prefixclaims.netbox.dev`.
    case customResourceDefinition(String)
    /// The lab has an endpoint of this name.
    case endpoint(String)
    /// The candidate claims the feature.
    case claim(String)
    /// An expression is true.
    case condition(Template, source: String)
  }

  package var kind: Kind
  /// Told in the reason, in place of the requirement itself.
  package var because: String?
  package var place: Place

  package init(_ kind: Kind, because: String? = nil, at place: Place) {
    self.kind = kind
    self.because = because
    self.place = place
  }
}
