import Documents
import Expressions
import Kubernetes
import LabStore
import Plans
import Suites

/// Whether a candidate's own custom resource definitions take the valid examples of its contract, as its bindings say
/// them.
struct ExampleAdmission {
  private let candidate: Candidate
  private let contract: Contract
  private let definitions: [Value]
  private var schemas: [GroupVersionKind: CustomResourceSchema] = [:]
  private var found: [Diagnostic] = []

  /// Findings, each at the binding that it is about. What an operator itself refuses is not known here.
  static func check(_ candidate: Candidate, _ contract: Contract) -> [Diagnostic] {
    var admission = ExampleAdmission(candidate: candidate, contract: contract)
    for intent in contract.intents {
      if let binding = candidate.bindings[intent.name] { admission.check(binding, intent) }
    }
    return admission.found
  }

  private init(candidate: Candidate, contract: Contract) {
    self.candidate = candidate
    self.contract = contract
    let manifests = candidate.manifests + candidate.companions.flatMap(\.manifests)
    definitions = manifests.map(\.value).filter { $0["kind"]?.string == "CustomResourceDefinition" }
  }

  private mutating func check(_ binding: Candidate.Binding, _ intent: Contract.Intent) {
    for example in intent.validExamples {
      guard contract.claims(for: example, of: intent).allSatisfy(candidate.claims.contains) else { continue }
      do {
        let manifest = try manifest(binding, intent, example)
        guard let schema = schema(for: manifest) else { continue }
        if let refusal = Self.refusal(of: manifest, schema) { tell(refusal, example, binding, manifest) }
      } catch {
        // What a lab gives, only a run knows.
        if binding.uses.contains(where: { $0.variable == "lab" }) { continue }
        found.append(
          .error(
            "the binding of \(intent.name.quoted) cannot say the valid example \(example.name.quoted): \(error.message)",
            at: binding.place, hint: "it stands at \(example.place)", rule: .refusedExample))
      }
    }
  }

  private mutating func tell(
    _ refusal: String, _ example: Contract.Example, _ binding: Candidate.Binding, _ manifest: Value
  ) {
    found.append(
      .error(
        "the custom resource definition of \(manifest["kind"]?.string ?? "") refuses the valid example "
          + "\(example.name.quoted) of \(binding.intent): \(refusal)", at: binding.place,
        hint: "it stands at \(example.place)\(example.because.map { ", because of \($0)" } ?? "")",
        rule: .refusedExample))
  }

  private func manifest(
    _ binding: Candidate.Binding, _ intent: Contract.Intent, _ example: Contract.Example
  ) throws(ExpressionError) -> Value {
    var parameters = intent.defaults
    for (name, value) in example.parameters { parameters[name] = value }
    var bindings = Bindings(parameters)
    bindings.set("with", .object(Object(parameters.map { ($0.key, $0.value) })))
    bindings.set("run", ["id": "20260101-000000-abcd", "namespace": "example", "seed": 1])
    var manifest = try binding.manifest.evaluate(bindings)
    if manifest[path: "metadata", "namespace"] == nil { manifest[path: "metadata", "namespace"] = "example" }
    return manifest
  }

  /// Nil for a kind of which the candidate brings no definition.
  private mutating func schema(for manifest: Value) -> CustomResourceSchema? {
    guard
      let kind = GroupVersionKind(
        apiVersion: manifest["apiVersion"]?.string ?? "", kind: manifest["kind"]?.string ?? "")
    else { return nil }
    if let schema = schemas[kind] { return schema }
    let definition = definitions.first { definition in
      definition[path: "spec", "group"]?.string == kind.group
        && definition[path: "spec", "names", "kind"]?.string == kind.kind
    }
    let version = definition?[path: "spec", "versions"]?.array?.first { $0["name"]?.string == kind.version }
    guard let version else { return nil }
    let schema = CustomResourceSchema(
      version, kind: kind.kind, hasStatus: version["subresources"]?["status"] != nil)
    schemas[kind] = schema
    return schema
  }

  /// What an API server would say; nil when it would take the object.
  private static func refusal(of manifest: Value, _ schema: CustomResourceSchema) -> String? {
    var object = manifest
    do {
      let unknown = try schema.decode(&object)
      if !unknown.isEmpty { return "unknown fields \(unknown.map(\.quoted).joined(separator: ", "))" }
    } catch {
      return error.message
    }
    schema.applyDefaults(&object)
    schema.prepareForCreate(&object)
    let errors = schema.validate(object)
    return errors.isEmpty ? nil : errors.map(\.description).joined(separator: "; ")
  }
}
