import Documents

/// Whether what descriptions call immutable is.
enum ImmutabilityCheck {
  private static let phrases = [
    "field is immutable", "is immutable.", "immutable after", "immutable once", "cannot be changed after",
    "cannot be changed once", "can't be changed after", "can not be changed after", "may not be changed after",
  ]
  /// Below are mostly types of Kubernetes, whose descriptions speak of other objects.
  private static let depth = 2

  static func problems(_ subject: JudgedSubject) -> [Problem] {
    let version = subject.node["name"]?.string ?? ""
    // A rule at an object may be about any field in it.
    let guarded = subject.fields.filter(hasTransitionRule).map(\.path)
    let root = subject.node["schema"]?["openAPIV3Schema"]
    if root.map(hasTransitionRule) ?? false { return [] }
    return subject.fields.filter { field in
      guard field.isWish, field.depth <= depth, !field.isEmbedded else { return false }
      let text = field.description.lowercased()
      guard phrases.contains(where: text.contains) || text.hasPrefix("immutable") else { return false }
      return !guarded.contains { field.path == $0 || field.path.hasPrefix("\($0).") || field.path.hasPrefix("\($0)[") }
    }.map { field in
      subject.problem(
        "\(field.path) of version \(version) is documented as immutable, and no rule keeps it", at: field.place)
    }
  }

  private static func hasTransitionRule(_ field: SchemaField) -> Bool { hasTransitionRule(field.schema) }

  private static func hasTransitionRule(_ schema: Node) -> Bool {
    (schema["x-kubernetes-validations"]?.items ?? []).contains { $0["rule"]?.string?.contains("oldSelf") ?? false }
  }

  /// A webhook may keep what the schema does not.
  static func hasWebhook(for subject: JudgedSubject, _ finder: SubjectFinder) -> Bool {
    let group = subject.object?.node["spec"]?["group"]?.string ?? ""
    return finder.objects.contains { object in
      object.kind == "ValidatingWebhookConfiguration"
        && (object.node["webhooks"]?.items ?? []).contains { webhook in
          (webhook["rules"]?.items ?? []).contains { rule in
            (rule["apiGroups"]?.items ?? []).contains { $0.string == group || $0.string == "*" }
          }
        }
    }
  }
}
