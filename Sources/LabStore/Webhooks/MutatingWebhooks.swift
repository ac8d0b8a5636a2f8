internal import Documents
internal import Kubernetes

/// Lets the webhooks of MutatingWebhookConfigurations change objects, by name of configuration, in their order.
struct MutatingWebhooks: AdmissionPlugin {
  private let configurations = WebhookConfigurations(plural: "mutatingwebhookconfigurations")

  func admit(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    let webhooks = configurations.webhooks(for: review, reader)
    var before: [Value?] = []
    for webhook in webhooks {
      before.append(review.object)
      try ask(webhook, &review, reader)
    }
    // Once more, when a later one has changed the object.
    for (webhook, seen) in zip(webhooks, before) where webhook.isReinvoked && review.object != seen {
      try ask(webhook, &review, reader)
    }
  }

  private func ask(_ webhook: AdmissionWebhook, _ review: inout AdmissionReview, _ reader: any StoreReader) throws {
    guard let seen = try webhook.concerned(by: review, reader),
      let response = try webhook.response(to: seen, askedAs: review)
    else { return }
    try WebhookConfigurations.check(response, of: webhook, &review)
    guard let patch = response["patch"]?.string, !patch.isEmpty, let object = seen.object else { return }
    do {
      let changed = try patched(object, by: patch, response["patchType"]?.string)
      review.object = try completed(
        seen.type.version == review.type.version ? changed : seen.converted(changed, to: review.type), review.type)
    } catch let failure as WebhookFailure {
      if webhook.ignoresFailures { return }
      throw APIStatus.internalError("failed calling webhook \(webhook.name.goQuoted): \(failure)")
    }
  }

  private func patched(_ object: Value, by text: String, _ type: String?) throws(WebhookFailure) -> Value {
    guard type == "JSONPatch" else {
      throw WebhookFailure("invalid patch type \((type ?? "").goQuoted), must be \"JSONPatch\"")
    }
    guard let bytes = Base64.decode(text), let value = try? JSON.parse(bytes), let patch = try? JSONPatch(value) else {
      throw WebhookFailure("the patch is no JSON patch in base64")
    }
    do { return try patch.apply(to: object) } catch { throw WebhookFailure("the patch cannot be applied: \(error)") }
  }

  /// What was patched must still be an object of the type, and gets the defaults of what is new in it.
  private func completed(_ object: Value, _ type: ResourceType) throws(WebhookFailure) -> Value {
    var object = object
    do { _ = try type.schema.decode(&object) } catch { throw WebhookFailure(error.message) }
    type.schema.applyDefaults(&object)
    return object
  }
}
