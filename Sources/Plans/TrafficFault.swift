package import Documents

/// Something that goes wrong on purpose between the candidate and a system that it manages outside Kubernetes.
package struct TrafficFault: Sendable, Hashable {
  /// By which it is journaled and removed; unique at its endpoint.
  package var name: String
  package var effect: Effect
  package var selector: TrafficSelector
  /// How many requests it takes; nil is all, until it is removed.
  package var times: Int?

  package init(name: String, effect: Effect, selector: TrafficSelector = TrafficSelector(), times: Int? = nil) {
    self.name = name
    self.effect = effect
    self.selector = selector
    self.times = times
  }

  package enum Effect: Sendable, Hashable {
    /// Answered so, and the system is not asked. A body that is no string is sent as JSON.
    case status(Int, retryAfter: Duration?, body: Value?)
    /// The request waits before it is passed on.
    case latency(Duration)
    /// It is passed on to nobody, and never answered.
    case timeout
    /// The connection is broken at once.
    case reset
    /// No connection is accepted, and those that are open are broken: an outage.
    case refuse
    /// The answer comes at this speed.
    case slowBody(bytesPerSecond: Int)
    /// New connections of TLS are shown such a certificate.
    case certificate(Certificate)
    /// Answered as the system answers a credential that has expired.
    case credentialExpired
    /// It is carried out, and the connection breaks before the answer.
    case loseResponse
    /// Reads are answered as they were so long ago.
    case staleReads(Duration)
    /// Of NETCONF: answered with such an `rpc-error` (RFC 6241, appendix A).
    case rpcError(tag: String, message: String)
  }

  package enum Certificate: String, Sendable, Hashable, CaseIterable {
    case expired, wrongHost, untrusted
  }
}

/// Which requests to a system outside; nil and empty choose any.
package struct TrafficSelector: Sendable, Hashable {
  /// HTTP methods, or names of NETCONF's operations.
  package var methods: [String]
  /// May hold `*` for any characters. Of HTTP without the query; of NETCONF the datastore.
  package var path: String?
  /// A part that the body must have.
  package var body: String?

  package init(methods: [String] = [], path: String? = nil, body: String? = nil) {
    self.methods = methods
    self.path = path
    self.body = body
  }

  package func matches(method: String, path: String, body: String?) -> Bool {
    guard methods.isEmpty || methods.contains(method) else { return false }
    if let pattern = self.path, !Self.glob(pattern[...], path[...]) { return false }
    if let part = self.body, body?.contains(part) != true { return false }
    return true
  }

  /// Tries the rest again only behind the last `*`, so that it takes at most the product of both lengths.
  private static func glob(_ pattern: Substring, _ text: Substring) -> Bool {
    var pattern = pattern.utf8[...]
    var text = text.utf8[...]
    var retry: (pattern: Substring.UTF8View.SubSequence, text: Substring.UTF8View.SubSequence)?
    while let next = text.first {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (pattern, text)
      } else if pattern.first == next {
        pattern = pattern.dropFirst()
        text = text.dropFirst()
      } else if let last = retry {
        pattern = last.pattern
        text = last.text.dropFirst()
        retry = (pattern, text)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension TrafficFault.Effect {
  /// In a few words: `503`, `latency of 2s`.
  package var title: String {
    switch self {
    case .status(let code, _, _): "\(code)"
    case .latency(let time): "latency of \(GoDuration.text(time))"
    case .timeout: "time-out"
    case .reset: "broken connection"
    case .refuse: "outage"
    case .slowBody(let speed): "\(speed) bytes a second"
    case .certificate(let certificate): "certificate \(certificate.rawValue)"
    case .credentialExpired: "expired credential"
    case .loseResponse: "lost response"
    case .staleReads(let time): "reads of \(GoDuration.text(time)) ago"
    case .rpcError(let tag, _): "rpc-error \(tag)"
    }
  }
}

extension Step.Operation.Interference {
  /// `503 at netbox`
  package var title: String {
    switch action {
    case .fault(let effect, _, _, _, _): "\(effect.title) at \(endpoint)"
    case .clear(let name): "\(name ?? "all faults") at \(endpoint) over"
    case .rotateCredential: "new credential for \(endpoint)"
    }
  }
}
