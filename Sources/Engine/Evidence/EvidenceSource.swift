import Kubernetes

/// One kind of what explains a case.
protocol EvidenceSource: Sendable {
  /// Gathers it while the objects of the case still exist. What cannot be had is told in the result and never thrown.
  func gather(_ subject: EvidenceSubject) async -> Evidence
}

/// What one source has to say about a case.
struct Evidence: Sendable {
  struct File: Sendable {
    /// `objects.yaml`
    var name: String
    /// For the index: what it tells.
    var what: String
    /// Empty when there was nothing of the kind.
    var text: String
  }

  var files: [File] = []
  /// What of it belongs into the order of all that happened.
  var moments: [EvidenceMoment] = []
  /// What could not be had, and why.
  var gaps: [String] = []
}

/// Something that happened during a case.
struct EvidenceMoment: Sendable {
  var time: ContinuousClock.Instant
  /// Whether only the second is known.
  var isRough = false
  /// What kind of thing: `step`, `object`, `netbox`.
  var kind: String
  /// On one line.
  var text: String
  /// More lines.
  var details: [String] = []
}
