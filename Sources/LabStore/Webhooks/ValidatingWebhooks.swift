internal import Documents
internal import Kubernetes

/// Refuses what the webhooks of ValidatingWebhookConfigurations refuse. They do not see each other, and are asked side by
/// side.
struct ValidatingWebhooks: AdmissionPlugin {
  private let configurations = WebhookConfigurations(plural: "validatingwebhookconfigurations")

  func validate(_ review: inout AdmissionReview, reader: any StoreReader) throws {
    var questions: [ConsultationNeeded.Question] = []
    var responses: [(webhook: AdmissionWebhook, response: Value)] = []
    for webhook in configurations.webhooks(for: review, reader) {
      guard let seen = try webhook.concerned(by: review, reader) else { continue }
      do {
        if let response = try webhook.response(to: seen, askedAs: review) { responses.append((webhook, response)) }
      } catch let needed as ConsultationNeeded {
        questions += needed.questions
      }
    }
    if !questions.isEmpty { throw ConsultationNeeded(questions: questions) }
    for (webhook, response) in responses { try WebhookConfigurations.check(response, of: webhook, &review) }
  }
}
