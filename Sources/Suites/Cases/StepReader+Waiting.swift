import Documents
import Expressions
import Plans

extension StepReader {
  func readEventually(_ reader: inout MappingReader) -> Step.Operation.Eventually? {
    let expectations = readExpectations(&reader)
    let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
    checkTime(within, "within", reader)
    let faster = reader.optional("faster", .duration)
    if let faster, let within, faster > within {
      reader.error("it is waited for \(GoDuration.text(within)) only, which is less", at: "faster")
    }
    guard let expectations, let within else { return nil }
    return Step.Operation.Eventually(within: within, faster: faster, expectations: expectations)
  }

  func readConsistently(_ reader: inout MappingReader) -> Step.Operation.Consistently? {
    let duration = reader.required("for", .duration)
    checkTime(duration, "for", reader)
    let expectations = readExpectations(&reader)
    guard let duration, let expectations else { return nil }
    return Step.Operation.Consistently(duration: duration, expectations: expectations)
  }

  /// Conditions under `that`, objects under `object` or `objects`; at least one of them.
  ///
  /// - Parameter others: fields of the caller's that make these unnecessary.
  func readExpectations(
    _ reader: inout MappingReader, orElse others: [String] = []
  ) -> [Step.Operation.Expectation]? {
    let conditions = reader.optional("that", .list(of: expressions.condition), or: [])
    let object = reader.optional("object", expectedObject).map { [$0] } ?? []
    let objects = reader.optional("objects", .list(of: expectedObject), or: [])
    let names = ["that", "object", "objects"] + others
    if names.allSatisfy({ reader.node[$0].map { $0.isNull || $0.items?.isEmpty == true } ?? true }) {
      // When a name is misspelt, the unknown field says so already.
      let isMisspelt = (reader.node.members ?? []).contains {
        ![names, ["for"]].joined().contains($0.name) && Suggestion.nearest(to: $0.name, among: names) != nil
      }
      if !isMisspelt {
        diagnostics.error("\(reader.what) expects nothing", at: reader.place, hint: "give it \"that\" or \"object\"")
      }
      return nil
    }
    guard let conditions, let objects else { return nil }
    return conditions + object + objects
  }

  private var expectedObject: FieldType<Step.Operation.Expectation> {
    FieldType("an object") { node, name, diagnostics in
      if node["select"] != nil {
        return selectionExpectation.read(node, name, diagnostics).map(Step.Operation.Expectation.selection)
      }
      let isShaped = ManifestShape.check(node, name, diagnostics)
      let isRight = PatternShape.check(node, diagnostics) && isShaped
      let template = expressions.template.read(node, name, diagnostics)
      return isRight ? template.map { .object($0, place: node.place) } : nil
    }
  }
}
