import Documents
import Plans

extension CandidateReader {
  /// The wishes that a battery tries.
  func readSamples(_ spec: inout MappingReader, bindings: Set<String>) -> [Candidate.Sample] {
    spec.optional("samples", .list(of: .object("sample") { readSample(&$0, bindings) }), or: []) ?? []
  }

  private func readSample(_ reader: inout MappingReader, _ bindings: Set<String>) -> Candidate.Sample? {
    let intent = readIntent(&reader, bindings)
    let parameters = reader.required("with", .node)
    let change = reader.optional("change", .node)
    let invalid = reader.optional("invalid", .node)
    let before = reader.optional("before", .list(of: .object("requisite") { readRequisite(&$0, bindings) }), or: [])
    let outside = reader.optional("outside", .object("outside", readOutside))
    for field in ["with", "change", "invalid"] {
      guard let node = reader.node[field], node.value.object == nil else { continue }
      reader.error("\(field.quoted) must be an object with parameters of the intent", at: field)
    }
    guard let intent, let parameters, let before else { return nil }
    var sample = Candidate.Sample(
      intent: intent, parameters: parameters.value, change: change?.value, invalid: invalid?.value, before: before,
      place: reader.place)
    sample.outside = outside
    return sample
  }

  /// What the steps in it say, the battery that is made of them checks.
  private func readOutside(_ reader: inout MappingReader) -> Candidate.Sample.Outside? {
    let steps = FieldType<[Node]>.list(of: .node)
    let right = reader.required("right", steps)
    let change = reader.optional("change", steps)
    let deletion = reader.optional("delete", steps)
    if change == nil, deletion == nil, reader.node["change"] == nil, reader.node["delete"] == nil {
      reader.error(
        "nothing is said of what somebody else may do to it", at: "right",
        hint: "give change or delete: steps such as [{http: {patch: …, body: {…}}}]")
    }
    guard let right else { return nil }
    func value(_ steps: [Node]?) -> Value? { steps.map { .array($0.map(\.value)) } }
    return Candidate.Sample.Outside(
      right: .array(right.map(\.value)), change: value(change), deletion: value(deletion))
  }

  private func readRequisite(_ reader: inout MappingReader, _ bindings: Set<String>) -> Candidate.Sample.Requisite? {
    guard reader.exactlyOne(of: ["intent", "manifest"]) == "intent" else {
      return reader.optional("manifest", .node).map { .manifest($0.value) }
    }
    let intent = readIntent(&reader, bindings)
    let parameters = reader.optional("with", .node)
    guard let intent else { return nil }
    return .intent(intent, parameters: parameters?.value ?? [:])
  }

  private func readIntent(_ reader: inout MappingReader, _ bindings: Set<String>) -> String? {
    let intent = reader.required("intent", .name)
    if let intent, !bindings.contains(intent) {
      reader.error(
        "there is no binding for the intent \(intent.quoted)", at: "intent",
        hint: Suggestion.hint(for: intent, among: bindings))
    }
    return intent
  }
}
