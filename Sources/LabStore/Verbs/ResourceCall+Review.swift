internal import Documents
internal import Kubernetes

extension ResourceCall {
  /// Answers who somebody is or what they may do.
  mutating func review() throws -> APIResponse {
    try options.validateWrite(of: .create)
    let object = try readObject()
    var status: Value
    switch type.plural {
    case "selfsubjectreviews":
      return answer(
        [
          "kind": "SelfSubjectReview", "apiVersion": .string(type.groupVersion),
          "metadata": ["creationTimestamp": .string(KubernetesTime.now.description)],
          "status": ["userInfo": Self.described(user)],
        ], status: 201)
    case "tokenreviews": status = tokenStatus(object)
    case "selfsubjectrulesreviews": status = rulesStatus(object)
    case "selfsubjectaccessreviews": status = try accessStatus(object["spec"] ?? [:], user)
    case "subjectaccessreviews", "localsubjectaccessreviews":
      let spec = object["spec"] ?? [:]
      status = try accessStatus(
        spec,
        UserInfo(
          name: spec["user"]?.string ?? "", uid: spec["uid"]?.string ?? "",
          groups: spec["groups"]?.array?.compactMap(\.string) ?? []))
    default: throw APIStatus.methodNotAllowed
    }
    var answered = object
    var metadata = object["metadata"]?.object ?? [:]
    metadata["creationTimestamp"] = nil
    answered["metadata"] = .object(metadata)
    answered[path: "metadata", "managedFields"] = reviewOwnership(of: object, kind: nil)
    if type.plural == "tokenreviews" { answered[path: "spec", "token"] = nil }
    answered["status"] = status
    status = .null
    return answer(answered, status: 201)
  }

  /// Reviews tell who owned their fields, as if they had been stored.
  func reviewOwnership(of object: Value, kind: String?) -> Value? {
    var object = object
    object["status"] = nil
    if object["metadata"] == nil { object["metadata"] = [:] }
    var ownership = writer(subresource: info.subresource).ownership
    var empty = type.schema.emptyObject
    if let kind, let described = TypeCatalogue.builtIn.kind(group: "authentication.k8s.io", version: "v1", kind: kind) {
      let schema = BuiltInSchema(described)
      ownership.type = schema.mergeType
      ownership.apiVersion = "authentication.k8s.io/v1"
      empty = schema.emptyObject
    }
    return ownership.track(object, replacing: nil, empty: empty, by: fieldManager, at: .now)[
      "metadata"]?["managedFields"]
  }

  private static func described(_ user: UserInfo) -> Value {
    var object: Object = ["username": .string(user.name)]
    if !user.uid.isEmpty { object["uid"] = .string(user.uid) }
    object["groups"] = .array(user.groups.map(Value.string))
    if !user.extra.isEmpty {
      object["extra"] = .object(
        Object(user.extra.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(Value.string))) }))
    }
    return .object(object)
  }

  private func tokenStatus(_ object: Value) -> Value {
    let token = object["spec"]?["token"]?.string ?? ""
    guard let user = store.user(forToken: token) else {
      return [
        "user": [:], "error": "[invalid bearer token, token lookup failed]",
      ]
    }
    return [
      "authenticated": true, "user": Self.described(user),
      "audiences": .array([.string(ServiceAccountTokens.defaultAudience)]),
    ]
  }

  private func accessStatus(_ spec: Value, _ user: UserInfo) throws(APIStatus) -> Value {
    let attributes: AccessAttributes
    switch (spec["resourceAttributes"], spec["nonResourceAttributes"]) {
    case (let resource?, nil): attributes = AccessAttributes(resource: resource)
    case (nil, let path?): attributes = AccessAttributes(path: path)
    default:
      throw .invalid(
        GroupKind(group: type.group, kind: ""), name: "",
        errors: [
          .invalid(
            "spec.resourceAttributes", spec["resourceAttributes"] ?? .null,
            "exactly one of nonResourceAttributes or resourceAttributes must be specified")
        ])
    }
    guard let reason = Authorizer(reader: store).allows(attributes, by: user) else { return ["allowed": false] }
    return reason.isEmpty ? ["allowed": true] : ["allowed": true, "reason": .string(reason)]
  }

  private func rulesStatus(_ object: Value) -> Value {
    let grants = Authorizer(reader: store).grants(of: user, namespace: object["spec"]?["namespace"]?.string ?? "")
    let rules = grants.map(\.rule)
    return [
      "resourceRules": .array(rules.filter { $0.paths.isEmpty }.map(\.value)),
      "nonResourceRules": .array(rules.filter { !$0.paths.isEmpty }.map(\.value)), "incomplete": false,
    ]
  }
}
