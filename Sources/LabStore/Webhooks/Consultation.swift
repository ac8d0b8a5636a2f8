internal import Documents
internal import Kubernetes
internal import Plans
internal import Synchronization

/// What a read or write has to ask a webhook before it can go on. It ends with this error, and begins anew when the
/// answers are there: nothing waits inside of the store, and whoever was faster meanwhile is noticed as always.
struct ConsultationNeeded: Error {
  struct Question: Sendable {
    var endpoint: WebhookEndpoint
    var body: Value
    /// Takes the answer to where the next attempt finds it.
    var keep: @Sendable (Result<Value, WebhookFailure>) -> Void
  }

  var questions: [Question]
}

/// What one request was told by admission webhooks, and what it made up by chance: both stay the same from attempt to
/// attempt, or no answer would ever fit the next one.
final class Consultation: Sendable {
  private let answers = Mutex<[AdmissionQuestion: Result<Value, WebhookFailure>]>([:])
  private let seed = UInt64.random(in: .min ... .max)

  func answer(to question: AdmissionQuestion) -> Result<Value, WebhookFailure>? { answers.withLock { $0[question] } }

  func keep(_ answer: Result<Value, WebhookFailure>, to question: AdmissionQuestion) {
    answers.withLock { $0[question] = answer }
  }

  /// Chance for one purpose: the same numbers in each attempt of this request, others in each other request.
  func chance(for purpose: String) -> SeededGenerator {
    let mixed = purpose.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return SeededGenerator(seed: mixed)
  }
}

extension LabStore {
  /// More than webhooks that answer each other's changes sensibly ever need.
  private static let attempts = 50

  /// Carries out what may need answers of webhooks, as often as it takes to have them all.
  ///
  /// - Throws: what `body` throws.
  func consulting<Output>(_ body: () throws -> Output) async throws -> Output {
    for _ in 0..<Self.attempts {
      do { return try body() } catch let needed as ConsultationNeeded { await ask(needed.questions) }
    }
    throw APIStatus.internalError("webhooks went on answering each other's changes")
  }

  private func ask(_ questions: [ConsultationNeeded.Question]) async {
    let caller = configuration.webhooks
    await withDiscardingTaskGroup { group in
      for question in questions { group.addTask { question.keep(await Self.answer(to: question, caller)) } }
    }
  }

  private static func answer(
    to question: ConsultationNeeded.Question, _ caller: WebhookCaller
  ) async -> Result<Value, WebhookFailure> {
    do throws(WebhookFailure) {
      let bytes = try await caller.send(question.endpoint, JSON.bytes(question.body))
      guard let value = try? JSON.parse(bytes), value.object != nil else {
        throw WebhookFailure("couldn't get version/kind; json parse error: the answer is no JSON object")
      }
      return .success(value)
    } catch {
      return .failure(error)
    }
  }
}
