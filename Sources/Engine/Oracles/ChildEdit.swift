import Documents
import Kubernetes

/// Changes by hand of an object that another one manages.
enum ChildEdit {
  /// Merge patches, each for one scalar that somebody manages, the most telling first.
  static func edits(of object: KubernetesObject) -> [Value] {
    ["data", "spec"].flatMap { top -> [Value] in
      guard let part = object.value[top] else { return [] }
      return leaves(part).map { path, value in path.reversed().reduce(value) { inner, name in [name: inner] } }
        .map { [top: $0] as Value }
    }
  }

  /// Scalars in objects, changed; lists are left alone, because a merge patch replaces them as a whole.
  private static func leaves(_ value: Value) -> [(path: [String], value: Value)] {
    (value.object ?? [:]).flatMap { name, member -> [(path: [String], value: Value)] in
      switch member {
      case .string(let text): [([name], .string(text + "-drifted"))]
      case .integer(let number): [([name], .integer(number &+ 1))]
      case .bool(let flag): [([name], .bool(!flag))]
      case .object: leaves(member).map { ([name] + $0.path, $0.value) }
      default: []
      }
    }
  }
}
