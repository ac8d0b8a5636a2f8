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

extension Revision {
  /// The class of a write by the candidate, as far as this revision alone tells.
  package var writeClass: WriteClass {
    if ["Lease", "Event"].contains(key.kind) {
      let changesHolder = changes.contains { $0.path.isIn(plainText: "spec.holderIdentity") }
      return key.kind == "Lease" && changesHolder ? .content : .infrastructure
    }
    if change != .modified { return .content }
    let told = changes.filter { !$0.path.isIn(plainText: "metadata.generation") }
    guard !told.isEmpty else { return .none }
    // Leaders are elected by an annotation too.
    if told.allSatisfy({ $0.path.isIn(plainText: "metadata.annotations.control-plane.alpha.kubernetes.io/leader") }) {
      return .infrastructure
    }
    guard told.allSatisfy({ $0.path.isIn(plainText: "status") }) else { return .content }
    if told.allSatisfy({ Self.isHeartbeat($0) }) { return .heartbeat }
    let meaning = told.filter { $0.path.elements.last != .field("lastTransitionTime") && !Self.isHeartbeat($0) }
    return meaning.isEmpty || Self.isReordered(meaning) ? .meaninglessStatus : .flapping
  }

  /// Times of a look and counters, under the names that controllers give them.
  private static func isHeartbeat(_ change: FieldChange) -> Bool {
    guard case .field(let name)? = change.path.elements.last else { return false }
    return isNameOfHeartbeat(name) || isLaterTime(change, name) || isCounter(change, name)
  }

  static func isNameOfHeartbeat(_ name: String) -> Bool {
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
  static func isReordered(_ changes: [FieldChange]) -> Bool {
    changes.compactMap(\.before).map(\.description).sorted() == changes.compactMap(\.after).map(\.description).sorted()
      && changes.allSatisfy { change in
        change.path.elements.contains { if case .index = $0 { true } else { false } }
      }
  }
}
