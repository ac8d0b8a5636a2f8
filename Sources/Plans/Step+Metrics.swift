package import Expressions

extension Step.Operation {
  /// Reads what the candidate measures of itself, in Prometheus's format.
  package struct Metrics: Sendable {
    package enum Source: Sendable {
      case url(Template)
      /// Through the API server's proxy.
      case proxy(Proxy)
    }

    package struct Proxy: Sendable {
      package enum Kind: String, Sendable { case services, pods }

      package var kind: Kind
      package var name: Template
      /// Without one, the case's.
      package var namespace: Template?
      /// A number or a name.
      package var port: Template?
      package var path: String
      package var isSecure: Bool

      package init(
        kind: Kind, name: Template, namespace: Template?, port: Template?, path: String, isSecure: Bool
      ) {
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.port = port
        self.path = path
        self.isSecure = isSecure
      }
    }

    package var source: Source
    package var name: Template
    /// Samples that have all of these are added up.
    package var labels: [String: Template]
    /// What the value is when there is no such sample; nil makes that a failure.
    package var fallback: Double?
    /// Conditions over `metric` (`value`, `values`, `count`).
    package var conditions: [Expectation]
    /// Under which name later expressions see the same.
    package var handle: String?
    /// Asks again until everything holds; nil asks once.
    package var within: Duration?
    /// How long one request may take.
    package var timeout: Duration

    package init(
      source: Source, name: Template, labels: [String: Template], fallback: Double?, conditions: [Expectation],
      handle: String?, within: Duration?, timeout: Duration
    ) {
      self.source = source
      self.name = name
      self.labels = labels
      self.fallback = fallback
      self.conditions = conditions
      self.handle = handle
      self.within = within
      self.timeout = timeout
    }
  }
}
