internal import Documents
internal import Expressions
internal import Kubernetes

/// A ValidatingAdmissionPolicy with its expressions compiled.
struct AdmissionPolicy: Sendable {
  struct Validation: Sendable {
    var text: String
    var program: Program
    var message: String?
    var messageProgram: Program?
    var reason: String
  }

  let name: String
  let match: AdmissionMatch
  let ignoresFailures: Bool
  /// `apiVersion` and `kind` of the parameters; nil without parameters.
  let parameterKind: GroupVersionKind?
  private var variables: [(name: String, program: Program)] = []
  private var conditions: [Program] = []
  private(set) var validations: [Validation] = []
  /// Expressions that cannot be used, by field.
  private(set) var mistakes: [FieldError] = []

  static let environment = Environment.kubernetes.declaring([
    "object": .dyn, "oldObject": .dyn, "request": .dyn, "params": .dyn, "namespaceObject": .dyn, "variables": .dyn,
    "authorizer": .dyn,
  ])

  init(_ object: Value) {
    name = KubernetesObject(object).name
    let spec = object["spec"] ?? [:]
    match = AdmissionMatch(spec["matchConstraints"])
    ignoresFailures = spec["failurePolicy"]?.string == "Ignore"
    parameterKind = spec["paramKind"].flatMap {
      GroupVersionKind(apiVersion: $0["apiVersion"]?.string ?? "", kind: $0["kind"]?.string ?? "")
    }
    for (index, variable) in (spec["variables"]?.array ?? []).enumerated() {
      let program = compile(variable["expression"], "spec.variables[\(index)].expression", gives: nil)
      if let program { variables.append((variable["name"]?.string ?? "", program)) }
    }
    for (index, condition) in (spec["matchConditions"]?.array ?? []).enumerated() {
      let program = compile(condition["expression"], "spec.matchConditions[\(index)].expression", gives: .bool)
      if let program { conditions.append(program) }
    }
    for (index, validation) in (spec["validations"]?.array ?? []).enumerated() {
      add(validation, at: "spec.validations[\(index)]")
    }
  }

  private mutating func add(_ validation: Value, at path: String) {
    let message = compile(validation["messageExpression"], "\(path).messageExpression", gives: .string)
    guard let program = compile(validation["expression"], "\(path).expression", gives: .bool) else { return }
    validations.append(
      Validation(
        text: program.text, program: program, message: validation["message"]?.string, messageProgram: message,
        reason: validation["reason"]?.string ?? "Invalid"))
  }

  private mutating func compile(_ text: Value?, _ field: String, gives type: CELType?) -> Program? {
    guard let text = text?.string, !text.isEmpty else { return nil }
    do throws(ExpressionError) {
      let program = try Program(text, in: Self.environment)
      if let type, program.type != type, program.type != .dyn {
        mistakes.append(.invalid(field, .string(text), "must evaluate to \(type) but got \(program.type)"))
        return nil
      }
      return program
    } catch {
      mistakes.append(.invalid(field, .string(text), "compilation failed: \(error.compilerText)"))
      return nil
    }
  }

  // MARK: Evaluation

  /// A validation that the request does not pass.
  struct Denial: Sendable {
    var message: String
    var reason: String
  }

  /// Nil when the request passes, or is none of the policy's business.
  func denial(of review: AdmissionReview, parameters: Value, namespaceObject: Value) -> Denial? {
    var bindings = Bindings([
      "object": review.object ?? .null, "oldObject": review.oldObject ?? .null, "params": parameters,
      "namespaceObject": namespaceObject, "request": review.described, "variables": [:], "authorizer": .null,
    ])
    var known = Object()
    for (name, program) in variables {
      guard let result = try? program.evaluate(bindings) else { continue }
      known[name] = result.value.document
      bindings.set("variables", .object(known))
    }
    for condition in conditions {
      guard let result = try? condition.evaluate(bindings) else {
        return ignoresFailures ? nil : failed("a match condition")
      }
      if result.value.bool != true { return nil }
    }
    for validation in validations {
      do throws(ExpressionError) {
        if try validation.program.evaluate(bindings).value.bool == true { continue }
      } catch {
        if ignoresFailures { continue }
        return Denial(
          message: "expression '\(validation.text)' resulted in error: \(error.message)", reason: validation.reason)
      }
      return Denial(message: message(of: validation, bindings), reason: validation.reason)
    }
    return nil
  }

  private func failed(_ what: String) -> Denial {
    Denial(message: "\(what) resulted in an error", reason: "Invalid")
  }

  private func message(of validation: Validation, _ bindings: Bindings) -> String {
    if let program = validation.messageProgram, let text = try? program.evaluate(bindings).value.string, !text.isEmpty {
      return text
    }
    return validation.message ?? "failed expression: \(validation.text)"
  }
}

extension AdmissionReview {
  /// As expressions and webhooks see the request.
  var described: Value {
    let kind: Value = [
      "group": .string(type.group), "version": .string(type.version), "kind": .string(type.kind),
    ]
    let resource: Value = [
      "group": .string(type.group), "version": .string(type.version), "resource": .string(type.plural),
    ]
    var object: Object = [
      "kind": kind, "resource": resource, "requestKind": kind, "requestResource": resource, "name": .string(name),
      "operation": .string(operation.rawValue), "dryRun": .bool(isDryRun),
      "userInfo": [
        "username": .string(user.name), "uid": .string(user.uid), "groups": .array(user.groups.map(Value.string)),
        "extra": .object(
          Object(user.extra.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(Value.string))) })),
      ],
    ]
    object["namespace"] = namespace.map(Value.string)
    object["subResource"] = subresource.map(Value.string)
    return .object(object)
  }
}
