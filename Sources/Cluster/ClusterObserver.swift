/// What a client counts and tells beside its answers.
package struct ClusterObserver: Sendable {
  /// Something that was not as it should be, and was dealt with.
  package enum Noise: Sendable, Hashable {
    /// An attempt failed and is repeated. `code` is nil when there was no answer.
    case retried(request: String, code: Int?, cause: String)
    /// Credentials were refused and fetched anew.
    case credentialsRefreshed
    /// A watch ended early and is resumed.
    case watchResumed(resource: String, cause: String)
    /// A watch could not be resumed, so all was listed again.
    case relisted(resource: String, cause: String)
    /// A consumer was too slow, and gets everything again.
    case consumerOverflowed(resource: String)
  }

  /// A `Warning` header: what the server wants the user to know.
  package struct Warning: Sendable, Hashable {
    package var text: String
    package var request: String
  }

  /// An answer that is an error, or none, when the request is not repeated.
  package struct Refusal: Sendable, Hashable {
    package var request: String
    /// Nil when there was no answer.
    package var code: Int?
    package var message: String
  }

  /// Called for each request and watch that is sent, repeated ones too.
  package var request: @Sendable () -> Void
  /// Called for each answer but those of watches, with the method and the status code.
  package var answer: @Sendable (_ method: String, _ code: Int) -> Void
  package var noise: @Sendable (Noise) -> Void
  package var warning: @Sendable (Warning) -> Void
  package var refusal: @Sendable (Refusal) -> Void

  package init(
    request: @escaping @Sendable () -> Void = {},
    answer: @escaping @Sendable (_ method: String, _ code: Int) -> Void = { _, _ in },
    noise: @escaping @Sendable (Noise) -> Void = { _ in }, warning: @escaping @Sendable (Warning) -> Void = { _ in },
    refusal: @escaping @Sendable (Refusal) -> Void = { _ in }
  ) {
    self.request = request
    self.answer = answer
    self.noise = noise
    self.warning = warning
    self.refusal = refusal
  }
}
