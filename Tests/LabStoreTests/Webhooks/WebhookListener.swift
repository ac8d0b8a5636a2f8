import Documents
import Synchronization

@testable import LabStore

/// Webhooks in the test's own process: what they are asked, and what they answer.
final class WebhookListener: Sendable {
  private let asked = Mutex<[(url: String, review: Value)]>([])
  private let respond: @Sendable (String, Value) throws -> Value

  /// - Parameter respond: gets the address and the request of a review, and gives its response without `uid`.
  init(_ respond: @escaping @Sendable (String, Value) throws -> Value) { self.respond = respond }

  /// The requests of all reviews so far, by the last part of the address.
  var requests: [(path: String, request: Value)] {
    asked.withLock {
      $0.map { ($0.url.split(separator: "/").last.map(String.init) ?? "", $0.review["request"] ?? .null) }
    }
  }

  var configuration: LabStore.Configuration {
    var configuration = LabStore.Configuration()
    configuration.webhooks = WebhookCaller { [self] endpoint, bytes throws(WebhookFailure) in
      guard let review = try? JSON.parse(bytes) else { throw WebhookFailure("no JSON was sent") }
      asked.withLock { $0.append((endpoint.url, review)) }
      do {
        var response = try respond(endpoint.url, review["request"] ?? .null)
        response["uid"] = review["request"]?["uid"]
        var answer = review
        answer["request"] = nil
        answer["response"] = response
        return JSON.bytes(answer)
      } catch {
        throw error as? WebhookFailure ?? WebhookFailure("\(error)")
      }
    }
    return configuration
  }

  /// A response with a JSON patch.
  static func patch(_ operations: Value) -> Value {
    ["allowed": true, "patchType": "JSONPatch", "patch": .string(Base64.encode(JSON.bytes(operations)))]
  }
}
