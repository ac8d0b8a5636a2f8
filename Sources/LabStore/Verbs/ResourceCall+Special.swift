internal import Documents
internal import Kubernetes

extension ResourceCall {
  /// Subresources with a kind of their own, and reviews, which are answered and forgotten.
  mutating func special(_ subresource: String) async throws -> APIResponse {
    switch (type.plural, subresource) {
    case (_, "scale"): return try await consulting { call throws in try call.scale() }
    case ("pods", "eviction"): return try await consulting { call throws in try call.evict() }
    case ("pods", "binding"): return try await consulting { call throws in try call.bind() }
    case ("pods", "log"), ("pods", "exec"), ("pods", "attach"), ("pods", "portforward"), (_, "proxy"):
      throw try noContainers(subresource)
    case ("serviceaccounts", "token"): return try requestToken()
    case (_, ""): return try review()
    default: throw APIStatus.resourceNotFound
    }
  }

  /// Pods are simulated: nothing runs that could log or listen.
  private func noContainers(_ subresource: String) throws(APIStatus) -> APIStatus {
    _ = try writer().existing(name)
    return .badRequest(
      "\(type.singular) \(name.goQuoted) is simulated by this lab: no container runs, so there is no \(subresource)")
  }

  // MARK: Pods

  private mutating func evict() throws -> APIResponse {
    let body = try readBody()
    let pod = KubernetesObject(try writer().existing(name))
    try checkBudgets(of: pod)
    let deletion = body["deleteOptions"].map { options in Result { try DeletionOptions(options) } }
    let isDryRun = options.isDryRun
    var writer = writer(isDryRun: isDryRun)
    _ = try writer.delete(name, try deletion?.get() ?? DeletionOptions())
    return success
  }

  private var success: APIResponse {
    answer(APIStatus(isSuccess: true, code: 201, reason: .none, message: ""))
  }

  private func checkBudgets(of pod: KubernetesObject) throws {
    let budgets = StorageKey(group: "policy", plural: "poddisruptionbudgets")
    for budget in store.objects(budgets, namespace: namespace) {
      guard let selector = try? LabelSelector.from(budget["spec"]?["selector"]), selector.matches(pod.labels),
        budget["status"]?["disruptionsAllowed"]?.integer ?? 0 <= 0
      else { continue }
      let name = KubernetesObject(budget).name
      let healthy = budget["status"]?["currentHealthy"]?.integer ?? 0
      let desired = budget["status"]?["desiredHealthy"]?.integer ?? 0
      var status = APIStatus.tooManyRequests(
        "Cannot evict pod as it would violate the pod's disruption budget.", retryAfterSeconds: 0)
      status.details = APIStatus.Details(causes: [
        APIStatus.Cause(
          reason: "DisruptionBudget",
          message: "The disruption budget \(name) needs \(desired) healthy pods and has \(healthy) currently")
      ])
      throw status
    }
  }

  private mutating func bind() throws -> APIResponse {
    let body = try readBody()
    let node = body["target"]?["name"]?.string ?? ""
    var writer = writer(subresource: "binding")
    let resource = GroupResource(group: "", resource: "pods/binding")
    _ = try writer.update(name) { current in
      var pod = KubernetesObject(current)
      if pod.isTerminating {
        throw APIStatus.conflict(
          resource, name: name, because: "pod \(name) is being deleted, cannot be assigned to a host")
      }
      if let bound = current["spec"]?["nodeName"]?.string, !bound.isEmpty {
        throw APIStatus.conflict(
          resource, name: name, because: "pod \(name) is already assigned to node \(bound.goQuoted)")
      }
      pod["spec", "nodeName"] = .string(node)
      PodStatus.setCondition("PodScheduled", isTrue: true, in: &pod)
      return pod.value
    }
    return success
  }

  // MARK: Service accounts

  private static func mistake(inExpiry seconds: Int64) -> String? {
    if seconds < 600 { return "may not specify a duration less than 10 minutes" }
    return seconds > 1 << 32 ? "may not specify a duration larger than 2^32 seconds" : nil
  }

  private mutating func requestToken() throws -> APIResponse {
    let account = KubernetesObject(try writer().existing(name))
    let body = try readBody()
    let seconds = body["spec"]?["expirationSeconds"]?.integer ?? 3600
    if let mistake = Self.mistake(inExpiry: seconds) {
      throw APIStatus.invalid(
        GroupKind(group: "authentication.k8s.io", kind: "TokenRequest"), name: "",
        errors: [.invalid("spec.expirationSeconds", .integer(seconds), mistake)])
    }
    let sent = body["spec"]?["audiences"]?.array?.compactMap(\.string) ?? []
    let audiences = sent.isEmpty ? [ServiceAccountTokens.defaultAudience] : sent
    let namespace = namespace ?? ""
    let expiry = KubernetesTime.now + .seconds(seconds)
    let token = store.tokens.issue(
      ServiceAccountTokens.Grant(
        user: UserInfo(
          name: "system:serviceaccount:\(namespace):\(name)", uid: account.uid ?? "",
          groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"]),
        audiences: audiences, expiry: expiry, namespace: namespace, serviceAccount: name,
        serviceAccountUID: account.uid ?? ""))
    var answer: Value = [
      "kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1",
      "metadata": [
        "name": .string(name), "namespace": .string(namespace), "uid": .string(account.uid ?? ""),
        "creationTimestamp": .string(KubernetesTime.now.description),
      ],
      "spec": [
        "audiences": .array(audiences.map(Value.string)), "expirationSeconds": .integer(seconds),
        "boundObjectRef": body["spec"]?["boundObjectRef"] ?? .null,
      ],
      "status": ["token": .string(token), "expirationTimestamp": .string(expiry.description)],
    ]
    answer[path: "metadata", "managedFields"] = reviewOwnership(of: body, kind: "TokenRequest")
    return self.answer(answer, status: 201)
  }
}
