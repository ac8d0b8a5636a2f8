internal import Documents
internal import Expressions
internal import Kubernetes

/// One webhook of a mutating or validating configuration.
struct AdmissionWebhook: Sendable {
  let name: String
  /// Which state of which configuration it comes from.
  let source: String
  let ignoresFailures: Bool
  /// Asked once more when a later one has changed the object.
  let isReinvoked: Bool
  private let hasRules: Bool
  private let match: AdmissionMatch
  private let matchesEquivalents: Bool
  private let conditions: MatchConditions
  private let client: Value
  private let timeoutSeconds: Int64
  private let reviewVersion: String

  init(_ webhook: Value, of configuration: Value) {
    let owner = KubernetesObject(configuration)
    name = webhook["name"]?.string ?? ""
    source = "\(owner.uid ?? "")/\(owner.resourceVersion ?? "")"
    ignoresFailures = webhook["failurePolicy"]?.string == "Ignore"
    isReinvoked = webhook["reinvocationPolicy"]?.string == "IfNeeded"
    hasRules = webhook["rules"]?.array?.isEmpty == false
    match = AdmissionMatch([
      "resourceRules": webhook["rules"] ?? [], "namespaceSelector": webhook["namespaceSelector"] ?? .null,
      "objectSelector": webhook["objectSelector"] ?? .null,
    ])
    matchesEquivalents = webhook["matchPolicy"]?.string != "Exact"
    conditions = MatchConditions(webhook["matchConditions"])
    client = webhook["clientConfig"] ?? .null
    timeoutSeconds = webhook["timeoutSeconds"]?.integer ?? 10
    let versions = webhook["admissionReviewVersions"]?.array?.compactMap(\.string) ?? []
    reviewVersion = versions.first { ["v1", "v1beta1"].contains($0) } ?? "v1"
  }

  // MARK: Whether it is asked

  /// The review in the version that the webhook is to see; nil when it is not concerned.
  ///
  /// - Throws: `APIStatus` when a match condition cannot be evaluated.
  func concerned(by review: AdmissionReview, _ reader: any StoreReader) throws -> AdmissionReview? {
    guard hasRules, let seen = try equivalent(review, reader) else { return nil }
    switch conditions.result(for: seen) {
    case .met: return seen
    case .notMet: return nil
    case .failed(let message):
      if ignoresFailures { return nil }
      throw APIStatus.forbidden(
        GroupResource(group: review.type.group, resource: review.type.plural), name: review.name, because: message)
    }
  }

  private func equivalent(_ review: AdmissionReview, _ reader: any StoreReader) throws -> AdmissionReview? {
    if match.matches(review, reader) { return review }
    guard matchesEquivalents else { return nil }
    for type in reader.registry.types(storedAs: review.type.storage) where type.version != review.type.version {
      var other = review
      other.type = type
      if match.matches(other, reader) {
        other.object = try review.object.map { try review.converted($0, to: type) }
        other.oldObject = try review.oldObject.map { try review.converted($0, to: type) }
        return other
      }
    }
    return nil
  }

  // MARK: Asking

  /// What the webhook answers; nil when it failed and may.
  ///
  /// - Parameters:
  ///   - seen: the review in the version that it sees.
  ///   - asked: the review in the version of the request.
  /// - Throws: `ConsultationNeeded`, and `APIStatus` for a failure.
  func response(to seen: AdmissionReview, askedAs asked: AdmissionReview) throws -> Value? {
    let question = AdmissionQuestion(webhook: "\(source)/\(name)", seen)
    switch seen.consultation.answer(to: question) {
    case .success(let response)?: return response
    case .failure(let failure)?: return try accept(failure)
    case nil: break
    }
    let endpoint: WebhookEndpoint
    do { endpoint = try WebhookEndpoint(client, timeoutSeconds: timeoutSeconds) } catch { return try accept(error) }
    let uid = RandomName.uuid()
    let body = body(uid: uid, seen, askedAs: asked)
    let consultation = seen.consultation
    let version = reviewVersion
    throw ConsultationNeeded(questions: [
      .init(endpoint: endpoint, body: body) { answer in
        consultation.keep(answer.flatMap { Self.response(in: $0, version: version, uid: uid) }, to: question)
      }
    ])
  }

