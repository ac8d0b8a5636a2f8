import Documents
import Expressions
import Kubernetes
import Plans

/// Reads `when`: what must be so for a suite, a group, a case or a step.
struct RequirementReader {
  private static let kinds = ["kubernetes", "crd", "endpoint", "claim", "that"]

  let expressions: ExpressionReader
  /// What every candidate must have is nothing to be asked for.
  var contract: Contract?

  /// Nil after an error.
  func read(_ reader: inout MappingReader) -> [Requirement]? {
    reader.optional("when", .list(of: .object("requirement", requirement)), or: [])?.filter { requirement in
      if case .claim(let name) = requirement.kind { contract?.isCore(name) != true } else { true }
    }
  }

  private func requirement(_ reader: inout MappingReader) -> Requirement? {
    let because = reader.optional("because", .name)
    guard let kind = kind(&reader) else { return nil }
    return Requirement(kind, because: because, at: reader.place)
  }

  private func kind(_ reader: inout MappingReader) -> Requirement.Kind? {
    switch reader.exactlyOne(of: Self.kinds) {
    case "kubernetes": reader.required("kubernetes", .versionRange).map(Requirement.Kind.kubernetes)
    case "crd": reader.required("crd", .name).map(Requirement.Kind.customResourceDefinition)
    case "endpoint": reader.required("endpoint", .name).map(Requirement.Kind.endpoint)
    case "claim": reader.required("claim", .name).map(Requirement.Kind.claim)
    case "that":
      if case .condition(let template, let source, _)? = reader.required("that", expressions.condition) {
        .condition(template, source: source)
      } else {
        nil
      }
    default: nil
    }
  }
}

extension FieldType where Output == KubernetesVersionRange {
  /// Bounds on the version of the cluster.
  fileprivate static var versionRange: FieldType {
    FieldType(
      "bounds on a version of Kubernetes", hint: { _ in "write it like \">=1.29\" or \">=1.29 <1.33\"" },
      convert: { node in node.string.flatMap(KubernetesVersionRange.init) })
  }
}
