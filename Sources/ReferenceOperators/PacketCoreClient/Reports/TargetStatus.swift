package import Documents
package import Kubernetes

/// How far one target is, as an object's status tells it.
package struct TargetStatus: Sendable, Hashable {
  package enum State: String, Sendable {
    /// It may hold something of the object, or be about to.
    case pending = "Pending"
    /// It holds what the spec says.
    case applied = "Applied"
    case failed = "Failed"
  }

  package var name: String
  package var state: State
  /// Nil while nothing of it was written there.
  package var appliedGeneration: Int64?
  package var message: String?

  package init(name: String, state: State, appliedGeneration: Int64? = nil, message: String? = nil) {
    self.name = name
    self.state = state
    self.appliedGeneration = appliedGeneration
    self.message = message
  }

  /// Nil for what is none.
  package init?(_ value: Value) {
    guard let name = value["name"]?.string, let state = value["state"]?.string.flatMap(State.init) else { return nil }
    self.init(
      name: name, state: state, appliedGeneration: value["appliedGeneration"]?.integer,
      message: value["message"]?.string)
  }

  package var value: Value {
    var object: Object = ["name": .string(name), "state": .string(state.rawValue)]
    object["appliedGeneration"] = appliedGeneration.map(Value.integer)
    object["message"] = message.map { .string(String($0.prefix(1000))) }
    return .object(object)
  }
}

extension KubernetesObject {
  /// `status.targets`.
  package var targets: [TargetStatus] {
    get { (self["status", "targets"]?.array ?? []).compactMap { TargetStatus($0) } }
    set { self["status", "targets"] = newValue.isEmpty ? nil : .array(newValue.map(\.value)) }
  }

  /// Whether anything of it is on a target.
  package var hasWritten: Bool { targets.contains { $0.appliedGeneration != nil } }

  package func hasWritten(to target: String) -> Bool {
    targets.contains { $0.name == target && $0.appliedGeneration != nil }
  }

  /// Whether a target holds its present spec.
  package func isApplied(on target: String) -> Bool {
    targets.contains { $0.name == target && $0.state == .applied && $0.appliedGeneration == generation }
  }

  /// What is known of each target after a pass, on which entries were brought to some and left over on others.
  package func targets(after results: [Rollout.Result], leftovers: [Rollout.Result] = []) -> [TargetStatus] {
    (results + leftovers).map { result in
      guard let error = result.error else {
        return TargetStatus(name: result.target, state: .applied, appliedGeneration: generation)
      }
      return TargetStatus(
        name: result.target, state: .failed,
        appliedGeneration: targets.first { $0.name == result.target }?.appliedGeneration, message: error.description)
    }
  }

  /// Whether its Ready is True, and about its present spec.
  package var isReadyForGeneration: Bool {
    guard let ready = condition("Ready") else { return false }
    return ready.isTrue && ready.observedGeneration == generation
  }

  /// Of two objects that want the same the one that has it keeps it; else the older one gets it.
  package func precedes(_ other: KubernetesObject) -> Bool {
    hasWritten == other.hasWritten ? isOlder(than: other) : hasWritten
  }

  package func isOlder(than other: KubernetesObject) -> Bool {
    if let time = creationTimestamp, let otherTime = other.creationTimestamp, time != otherTime {
      return time < otherTime
    }
    return "\(namespace ?? "")/\(name)" < "\(other.namespace ?? "")/\(other.name)"
  }
}
