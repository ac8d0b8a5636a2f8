import Documents
import Foundation
import Kubernetes

/// Takes what a Secret holds out of everything that people are shown.
enum SecretMask {
  static let kind = GroupKind(group: "", kind: "Secret")

  /// The object with the length in place of each of its values.
  static func mask(_ object: KubernetesObject) -> Value {
    guard object.groupVersionKind?.groupKind == kind else { return object.value }
    var value = object.value
    for field in ["data", "stringData"] {
      guard let members = value[field]?.object else { continue }
      value[field] = .object(Object(members.map { ($0.key, .string(mask($0.value))) }))
    }
    // kubectl apply keeps all of it there once more.
    value[path: "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"] = nil
    return value
  }

  /// Whether a field holds such a value.
  static func hides(_ path: FieldPath, of kind: GroupKind) -> Bool {
    guard kind == self.kind else { return false }
    switch path.elements.first {
    case .field("data")?, .field("stringData")?, nil: return true
    case .field("metadata")?: return path.elements.count < 3 || path.elements[1] == .field("annotations")
    default: return false
    }
  }

  private static func mask(_ value: Value) -> String { "[redacted, \(value.string?.utf8.count ?? 0) bytes]" }

  /// What the Secrets that a case is about have held, as it is and decoded, without what is too short to be looked for.
  static func secrets(_ subject: EvidenceSubject) -> [String] {
    let keys = Set(subject.keys.filter { $0.groupKind == kind })
    guard !keys.isEmpty else { return [] }
    let states = subject.live.states(of: Interest(keys: keys), after: 0).states
    let values = states.compactMap(\.object).flatMap { object in
      (object.value["data"]?.object ?? [:]).values.compactMap(\.string)
    }
    let decoded = values.compactMap { Data(base64Encoded: $0).flatMap { String(data: $0, encoding: .utf8) } }
    return Array(Set((values + decoded).filter { $0.count >= 8 }))
  }
}
