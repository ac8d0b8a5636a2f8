/// What the verdicts of a run's oracles rest on, and what was left out of account.
package struct Recording: Sendable, Hashable, Codable {
  /// A field whose changes say nothing.
  package struct Mask: Sendable, Hashable, Codable {
    /// `status.lastSync`
    package var path: String
    /// Nil is any.
    package var kind: String?
    package var because: String
    /// `candidate`, `suite` or `second pass`.
    package var source: String
    /// How many changes it covered.
    package var hits: Int

    package init(path: String, kind: String?, because: String, source: String, hits: Int) {
      self.path = path
      self.kind = kind
      self.because = because
      self.source = source
      self.hits = hits
    }
  }

  /// A type of objects that nobody could look at.
  package struct Unseen: Sendable, Hashable, Codable {
    /// `secrets`, `networkpolicies.networking.k8s.io`
    package var resource: String
    package var because: String

    package init(resource: String, because: String) {
      self.resource = resource
      self.because = because
    }
  }

  /// How well writes can be seen.
  package enum Tier: String, Sendable, Hashable, Codable, CaseIterable {
    /// What a watch shows: each change of an object.
    case watches = "A"
    /// What the candidate counts of its own requests: also writes that change nothing.
    case metrics = "B"
    /// What the API server tells of each request: also those that change nothing, are refused or only read.
    case audit = "C"

    package var title: String {
      switch self {
      case .watches: "watch deltas"
      case .metrics: "the candidate's metrics"
      case .audit: "audit log"
      }
    }
  }

  package var tiers: [Tier]
  package var masks: [Mask]
  package var unseen: [Unseen]

  package init(tiers: [Tier], masks: [Mask], unseen: [Unseen]) {
    self.tiers = tiers
    self.masks = masks
    self.unseen = unseen
  }
}
