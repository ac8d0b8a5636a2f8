import Documents
import Kubernetes

/// Validating and mutating webhook configurations.
struct WebhookRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let webhooks = object["webhooks"]?.array ?? []
    return webhooks.enumerated().flatMap { errors(in: $1, "webhooks[\($0)]") }
      + FieldChecks.duplicates(webhooks, by: "name", "webhooks")
  }

  private func errors(in webhook: Value, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let name = webhook["name"]?.string, !name.isEmpty {
      let problems = NameValidation.subdomain(name)
      errors += problems.map { .invalid("\(path).name", .string(name), $0) }
      if problems.isEmpty, name.split(separator: ".").count < 3 {
        errors.append(
          .invalid("\(path).name", .string(name), "should be a domain with at least three segments separated by dots"))
      }
    }
    if webhook["sideEffects"]?.string == nil {
      errors.append(.required("\(path).sideEffects", "must specify one of None, NoneOnDryRun"))
    }
    if let timeout = webhook["timeoutSeconds"]?.integer, !(1...30).contains(timeout) {
      errors.append(
        .invalid(
          "\(path).timeoutSeconds", .integer(timeout), "the timeout value must be between 1 and 30 seconds"))
    }
    let versions = (webhook["admissionReviewVersions"]?.array ?? []).compactMap(\.string)
    if versions.isEmpty {
      errors.append(.required("\(path).admissionReviewVersions", "must specify one of v1, v1beta1"))
    } else if !versions.contains("v1"), !versions.contains("v1beta1") {
      errors.append(
        .invalid(
          "\(path).admissionReviewVersions", .array(versions.map(Value.string)),
          "must include at least one of v1, v1beta1"))
    }
    for selector in ["namespaceSelector", "objectSelector"] {
      errors += FieldChecks.labelSelector(webhook[selector], "\(path).\(selector)")
    }
    errors += clientErrors(webhook["clientConfig"] ?? .null, "\(path).clientConfig")
    for (index, rule) in (webhook["rules"]?.array ?? []).enumerated() {
      errors += AdmissionRuleValidation.errors(in: rule, "\(path).rules[\(index)]")
    }
    return errors
  }

  private func clientErrors(_ client: Value, _ path: String) -> [FieldError] {
    let url = client["url"]?.string
    let hasService = client["service"].map { !$0.isNull } ?? false
    if (url != nil) == hasService { return [.required(path, "exactly one of url or service is required")] }
    guard let url else { return [] }
    var errors: [FieldError] = []
    if !url.hasPrefix("https://") {
      errors.append(
        .invalid(
          "\(path).url", .string(url),
          "'https' is the only allowed URL scheme; desired format: https://host[/path]"))
    }
    return errors
  }
}

/// The rules by which webhooks and policies choose requests.
enum AdmissionRuleValidation {
  static func errors(in rule: Value, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for field in ["operations", "apiGroups", "apiVersions", "resources"] {
      let items = (rule[field]?.array ?? []).compactMap(\.string)
      if items.isEmpty { errors.append(.required("\(path).\(field)")) }
      if items.count > 1, items.contains("*"), field != "resources" {
        errors.append(
          .invalid(
            "\(path).\(field)", .array(items.map(Value.string)),
            "if '*' is present, must not specify other \(Self.plain(field))"))
      }
    }
    return errors
  }

  private static func plain(_ field: String) -> String {
    switch field {
    case "apiGroups": "API groups"
    case "apiVersions": "API versions"
    default: field
    }
  }
}