  /// Nil when the webhook may fail.
  private func accept(_ failure: WebhookFailure) throws -> Value? {
    if ignoresFailures { return nil }
    throw APIStatus.internalError("failed calling webhook \(name.goQuoted): failed to call webhook: \(failure)")
  }

  private func body(uid: String, _ seen: AdmissionReview, askedAs asked: AdmissionReview) -> Value {
    var request = seen.described.object ?? [:]
    request["uid"] = .string(uid)
    request["requestKind"] = asked.described["kind"]
    request["requestResource"] = asked.described["resource"]
    request["requestSubResource"] = request["subResource"]
    request["object"] = seen.object ?? .null
    request["oldObject"] = seen.oldObject ?? .null
    let options =
      switch seen.operation {
      case .create: "CreateOptions"
      case .update: "UpdateOptions"
      case .delete: "DeleteOptions"
      case .connect: ""
      }
    request["options"] = ["kind": .string(options), "apiVersion": "meta.k8s.io/v1"]
    return [
      "kind": "AdmissionReview", "apiVersion": .string("admission.k8s.io/\(reviewVersion)"),
      "request": .object(request),
    ]
  }

  /// The response in an answer that is one to this question.
  private static func response(in answer: Value, version: String, uid: String) -> Result<Value, WebhookFailure> {
    let expected = "admission.k8s.io/\(version)"
    guard answer["apiVersion"]?.string == expected, answer["kind"]?.string == "AdmissionReview" else {
      let found = "\(answer["apiVersion"]?.string ?? ""), Kind=\(answer["kind"]?.string ?? "")"
      return .failure(WebhookFailure("expected webhook response of \(expected), Kind=AdmissionReview, got \(found)"))
    }
    guard let response = answer["response"], response.object != nil else {
      return .failure(WebhookFailure("webhook response was absent"))
    }
    guard response["uid"]?.string == uid else {
      let found = (response["uid"]?.string ?? "").goQuoted
      return .failure(WebhookFailure("expected response.uid=\(uid.goQuoted), got \(found)"))
    }
    return .success(response)
  }
}

/// What a webhook is asked, without what differs from attempt to attempt and means nothing.
struct AdmissionQuestion: Hashable, Sendable {
  private let webhook: String
  private let operation: AdmissionReview.Operation
  private let isDryRun: Bool
  private let name: String
  private let object: Value?
  private let oldObject: Value?

  init(webhook: String, _ review: AdmissionReview) {
    self.webhook = webhook
    operation = review.operation
    isDryRun = review.isDryRun
    name = review.name
    object = review.object.map(Self.content)
    oldObject = review.oldObject.map(Self.content)
  }

  private static func content(_ object: Value) -> Value {
    var object = object
    object[path: "metadata", "managedFields"] = nil
    object[path: "metadata", "creationTimestamp"] = nil
    return object
  }
}

/// `matchConditions`: expressions that must all be true for a webhook or a policy to be asked.
struct MatchConditions: Sendable {
  enum Result: Sendable {
    case met, notMet
    case failed(String)
  }

  private let programs: [(name: String, program: Swift.Result<Program, ExpressionError>)]

  init(_ conditions: Value?) {
    programs = (conditions?.array ?? []).map { condition in
      let text = condition["expression"]?.string ?? ""
      return (
        condition["name"]?.string ?? "",
        Swift.Result { () throws(ExpressionError) in try Program(text, in: AdmissionPolicy.environment) }
      )
    }
  }

  /// One that is false decides, also when another one cannot be evaluated.
  func result(for review: AdmissionReview) -> Result {
    let bindings = Bindings([
      "object": review.object ?? .null, "oldObject": review.oldObject ?? .null, "request": review.described,
      "params": .null, "namespaceObject": .null, "variables": [:], "authorizer": .null,
    ])
    var failure: String?
    for (name, program) in programs {
      do {
        if try program.get().evaluate(bindings).value.bool != true { return .notMet }
      } catch {
        failure = failure ?? "matchCondition \(name.goQuoted): \(error.message)"
      }
    }
    return failure.map(Result.failed) ?? .met
  }
}
