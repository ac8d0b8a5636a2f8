import Documents
import Expressions
import Kubernetes

/// Evaluates the rules (`x-kubernetes-validations`) of a custom resource's schema.
struct CustomResourceRules: Sendable {
  private let schema: StructuralSchema
  private let compiled: [ObjectIdentifier: ValidationRules]

  /// What all rules of one object may cost together.
  private static let budget: UInt64 = 10_000_000

  init(_ schema: StructuralSchema) {
    self.schema = schema
    compiled = Dictionary(
      schema.nodesWithRules.map { node in
        (
          ObjectIdentifier(node),
          ValidationRules(schema: node.ruleSource ?? [:], isRoot: node === schema.root || node.isEmbeddedResource)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The rules that the object does not keep, or that they were not checked because of other errors.
  func errors(in object: Value, old: Value?, after others: [FieldError]) -> [FieldError] {
    guard schema.hasRules else { return [] }
    if others.contains(where: { Self.blocking.contains($0.reason) }) {
      let detail =
        "some validation rules were not checked because the object was invalid; correct the existing errors to "
        + "complete validation"
      return [.invalid("<nil>", "null", detail)]
    }
    var errors: [FieldError] = []
    var budget = Self.budget
    schema.visitRules(of: object, old: old) { visit in
      guard budget > 0, let rules = compiled[ObjectIdentifier(visit.node)] else { return }
      for violation in rules.violations(of: visit.value, old: visit.old, budget: &budget)
      where violation.rule.isTransitionRule || !visit.isUnchanged {
        errors.append(Self.error(violation, visit))
      }
    }
    return errors
  }

  private static let blocking: Set<FieldError.Reason> = [.notSupported, .required, .tooLong, .tooMany, .typeInvalid]

  private static func error(_ violation: ValidationRules.Violation, _ visit: RuleVisit) -> FieldError {
    let path = visit.path.field
    if let problem = violation.error {
      return invalid(path.isEmpty ? "<nil>" : path, visit.value, text(of: problem, violation.rule))
    }
    var field = path
    if let below = violation.rule.fieldPath?.drop(while: { $0 == "." }), !below.isEmpty {
      field += field.isEmpty ? below : ".\(below)"
    }
    if field.isEmpty { field = "<nil>" }
    switch violation.rule.reason {
    case "FieldValueForbidden": return .forbidden(field, violation.message)
    case "FieldValueRequired": return .required(field, violation.message)
    case "FieldValueDuplicate": return .duplicate(field, visit.value)
    default: return invalid(field, visit.value, violation.message)
    }
  }

  /// Messages do not show whole objects and lists.
  private static func invalid(_ field: String, _ value: Value, _ detail: String) -> FieldError {
    switch value {
    case .object, .array: FieldError(field: field, reason: .invalid, message: "Invalid value: \(detail)")
    default: .invalid(field, value, detail)
    }
  }

  private static func text(of problem: ExpressionError, _ rule: ValidationRules.Rule) -> String {
    let message = rule.message.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? rule.text
    if problem.message.hasPrefix("no such overload") {
      return "'\(problem.message)': call arguments did not match a supported operator, function or macro signature for "
        + "rule: \(message)"
    }
    if problem.kind == .limit {
      return "'\(problem.message)': no further validation rules will be run due to call cost exceeds limit for rule: "
        + message
    }
    return "\(problem.message) evaluating rule: \(message)"
  }
}
