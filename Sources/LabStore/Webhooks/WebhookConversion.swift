internal import Documents
internal import Kubernetes
internal import Synchronization

/// Converts custom resources between versions by asking the webhook of their definition (conversion strategy Webhook).
final class WebhookConversion: Sendable {
  private struct Key: Hashable, Sendable {
    var object: Value
    var version: String
  }

  private static let timeoutSeconds: Int64 = 30
  /// Answers that are kept; when there are more, all are forgotten, and asked for anew.
  private static let capacity = 4096

  private let kind: String
  private let client: Value
  private let reviewVersion: String
  private let answers = Mutex<[Key: Result<Value, APIStatus>]>([:])

  /// Nil for a definition with the strategy None.
  init?(_ definition: CustomResourceDefinition) {
    let conversion = definition.object["spec", "conversion"]
    guard conversion?["strategy"]?.string == "Webhook" else { return nil }
    kind = definition.names.kind
    client = conversion?["webhook"]?["clientConfig"] ?? .null
    let versions = conversion?["webhook"]?["conversionReviewVersions"]?.array?.compactMap(\.string) ?? []
    reviewVersion = versions.first { ["v1", "v1beta1"].contains($0) } ?? "v1"
  }

  /// - Parameter version: the `apiVersion` that is wanted.
  /// - Throws: `APIStatus` when the webhook cannot, and `ConsultationNeeded` while it was not asked.
  func converted(_ object: Value, to version: String) throws -> Value {
    if object["apiVersion"]?.string == version { return object }
    guard let answer = take(Key(object: object, version: version)) else { throw try question([object], to: version) }
    return try answer.get()
  }

  /// Asks for all at once that are not known yet.
  func prepare(_ objects: some Sequence<Value>, to type: ResourceType) throws {
    let version = type.groupVersion
    let missing = objects.filter { object in
      object["apiVersion"]?.string != version
        && answers.withLock { $0[Key(object: object, version: version)] == nil }
    }
    if !missing.isEmpty { throw try question(missing, to: version) }
  }

  /// What went wrong is told once; the next request asks again.
  private func take(_ key: Key) -> Result<Value, APIStatus>? {
    answers.withLock { answers in
      guard case .failure(let status)? = answers[key] else { return answers[key] }
      answers[key] = nil
      return .failure(status)
    }
  }

  // MARK: Asking

  private func question(_ objects: [Value], to version: String) throws -> ConsultationNeeded {
    let endpoint: WebhookEndpoint
    do {
      endpoint = try WebhookEndpoint(client, timeoutSeconds: Self.timeoutSeconds)
    } catch {
      throw failure(objects, error.description)
    }
    let uid = RandomName.uuid()
    let body: Value = [
      "kind": "ConversionReview", "apiVersion": .string("apiextensions.k8s.io/\(reviewVersion)"),
      "request": ["uid": .string(uid), "desiredAPIVersion": .string(version), "objects": .array(objects)],
    ]
    return ConsultationNeeded(questions: [
      .init(endpoint: endpoint, body: body) { [weak self] answer in self?.keep(answer, uid, objects, version) }
    ])
  }

  private func keep(
    _ answer: Result<Value, WebhookFailure>, _ uid: String, _ objects: [Value], _ version: String
  ) {
    var results: [Result<Value, APIStatus>]
    do throws(WebhookFailure) {
      let converted = try Self.objects(in: answer.get(), uid: uid, count: objects.count)
      results = zip(objects, converted).map { old, new in checked(new, from: old, to: version) }
    } catch {
      results = objects.map { _ in .failure(failure(objects, error.description)) }
    }
    answers.withLock { answers in
      if answers.count + objects.count > Self.capacity { answers = [:] }
      for (object, result) in zip(objects, results) { answers[Key(object: object, version: version)] = result }
    }
  }

  private static func objects(in review: Value, uid: String, count: Int) throws(WebhookFailure) -> [Value] {
    guard let response = review["response"], response.object != nil else {
      throw WebhookFailure("no response provided")
    }
    guard response["uid"]?.string == uid else {
      throw WebhookFailure("expected response.uid=\(uid.goQuoted), got \((response["uid"]?.string ?? "").goQuoted)")
    }
    guard response["result"]?["status"]?.string == "Success" else {
      throw WebhookFailure(response["result"]?["message"]?.string ?? "invalid response.result.status")
    }
    let objects = response["convertedObjects"]?.array ?? []
    guard objects.count == count else {
      throw WebhookFailure("webhook returned \(objects.count) objects, expected \(count)")
    }
    return objects
  }

  /// A webhook may change labels and annotations, and nothing else of the metadata.
  private func checked(_ new: Value, from old: Value, to version: String) -> Result<Value, APIStatus> {
    guard new["apiVersion"]?.string == version else {
      let found = new["apiVersion"]?.string ?? ""
      return .failure(
        failure([old], "returned invalid converted object: invalid groupVersion, expected \(version), got \(found)"))
    }
    guard new["kind"]?.string == old["kind"]?.string else {
      return .failure(failure([old], "returned invalid converted object: invalid kind"))
    }
    for field in ["name", "namespace", "uid"] where new["metadata"]?[field] != old["metadata"]?[field] {
      return .failure(failure([old], "returned invalid metadata: metadata.\(field) must stay the same"))
    }
    var result = new
    var metadata = old["metadata"]?.object ?? [:]
    metadata["labels"] = new["metadata"]?["labels"]
    metadata["annotations"] = new["metadata"]?["annotations"]
    result["metadata"] = .object(metadata)
    return .success(result)
  }

  private func failure(_ objects: [Value], _ why: String) -> APIStatus {
    let version = objects.first?["apiVersion"]?.string ?? ""
    return .internalError("conversion webhook for \(version), Kind=\(kind) failed: \(why)")
  }
}
