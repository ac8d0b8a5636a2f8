import Documents
import Kubernetes

/// Policies and the expressions in them.
struct ValidatingAdmissionPolicyRules: KindRules {
  func prepareForCreate(_ object: inout Value) { object["status"] = [:] }

  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors: [FieldError] = []
    if let constraints = spec["matchConstraints"], !constraints.isNull {
      errors += MatchResourcesValidation.errors(in: constraints, "spec.matchConstraints", needsRules: true)
    } else {
      errors.append(.required("spec.matchConstraints"))
    }
    if (spec["validations"]?.array ?? []).isEmpty, (spec["auditAnnotations"]?.array ?? []).isEmpty {
      let detail = "validations or auditAnnotations must contain at least one item"
      errors += [.required("spec.validations", detail), .required("spec.auditAnnotations", detail)]
    }
    for (index, variable) in (spec["variables"]?.array ?? []).enumerated() {
      if let name = variable["name"]?.string, !name.isEmpty, !Self.isIdentifier(name) {
        errors.append(
          .invalid("spec.variables[\(index)].name", .string(name), "name is not a valid CEL identifier"))
      }
    }
    errors += AdmissionPolicy(object).mistakes
    return errors + FieldChecks.duplicates(spec["matchConditions"]?.array ?? [], by: "name", "spec.matchConditions")
  }

  private static func isIdentifier(_ name: String) -> Bool {
    name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}

struct ValidatingAdmissionPolicyBindingRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors: [FieldError] = []
    let actions = (spec["validationActions"]?.array ?? []).compactMap(\.string)
    if actions.isEmpty { errors.append(.required("spec.validationActions")) }
    if actions.contains("Deny"), actions.contains("Warn") {
      errors.append(
        .invalid(
          "spec.validationActions", .array(actions.map(Value.string)),
          "must not contain both Deny and Warn (repeating the same validation failure information in the API response "
            + "and headers serves no purpose)"))
    }
    if let resources = spec["matchResources"], !resources.isNull {
      errors += MatchResourcesValidation.errors(in: resources, "spec.matchResources", needsRules: false)
    }
    if let reference = spec["paramRef"], !reference.isNull { errors += referenceErrors(reference, "spec.paramRef") }
    return errors
  }

  private func referenceErrors(_ reference: Value, _ path: String) -> [FieldError] {
    let hasName = reference["name"]?.string ?? "" != ""
    let hasSelector = reference["selector"].map { !$0.isNull } ?? false
    var errors: [FieldError] = []
    if hasName == hasSelector {
      errors.append(
        hasName
          ? .forbidden("\(path).name", "name and selector are mutually exclusive")
          : .required(path, "one of name or selector must be specified"))
    }
    if reference["parameterNotFoundAction"]?.string == nil {
      errors.append(.required("\(path).parameterNotFoundAction"))
    }
    return errors
  }
}

enum MatchResourcesValidation {
  static func errors(in resources: Value, _ path: String, needsRules: Bool) -> [FieldError] {
    var errors = ["namespaceSelector", "objectSelector"].flatMap {
      FieldChecks.labelSelector(resources[$0], "\(path).\($0)")
    }
    let rules = resources["resourceRules"]?.array ?? []
    if rules.isEmpty, needsRules { errors.append(.required("\(path).resourceRules")) }
    for list in ["resourceRules", "excludeResourceRules"] {
      for (index, rule) in (resources[list]?.array ?? []).enumerated() {
        errors += AdmissionRuleValidation.errors(in: rule, "\(path).\(list)[\(index)]")
      }
    }
    return errors
  }
}
