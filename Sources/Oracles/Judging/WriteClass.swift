import Documents
import Kubernetes

/// What a write says about who made it, while there was nothing to do (`reference/oracles.md`, section 3.2).
package enum WriteClass: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Nothing differs.
  case none = "W0"
  /// By the platform, or somebody else who is not judged.
  case foreign = "W1"
  /// Leases and Events.
  case infrastructure = "W2"
  /// Only a time of the last look, or a counter.
  case heartbeat = "W3"
  /// A status that is written anew and says the same.
  case meaninglessStatus = "W4"
  /// A status that says something else. On its own it follows what is; there and back again it is wrong for a while.
  case flapping = "W5"
  /// Something that is not status.
  case content = "W6"
  /// Deleted, and made again.
  case recreation = "W7"
  /// Written to a system outside.
  case external = "W8"

  package static func < (left: WriteClass, right: WriteClass) -> Bool { left.rawValue < right.rawValue }

  /// In a few words, for a sentence.
  package var title: String {
    switch self {
    case .none: "no change"
    case .foreign: "written by somebody else"
    case .infrastructure: "heartbeat of the infrastructure"
    case .heartbeat: "status heartbeat"
    case .meaninglessStatus: "status rewritten without a change of meaning"
    case .flapping: "changed there and back"
    case .content: "content rewritten"
    case .recreation: "deleted and made again"
    case .external: "written to a system outside"
    }
  }
}

extension WriteClass {
  /// Of a write by the candidate, as far as one revision alone tells.
  init(_ change: LedgerLine.Change, of kind: String, _ changes: [FieldChange]) {
    if ["Lease", "Event"].contains(kind) {
      let changesHolder = changes.contains { $0.path.isIn(plainText: "spec.holderIdentity") }
      self = kind == "Lease" && changesHolder ? .content : .infrastructure
      return
    }
    if change != .modified {
      self = .content
      return
    }
    // Every write of a run comes by here: nothing is copied to be looked at.
    let told = changes.lazy.filter { !$0.path.isIn(plainText: "metadata.generation") }
    guard !told.isEmpty else {
      self = .none
      return
    }
    guard told.allSatisfy({ $0.path.isIn(plainText: "status") }) else {
      // Leaders are elected by an annotation too.
      let isElection = told.allSatisfy { $0.path.isIn(plainText: Self.electionAnnotation) }
      self = isElection ? .infrastructure : .content
      return
    }
    let meaning = told.filter { !Revision.isHeartbeat($0) }
    guard !meaning.isEmpty else {
      self = .heartbeat
      return
    }
    let rest = meaning.filter { $0.path.elements.last != .field("lastTransitionTime") }
    self = Revision.isReordered(rest) ? .meaninglessStatus : .flapping
  }

  private static let electionAnnotation = "metadata.annotations.control-plane.alpha.kubernetes.io/leader"
}

extension Revision {
  /// Times of a look and counters, under the names that controllers give them.
  fileprivate static func isHeartbeat(_ change: FieldChange) -> Bool {
    guard case .field(let name)? = change.path.elements.last else { return false }
    return isNameOfHeartbeat(name) || isLaterTime(change, name) || isCounter(change, name)
  }

  static func isNameOfHeartbeat(_ name: String) -> Bool {
    // The most frequent of those that begin so is none.
    guard name.hasPrefix("l") || name.hasPrefix("L"), name != "lastTransitionTime" else { return false }
    let lower = name.lowercased()
    return ["lastheartbeattime", "lastprobetime", "lastupdated", "lastupdatetime", "lastsync", "lastsynctime"].contains(
      lower) || lower.hasPrefix("last") && (lower.hasSuffix("time") && lower != "lasttransitiontime")
      || ["lastchecked", "lastverified", "lastresync", "lastseen"].contains(lower)
  }

  /// A time that gives way to a later one.
  private static func isLaterTime(_ change: FieldChange, _ name: String) -> Bool {
    guard name != "lastTransitionTime", let before = change.before?.string, let after = change.after?.string,
      let old = KubernetesTime(before), let new = KubernetesTime(after)
    else { return false }
    return new > old
  }

  private static func isCounter(_ change: FieldChange, _ name: String) -> Bool {
    guard let after = change.after?.integer, after > change.before?.integer ?? .min else { return false }
    let lower = name.lowercased()
    return ["counter", "ticks", "tick", "heartbeat", "heartbeats", "sequence", "passes", "iterations", "uptime", "age"]
      .contains(lower) || lower.hasPrefix("reconcil") || lower.hasPrefix("sync") && lower.hasSuffix("count")
  }

  /// Whether the same values only stand elsewhere in one list.
  static func isReordered(_ changes: some Sequence<FieldChange>) -> Bool {
    var balance: [Value: Int] = [:]
    for change in changes {
      guard change.path.elements.contains(where: { if case .index = $0 { true } else { false } }) else { return false }
      if let before = change.before { balance[before, default: 0] += 1 }
      if let after = change.after { balance[after, default: 0] -= 1 }
    }
    return balance.values.allSatisfy { $0 == 0 }
  }
}
