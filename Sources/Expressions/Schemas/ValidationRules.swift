package import Documents

/// The rules that one level of a schema has in `x-kubernetes-validations`, compiled.
///
/// A caller walks schema and object together, and asks the rules of each level about the values on it.
package struct ValidationRules: Sendable {
  package struct Rule: Sendable {
    /// Its place in the list.
    package let index: Int
    package let text: String
    package let message: String?
    package let reason: String?
    /// A path below the level, such as `.spec.replicas`.
    package let fieldPath: String?
    let isOldSelfOptional: Bool
    let program: Program
    let messageProgram: Program?

    /// Compares with the old value, so that it is about updates only (unless `optionalOldSelf` is set).
    package let isTransitionRule: Bool
  }

  /// A rule that cannot be used, with the reason.
  package struct Mistake: Error, Sendable {
    package let index: Int
    /// `rule` or `messageExpression`.
    package let field: String
    package let text: String
    package let error: ExpressionError

    /// As the API server words it.
    package var message: String {
      error.kind == .pattern
        ? "program instantiation failed: \(error.message)" : "compilation failed: \(error.compilerText)"
    }
  }

  /// A rule that a value does not keep.
  package struct Violation: Sendable {
    package let rule: Rule
    /// The rule's own message, or `failed rule: …`.
    package let message: String
    /// Set when the rule could not be evaluated, which counts as not kept.
    package let error: ExpressionError?
  }

  package let rules: [Rule]
  package let mistakes: [Mistake]
  private let type: SchemaType?

  package var isEmpty: Bool { rules.isEmpty }

  /// - Parameters:
  ///   - schema: One level of `openAPIV3Schema`, with all below it.
  ///   - isRoot: The level of the whole object.
  package init(schema: Value, isRoot: Bool = false) {
    let type = SchemaType(schema: schema, isRoot: isRoot)
    self.type = type
    var rules: [Rule] = []
    var mistakes: [Mistake] = []
    for (index, rule) in (schema["x-kubernetes-validations"]?.array ?? []).enumerated() {
      do throws(Mistake) {
        rules.append(try Self.compile(rule, index, type))
      } catch {
        mistakes.append(error)
      }
    }
    self.rules = rules
    self.mistakes = mistakes
  }

  private static func compile(_ rule: Value, _ index: Int, _ type: SchemaType?) throws(Mistake) -> Rule {
    let text = rule["rule"]?.string ?? ""
    let isOptional = rule["optionalOldSelf"]?.bool ?? false
    let selfType = type?.type ?? .dyn
    let environment = Environment.kubernetes
      .declaring("self", selfType).declaring("oldSelf", isOptional ? .optional(selfType) : selfType)
    let program: Program
    do throws(ExpressionError) {
      program = try Program.checked(text, in: environment, gives: .bool)
    } catch {
      throw Mistake(index: index, field: "rule", text: text, error: error)
    }
    var messageProgram: Program?
    if let message = rule["messageExpression"]?.string {
      do throws(ExpressionError) {
        messageProgram = try Program.checked(message, in: environment, gives: .string)
      } catch {
        throw Mistake(index: index, field: "messageExpression", text: message, error: error)
      }
    }
    return Rule(
      index: index, text: text, message: rule["message"]?.string, reason: rule["reason"]?.string,
      fieldPath: rule["fieldPath"]?.string, isOldSelfOptional: isOptional, program: program,
      messageProgram: messageProgram,
      isTransitionRule: program.variables.contains("oldSelf")
        || (messageProgram?.variables.contains("oldSelf") ?? false))
  }

  /// The rules that the value does not keep.
  ///
  /// - Parameters:
  ///   - old: The value on the same level before an update; nil when there is none, and transition rules do not apply.
  ///   - budget: What all rules of a request may still cost; a rule that finds too little left is not kept.
  package func violations(of value: Value, old: Value?, budget: inout UInt64) -> [Violation] {
    rules.compactMap { rule in
      guard !rule.isTransitionRule || rule.isOldSelfOptional || old != nil else { return nil }
      return violation(of: rule, value, old, &budget)
    }
  }

  private func violation(of rule: Rule, _ value: Value, _ old: Value?, _ budget: inout UInt64) -> Violation? {
    do {
      let bindings = try bindings(value, old, rule)
      let result = try rule.program.evaluate(bindings, limit: min(budget, Program.defaultLimit))
      budget -= min(budget, result.cost)
      if case .bool(true) = result.value { return nil }
      return Violation(rule: rule, message: message(of: rule, bindings, &budget), error: nil)
    } catch {
      if error.kind == .limit { budget = 0 }
      return Violation(rule: rule, message: "rule evaluation error: \(error.message)", error: error)
    }
  }

  private func bindings(_ value: Value, _ old: Value?, _ rule: Rule) throws(ExpressionError) -> Bindings {
    var bindings = Bindings()
    do throws(EvaluationError) {
      bindings.set("self", try type?.value(value) ?? CELValue(value))
      let oldValue = try old.map { (old) throws(EvaluationError) in try type?.value(old) ?? CELValue(old) }
      if rule.isOldSelfOptional {
        bindings.set("oldSelf", .optional(oldValue))
      } else if let oldValue {
        bindings.set("oldSelf", oldValue)
      }
    } catch {
      throw ExpressionError(.evaluation, error.message, in: Array(rule.text.unicodeScalars), at: 0)
    }
    return bindings
  }

  /// What the message expression gives, unless it fails or gives no usable line of text.
  private func message(of rule: Rule, _ bindings: Bindings, _ budget: inout UInt64) -> String {
    let written = rule.message ?? "failed rule: \(rule.text.split(whereSeparator: \.isNewline).joined(separator: " "))"
    guard let program = rule.messageProgram,
      let result = try? program.evaluate(bindings, limit: min(budget, Program.defaultLimit))
    else { return written }
    budget -= min(budget, result.cost)
    guard case .string(let text) = result.value, text.utf8.count <= 5 * 1024, !text.contains(where: \.isNewline),
      text.contains(where: { !$0.isWhitespace })
    else { return written }
    return TextSearch.trim(text)
  }
}

extension Program {
  /// A program whose result is sure to be of a type.
  package static func checked(
    _ text: String, in environment: Environment, gives type: CELType
  ) throws(ExpressionError) -> Program {
    let program = try Program(text, in: environment)
    guard program.type == type || program.type == .dyn else {
      throw ExpressionError(
        .check, "must evaluate to \(type), not \(program.type)", in: Array(text.unicodeScalars), at: 0)
    }
    return program
  }
}
