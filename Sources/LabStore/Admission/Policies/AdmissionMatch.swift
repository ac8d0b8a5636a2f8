internal import Documents
internal import Kubernetes

/// `matchConstraints` and `matchResources` of admission policies, and the rules of webhook configurations.
struct AdmissionMatch: Sendable {
  private let match: Value

  /// Nil matches everything.
  init(_ match: Value?) { self.match = match ?? [:] }

  func matches(_ review: AdmissionReview, _ reader: any StoreReader) -> Bool {
    if let rules = match["resourceRules"]?.array, !rules.isEmpty, !rules.contains(where: { Self.rule($0, review) }) {
      return false
    }
    if (match["excludeResourceRules"]?.array ?? []).contains(where: { Self.rule($0, review) }) { return false }
    return selectsNamespace(of: review, reader) && selectsObject(of: review)
  }

  private static func rule(_ rule: Value, _ review: AdmissionReview) -> Bool {
    func holds(_ field: String, _ text: String) -> Bool {
      let values = rule[field]?.array?.compactMap(\.string) ?? []
      return values.contains("*") || values.contains(text)
    }
    let resources = rule["resources"]?.array?.compactMap(\.string) ?? []
    let names = rule["resourceNames"]?.array?.compactMap(\.string) ?? []
    let scope = rule["scope"]?.string ?? "*"
    return holds("operations", review.operation.rawValue) && holds("apiGroups", review.type.group)
      && holds("apiVersions", review.type.version) && resources.contains { matches(resource: $0, review) }
      && (names.isEmpty || names.contains(review.name))
      && (scope == "*" || (scope == "Namespaced") == review.type.isNamespaced)
  }

  private static func matches(resource pattern: String, _ review: AdmissionReview) -> Bool {
    let parts = pattern.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts[0] == "*" || parts[0] == review.type.plural else { return false }
    guard parts.count > 1 else { return review.subresource == nil }
    return parts[1] == "*" || parts[1] == review.subresource
  }

  private func selectsNamespace(of review: AdmissionReview, _ reader: any StoreReader) -> Bool {
    guard let selector = (try? LabelSelector.from(match["namespaceSelector"])) ?? nil, !selector.isEmpty else {
      return true
    }
    if review.type.storage == NamespaceLifecycle.namespaces {
      return (review.object ?? review.oldObject).map { selector.matches(KubernetesObject($0)) } ?? false
    }
    guard let namespace = review.namespace else { return true }
    let stored = reader.object(NamespaceLifecycle.namespaces, namespace: nil, name: namespace)
    return stored.map { selector.matches(KubernetesObject($0)) } ?? false
  }

  private func selectsObject(of review: AdmissionReview) -> Bool {
    guard let selector = (try? LabelSelector.from(match["objectSelector"])) ?? nil, !selector.isEmpty else {
      return true
    }
    return [review.object, review.oldObject].compactMap { $0 }.contains { selector.matches(KubernetesObject($0)) }
  }
}
