import Documents
package import Kubernetes

/// What a status says in a few words: enough to tell a good state from a bad one, without the object itself.
package struct StatusSummary: Sendable, Hashable {
  package struct Condition: Sendable, Hashable {
    /// `True`, `False` or `Unknown`.
    package var status: String
    package var reason: String
    package var message: String
  }

  /// Texts that stand for the state as a whole, by their path: `status.phase`.
  package var words: [String: String] = [:]
  /// By their type.
  package var conditions: [String: Condition] = [:]
  package var observedGeneration: Int64?
  /// Of a workload: how many replicas are there, and how many of them can be used.
  package var replicas: Int64?
  package var availableReplicas: Int64?

  /// Nil when the object has no status.
  package init?(_ object: KubernetesObject) {
    guard case .object(let status)? = object.value["status"], !status.isEmpty else { return nil }
    for name in Self.wordNames {
      if let text = status[name]?.string { words["status.\(name)"] = text }
    }
    for item in status["conditions"]?.array ?? [] {
      guard let type = item["type"]?.string else { continue }
      conditions[type] = Condition(
        status: item["status"]?.string ?? "", reason: item["reason"]?.string ?? "",
        message: item["message"]?.string ?? "")
      observedGeneration = item["observedGeneration"]?.integer ?? observedGeneration
    }
    observedGeneration = status["observedGeneration"]?.integer ?? observedGeneration
    replicas = status["replicas"]?.integer ?? object.value["spec"]?["replicas"]?.integer
    availableReplicas = status["availableReplicas"]?.integer ?? status["readyReplicas"]?.integer
  }

  static let wordNames = ["phase", "state", "status", "health", "currentState", "currentPhase"]
}

extension StatusSummary {
  /// Why the status says that all is well: `status.phase Running`; nil when it does not say so.
  package var praise: String? {
    let ready = conditions.filter { Self.saysReady.contains($0.key.lowercased()) }
    if ready.contains(where: { $0.value.status != "True" }) { return nil }
    if let word = words.sorted(by: { $0.key < $1.key }).first(where: { Self.praises.contains($0.value.lowercased()) }) {
      return "\(word.key) \(word.value)"
    }
    return ready.keys.min().map { "condition \($0) True" }
  }

  /// What the status says is wrong; nil when it tells of no trouble.
  package var trouble: String? {
    for (type, condition) in conditions.sorted(by: { $0.key < $1.key }) {
      let isGood = Self.isGood(type)
      let isBad = isGood ? ["False", "Unknown"].contains(condition.status) : condition.status == "True"
      if isBad || Self.isTrouble(condition.reason) && condition.status != (isGood ? "True" : "False") {
        return "condition \(type) \(condition.status)\(condition.reason.isEmpty ? "" : " (\(condition.reason))")"
      }
      if isGood, condition.status == "True", Self.isTrouble(condition.reason) || Self.isTrouble(condition.message) {
        return "condition \(type): \(condition.reason)"
      }
    }
    return words.sorted { $0.key < $1.key }.first { Self.isTrouble($0.value) }.map { "\($0.key) \($0.value)" }
  }

  private static let saysReady: Set<String> = ["ready", "available", "healthy", "running"]
  private static let praises: Set<String> = [
    "running", "ready", "available", "healthy", "active", "up", "ok", "succeeded", "synced", "deployed",
  ]
  private static let goodTypes = [
    "ready", "available", "progressing", "reconcil", "sync", "succe", "health", "establish", "initialized", "complete",
    "running", "accepted", "valid", "scheduled", "programmed", "resolved", "created", "configured", "deployed",
    "installed", "bound", "active", "ok", "up", "applied", "connected", "provisioned",
  ]
  private static let badTypes = [
    "not", "un", "in", "error", "fail", "degraded", "halted", "stalled", "conflict", "blocked", "missing", "pressure",
    "paused",
  ]

  /// Whether a condition of this type is good news when it is true.
  static func isGood(_ type: String) -> Bool {
    let lower = type.lowercased()
    let isBad = badTypes.contains { $0.count < 4 ? lower.hasPrefix($0) : lower.contains($0) }
    return goodTypes.contains { lower.hasPrefix($0) || lower.hasSuffix($0) } && (!isBad || lower.hasPrefix("initial"))
  }

  /// Whether a text of a status or an Event tells of a trouble.
  static func isTrouble(_ text: String) -> Bool {
    let lower = text.lowercased()
    return [
      "error", "fail", "invalid", "degraded", "unable", "cannot", "refused", "conflict", "denied", "rejected",
      "illegal",
      "forbidden", "unsupported", "not allowed", "not found", "must ", "missing", "bad",
    ].contains { lower.contains($0) }
  }
}
