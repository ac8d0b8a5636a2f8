import Documents
import Kubernetes

/// Reviews of access: they must ask of exactly one thing.
struct AccessReviewRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    let spec = object["spec"] ?? .null
    var errors: [FieldError] = []
    let asked = ["resourceAttributes", "nonResourceAttributes"].filter { name in spec[name].map { !$0.isNull } ?? false
    }
    if asked.count != 1 {
      errors.append(
        .invalid(
          "spec.resourceAttributes", spec["resourceAttributes"] ?? .null,
          "exactly one of nonResourceAttributes or resourceAttributes must be specified"))
    }
    if object["kind"] == "SubjectAccessReview" || object["kind"] == "LocalSubjectAccessReview" {
      if spec["user"]?.string ?? "" == "", (spec["groups"]?.array ?? []).isEmpty {
        errors.append(
          .invalid("spec.user", spec["user"] ?? "", "at least one of user or group must be specified"))
      }
    }
    return errors
  }
}

struct TokenRequestRules: KindRules {
  func validate(_ object: Value) -> [FieldError] {
    guard let seconds = object[path: "spec", "expirationSeconds"]?.integer else { return [] }
    let path = "spec.expirationSeconds"
    if seconds < 600 { return [.invalid(path, .integer(seconds), "may not specify a duration less than 10 minutes")] }
    return seconds > 1 << 32
      ? [.invalid(path, .integer(seconds), "may not specify a duration larger than 2^32 seconds")] : []
  }
}
