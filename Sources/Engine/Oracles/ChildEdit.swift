import Documents
import Foundation
import Kubernetes

/// Changes by hand of an object that another one manages.
enum ChildEdit {
  /// Merge patches, each for one scalar that somebody manages, the most telling first.
  static func edits(of object: KubernetesObject) -> [Value] {
    ["data", "spec"].flatMap { top -> [Value] in
      guard let part = object.value[top] else { return [] }
      let leaves = object.kind == "Secret" && top == "data" ? secrets(part) : leaves(part)
      return leaves.map { path, value in path.reversed().reduce(value) { inner, name in [name: inner] } }
        .map { [top: $0] as Value }
    }
  }

  /// What a Secret holds is Base64, and is refused otherwise.
  private static func secrets(_ data: Value) -> [(path: [String], value: Value)] {
    (data.object ?? [:]).compactMap { name, member in
      member.string.flatMap { Data(base64Encoded: $0) }.map {
        ([name], .string(($0 + Data("-drifted".utf8)).base64EncodedString()))
      }
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
