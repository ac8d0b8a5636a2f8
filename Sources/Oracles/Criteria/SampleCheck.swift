import Documents
import Expressions
import Kubernetes
import Plans

/// Whether the definitions among manifests accept the samples beside them, with their rules in CEL.
enum SampleCheck {
  private struct Kind: Hashable {
    var group: String
    var name: String
  }

  /// Kinds of definitions of which there are objects; without any, samples were not given.
  static func kindsWithSamples(_ finder: SubjectFinder) -> [String] {
    let kinds = definitions(finder)
    return samples(finder).filter { kinds[Kind(group: $0.group, name: $0.kind)] != nil }.map(\.kind)
  }

  static func problems(_ finder: SubjectFinder) -> [Problem] {
    let kinds = definitions(finder)
    var problems: [Problem] = []
    var shown: Set<Kind> = []
    for sample in samples(finder) {
      let kind = Kind(group: sample.group, name: sample.kind)
      guard let definition = kinds[kind] else { continue }
      shown.insert(kind)
      if let refusal = refusal(of: sample, definition) {
        problems.append(
          Problem(message: "\(sample.label): its own definition refuses it: \(refusal)", place: sample.node.place))
      }
    }
    for object in finder.objects where object.isCustomResourceDefinition {
      let kind = self.kind(object)
      if !shown.contains(kind), isWish(object) {
        problems.append(
          Problem(message: "\(object.label): there is no sample of the kind \(kind.name)", place: object.node.place))
      }
    }
    return problems
  }

  /// What has no specification is written by the operator alone.
  private static func isWish(_ definition: ManifestObject) -> Bool {
    (definition.node["spec"]?["versions"]?.items ?? []).contains {
      $0["schema"]?["openAPIV3Schema"]?["properties"]?["spec"] != nil
    }
  }

  private static func kind(_ object: ManifestObject) -> Kind {
    Kind(
      group: object.node["spec"]?["group"]?.string ?? "", name: object.node["spec"]?["names"]?["kind"]?.string ?? "")
  }

  private static func definitions(_ finder: SubjectFinder) -> [Kind: ManifestObject] {
    let all = finder.objects.filter(\.isCustomResourceDefinition).map { (kind($0), $0) }
    return Dictionary(all, uniquingKeysWith: { first, _ in first })
  }

  private static func samples(_ finder: SubjectFinder) -> [ManifestObject] {
    let bundled = finder.objects.filter { $0.kind == "ClusterServiceVersion" }.flatMap { bundle -> [ManifestObject] in
      guard let text = bundle.node["metadata"]?["annotations"]?["alm-examples"]?.string,
        let examples = try? JSON.parse(text)
      else { return [] }
      return (examples.array ?? []).map { ManifestObject(Node(value: $0, at: bundle.node.place)) }
    }
    return finder.objects + bundled
  }

  private static func refusal(of sample: ManifestObject, _ definition: ManifestObject) -> String? {
    let name = sample.apiVersion.split(separator: "/").last.map(String.init) ?? ""
    let versions = definition.value[path: "spec", "versions"]?.array ?? []
    guard let version = versions.first(where: { $0["name"]?.string == name && $0["served"]?.bool == true }) else {
      return "version \(name) is not served"
    }
    guard let text = version[path: "schema", "openAPIV3Schema"], text.object != nil else { return nil }
    let schema = StructuralSchema(text, patterns: .regularExpressions)
    var object = sample.value
    if version[path: "subresources", "status"] != nil { object["status"] = nil }
    let unknown = schema.prune(&object)
    if let first = unknown.first { return "unknown field \(first.quoted)" }
    schema.dropNulls(in: &object)
    schema.applyDefaults(to: &object)
    if let error = (schema.validate(object) + schema.listErrors(object)).first { return error.description }
    return brokenRule(schema, object)
  }

  /// Whatever API servers allow all rules of one object to cost.
  private static let budget: UInt64 = 10_000_000

  private static func brokenRule(_ schema: StructuralSchema, _ object: Value) -> String? {
    guard schema.hasRules else { return nil }
    var budget = Self.budget
    var refusal: String?
    schema.visitRules(of: object) { visit in
      guard refusal == nil, let source = visit.node.ruleSource else { return }
      let rules = ValidationRules(schema: source, isRoot: visit.node === schema.root || visit.node.isEmbeddedResource)
      // What cannot be evaluated here is no fault of the sample.
      let broken = rules.violations(of: visit.value, old: nil, budget: &budget).first { $0.error == nil }
      if let broken { refusal = "\(visit.path.field.isEmpty ? "" : "\(visit.path.field): ")\(broken.message)" }
    }
    return refusal
  }
}
