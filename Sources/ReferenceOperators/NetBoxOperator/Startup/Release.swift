/// Which release of itself the operator behaves like.
package enum Release: String, Sendable, Hashable, CaseIterable {
  /// The one before: it writes descriptions without the notice at their end, keeps neither `status.observedGeneration` nor
  /// `status.lastUpdated`, and remembers custom fields with their values.
  case previous = "0.9"
  case present = "1.0"

  package var version: String { "\(rawValue).0" }
}
