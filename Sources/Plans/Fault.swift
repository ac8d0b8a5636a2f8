/// Something that an embedded lab does wrong on purpose: to which requests, how often, and what.
package struct Fault: Sendable, Hashable {
  /// By which it is journaled and removed; unique in a lab.
  package var name: String
  package var selector: Selector
  package var frequency: Frequency
  package var effect: Effect

  package init(
    name: String, selector: Selector = Selector(), frequency: Frequency = Frequency(), effect: Effect
  ) {
    self.name = name
    self.selector = selector
    self.frequency = frequency
    self.effect = effect
  }

  /// Which requests; nil and empty choose any. Texts may hold `*` for any characters.
  package struct Selector: Sendable, Hashable {
    package var verbs: [Verb] = []
    /// Empty for the core group.
    package var group: String?
    package var resource: String?
    /// Empty for requests for the object itself.
    package var subresource: String?
    package var namespace: String?
    /// Of the object; for events of a watch that of the object that changed.
    package var name: String?
    package var user: String?
    package var userAgent: String?

    package init() {}
  }

  package enum Verb: String, Sendable, Hashable, CaseIterable {
    case get, list, watch, create, update, patch, delete, deletecollection
  }

  /// How often, of the requests that are selected. All that is given must hold.
  package struct Frequency: Sendable, Hashable {
    /// So often, then never again; nil is without end.
    package var times: Int?
    /// Every so many-th request: 3 lets two pass, and takes the third.
    package var every = 1
    /// From 0 to 1.
    package var probability = 1.0
    /// The same seed makes the same choices.
    package var seed = 0

    package init(times: Int? = nil) { self.times = times }
  }

  package enum Effect: Sendable, Hashable {
    /// The request waits before anything is done about it.
    case latency(Duration)
    case refusal(Refusal, retryAfter: Duration?)
    case reset(Moment)
    /// Gets and lists are answered from before the last so many changes of the collection.
    case stale(changes: Int)
    /// Lists and watches show the state of this revision, as an API server does that lags behind; what came after it is told
    /// by watches when the fault is removed. Gets are answered as ever.
    case asOf(revision: Int)
    case restart(Restart)
    case events(EventLoss)
    /// Events are held back for so long each, and those behind them too.
    case eventDelay(Duration)
  }

  /// All connections break, and the server comes back with all objects.
  package struct Restart: Sendable, Hashable {
    /// Without its history the server says 410 to watches from before.
    package var keepsHistory = true
    /// What the server's clock makes of its certificate from then on; nil leaves it as it is.
    package var certificate: Lab.CertificateValidity?

    package init(keepsHistory: Bool = true, certificate: Lab.CertificateValidity? = nil) {
      self.keepsHistory = keepsHistory
      self.certificate = certificate
    }
  }

  /// Refused as a real server does, and nothing is done.
  package enum Refusal: Int, Sendable, Hashable, CaseIterable {
    case conflict = 409
    /// For a watch an event that says so.
    case expired = 410
    case tooManyRequests = 429
    case internalError = 500
    case unavailable = 503
  }

  /// When the connection breaks.
  package enum Moment: String, Sendable, Hashable, CaseIterable {
    case before
    /// The write took effect; only the answer is lost.
    case after
  }

  /// What happens instead of an event.
  package enum EventLoss: String, Sendable, Hashable, CaseIterable {
    case drop
    /// The connection breaks.
    case cut
    /// The watch ends with 410.
    case expire
  }
}

extension Fault.Effect {
  /// Whether it is about single events of watches, also of those that are open already.
  package var isAboutEvents: Bool {
    switch self {
    case .events, .eventDelay, .asOf: true
    default: false
    }
  }
}
