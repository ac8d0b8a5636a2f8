package import Kubernetes

/// Which objects to list or watch.
package struct ListOptions: Sendable, Hashable {
  package var labels: LabelSelector
  package var fields: FieldSelector
  /// How many objects a page has; nil leaves it to the server, which then sends all at once.
  package var pageSize: Int?
  /// Nil means the newest; "0" any that the server has at hand.
  package var resourceVersion: String?
  /// `Exact` or `NotOlderThan`.
  package var resourceVersionMatch: String?

  package init(
    labels: LabelSelector = .everything, fields: FieldSelector = .everything, pageSize: Int? = 500,
    resourceVersion: String? = nil, resourceVersionMatch: String? = nil
  ) {
    self.labels = labels
    self.fields = fields
    self.pageSize = pageSize
    self.resourceVersion = resourceVersion
    self.resourceVersionMatch = resourceVersionMatch
  }
}
