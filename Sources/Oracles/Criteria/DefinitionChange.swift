import Documents
package import Plans
package import Verdicts

/// Whether new releases of custom resources take what the ones before took.
package struct DefinitionChange {
  private let old: [ManifestObject]
  private let new: [ManifestObject]

  package init(old: ManifestSet, new: ManifestSet) {
    self.old = old.objects.map(ManifestObject.init).filter(\.isCustomResourceDefinition)
    self.new = new.objects.map(ManifestObject.init).filter(\.isCustomResourceDefinition)
  }

  /// How many definitions the release before has.
  package var count: Int { old.count }

  /// What the criterion comes to: each definition of the old release is one subject.
  package func judge(_ criterion: Criterion) -> CriterionOutcome {
    let rule = criterion.rule
    let problems = old.flatMap(problems)
    let findings = problems.map {
      Diagnostic(rule.severity, $0.message, at: $0.place, hint: criterion.remedy, rule: rule)
    }
    return criterion.outcome(
      subjects: old.count, findings: findings, nothing: "the release before has no custom resource definition")
  }

  private func problems(_ before: ManifestObject) -> [Problem] {
    guard let after = new.first(where: { $0.name == before.name }) else {
      return [Problem(message: "\(before.label): the definition is gone", place: before.node.place)]
    }
    let names = Self.identity.compactMap { path -> Problem? in
      let (was, isNow) = (before.value[path: path], after.value[path: path])
      guard was != isNow else { return nil }
      return Problem(
        message: "\(after.label): \(path.joined(separator: ".")) was \(Self.text(was)) and is \(Self.text(isNow))",
        place: after.node.place(nearest: path))
    }
    return names + versions(before, after)
  }

  private static let identity = [
    ["spec", "group"], ["spec", "scope"], ["spec", "names", "kind"], ["spec", "names", "plural"],
  ]

  private static func text(_ value: Value?) -> String { value.map(\.description) ?? "absent" }

  // MARK: Versions

  private func versions(_ before: ManifestObject, _ after: ManifestObject) -> [Problem] {
    let place = after.node.place(nearest: ["spec", "versions"])
    var problems: [Problem] = []
    for version in before.node["spec"]?["versions"]?.items ?? [] {
      let name = version["name"]?.string ?? ""
      let wasStored = version["storage"]?.bool == true
      let wasServed = version["served"]?.bool == true
      let next = after.node["spec"]?["versions"]?.items?.first { $0["name"]?.string == name }
      guard let next else {
        if wasStored {
          problems.append(
            Problem(
              message: "\(after.label): version \(name), in which objects are stored, is gone", place: place))
        } else if wasServed {
          problems.append(Problem(message: "\(after.label): version \(name) is gone", place: place))
        }
        continue
      }
      if wasServed, next["served"]?.bool != true {
        problems.append(
          Problem(
            message: "\(after.label): version \(name) is not served any more",
            place: next.place(nearest: ["served"])))
      }
      if version["subresources"]?["status"] != nil, next["subresources"]?["status"] == nil {
        problems.append(
          Problem(
            message: "\(after.label): version \(name) has no status subresource any more",
            place: next.place(nearest: ["subresources"])))
      }
      guard wasServed || wasStored, let schema = version["schema"]?["openAPIV3Schema"],
        let nextSchema = next.member("schema")?.value.member("openAPIV3Schema")
      else { continue }
      var comparison = SchemaComparison(label: "\(after.label): version \(name): ")
      comparison.compare(schema, nextSchema.value, path: "", place: nextSchema.place)
      problems += comparison.problems
    }
    return problems
  }
}
