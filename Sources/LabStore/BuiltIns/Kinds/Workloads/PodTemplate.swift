import Documents
import Kubernetes

/// The template of pods inside another object.
struct PodTemplate {
  /// Member names: `spec`, `template`.
  let path: [String]

  static let ofWorkloads = PodTemplate(path: ["spec", "template"])

  private var text: String { path.joined(separator: ".") }

  func canonicalize(_ object: inout Value) {
    object.change(path: path + ["spec"], PodSpecDefaults.canonicalize)
  }

  func applyDefaults(_ object: inout Value) {
    object.change(path: path + ["spec"], PodSpecDefaults.apply)
  }

  func errors(in object: Value) -> [FieldError] {
    let template = object[path: path] ?? .null
    return FieldChecks.labels(template[path: "metadata", "labels"], "\(text).labels")
      + PodSpecValidation(path: "\(text).spec").errors(in: template["spec"] ?? .null)
  }

  /// What a workload whose pods run for ever wants of its template.
  func alwaysRestartErrors(in object: Value) -> [FieldError] {
    let spec = object[path: path + ["spec"]]
    var errors: [FieldError] = []
    if let policy = spec?["restartPolicy"]?.string, policy != "Always" {
      errors.append(.notSupported("\(text).spec.restartPolicy", .string(policy), supported: ["Always"]))
    }
    if spec?["activeDeadlineSeconds"] != nil {
      errors.append(
        .forbidden("\(text).spec.activeDeadlineSeconds", "activeDeadlineSeconds in this template is not Supported"))
    }
    return errors
  }

  /// The selector must be there and choose the template's own pods.
  func selectorErrors(in object: Value, kind: String) -> [FieldError] {
    let selector = object[path: "spec", "selector"] ?? .null
    var errors: [FieldError] = []
    if selector.isNull {
      errors.append(.required("spec.selector"))
    } else {
      errors += FieldChecks.labelSelector(selector, "spec.selector")
      if selector.object?.isEmpty ?? true {
        errors.append(.invalid("spec.selector", selector, "empty selector is invalid for \(kind)"))
      }
    }
    let labels = object[path: path + ["metadata", "labels"]] ?? .null
    if !Self.matches(selector, labels) {
      errors.append(
        .invalid("\(text).metadata.labels", labels, "`selector` does not match template `labels`"))
    }
    return errors
  }

  /// A missing selector matches nothing, an empty one everything; one that cannot be read is reported elsewhere.
  private static func matches(_ selector: Value, _ labels: Value) -> Bool {
    if selector.isNull { return false }
    guard let selector = try? LabelSelector.from(selector) else { return true }
    return selector.matches((labels.object ?? [:]).reduce(into: [:]) { $0[$1.key] = $1.value.string ?? "" })
  }
}
