internal import Documents
internal import Kubernetes
internal import Synchronization

/// Refuses what ValidatingAdmissionPolicies deny through their bindings.
final class PolicyAdmission: AdmissionPlugin {
  private static let group = "admissionregistration.k8s.io"
  private static let policies = StorageKey(group: group, plural: "validatingadmissionpolicies")
  private static let bindings = StorageKey(group: group, plural: "validatingadmissionpolicybindings")

  /// Compiled policies by uid, each with the resourceVersion that it was made from.
  private let compiled = Mutex<[String: (version: String, policy: AdmissionPolicy)]>([:])

  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    guard review.type.group != Self.group else { return }
    let bindings = reader.objects(Self.bindings, namespace: nil)
    guard !bindings.isEmpty else { return }
    for binding in bindings {
      let policyName = binding["spec"]?["policyName"]?.string ?? ""
      guard let stored = reader.object(Self.policies, namespace: nil, name: policyName) else { continue }
      let policy = policy(stored)
      guard policy.match.matches(review, reader),
        AdmissionMatch(binding["spec"]?["matchResources"]).matches(review, reader)
      else { continue }
      try check(&review, policy, binding, reader)
    }
  }

  private func policy(_ stored: Value) -> AdmissionPolicy {
    let object = KubernetesObject(stored)
    let (uid, version) = (object.uid ?? "", object.resourceVersion ?? "")
    if let known = compiled.withLock({ $0[uid] }), known.version == version { return known.policy }
    let policy = AdmissionPolicy(stored)
    compiled.withLock { $0[uid] = (version, policy) }
    return policy
  }

  private func check(
    _ review: inout AdmissionReview, _ policy: AdmissionPolicy, _ binding: Value, _ reader: any StoreReader
  ) throws {
    let namespace = review.namespace.flatMap {
      reader.object(NamespaceLifecycle.namespaces, namespace: nil, name: $0)
    }
    let bindingName = KubernetesObject(binding).name
    for parameters in parameters(policy, binding, review, reader) {
      guard let denial = policy.denial(of: review, parameters: parameters, namespaceObject: namespace ?? .null) else {
        continue
      }
      let actions = binding["spec"]?["validationActions"]?.array?.compactMap(\.string) ?? []
      if actions.contains("Warn") {
        review.warnings.append(
          "Validation failed for ValidatingAdmissionPolicy '\(policy.name)' with binding '\(bindingName)': "
            + denial.message)
      }
      if actions.contains("Deny") { throw Self.refusal(denial, policy.name, bindingName, review) }
    }
  }

  /// The parameters for which a policy is evaluated: none counts as one empty set.
  private func parameters(
    _ policy: AdmissionPolicy, _ binding: Value, _ review: AdmissionReview, _ reader: any StoreReader
  ) -> [Value] {
    guard let kind = policy.parameterKind, let reference = binding["spec"]?["paramRef"],
      let type = reader.registry.type(group: kind.group, version: kind.version, kind: kind.kind)
    else { return [.null] }
    let namespace = type.isNamespaced ? reference["namespace"]?.string ?? review.namespace : nil
    if let name = reference["name"]?.string {
      return reader.object(type.storage, namespace: namespace, name: name).map { [$0] } ?? []
    }
    let selector = ((try? LabelSelector.from(reference["selector"])) ?? nil) ?? .everything
    return reader.objects(type.storage, namespace: namespace).filter { selector.matches(KubernetesObject($0)) }
  }

  private static func refusal(
    _ denial: AdmissionPolicy.Denial, _ policy: String, _ binding: String, _ review: AdmissionReview
  ) -> APIStatus {
    let text =
      "ValidatingAdmissionPolicy '\(policy)' with binding '\(binding)' denied request: \(denial.message)"
    var status = APIStatus.forbidden(
      GroupResource(group: review.type.group, resource: review.type.plural), name: review.name, because: text,
      causes: [APIStatus.Cause(message: text)])
    status.reason = APIStatus.Reason(denial.reason)
    status.code =
      switch denial.reason {
      case "Unauthorized": 401
      case "Forbidden": 403
      case "RequestEntityTooLarge": 413
      default: 422
      }
    return status
  }
}
