package import Documents
package import Plans

/// The suite that a candidate's samples make by themselves: each sample is perturbed in the way of each recipe, in a case
/// of its own. It is a suite like any other, so it can be printed, kept and changed.
package struct Battery: Sendable {
  /// As a file holds it.
  package let document: Value
  /// What is left out of it, and why.
  package let notes: [Diagnostic]

  /// - Parameters:
  ///   - recipes: those that are tried; the order counts.
  ///   - other: a candidate that runs in the same lab.
  package init(
    of candidate: Candidate, beside other: Candidate? = nil, recipes: [RecipeName] = RecipeName.battery
  ) {
    var cases: [Value] = []
    var notes: [Diagnostic] = []
    for (position, sample) in candidate.samples.enumerated() {
      let title = Self.title(sample, among: candidate.samples)
      let lacking = recipes.filter { !Self.isPossible($0, with: sample, other) }
      for (field, need) in [("change", RecipeName.Need.change), ("invalid", .invalid)] {
        let names = lacking.filter { $0.needs.contains(need) }.map(\.rawValue)
        if names.isEmpty { continue }
        notes.append(
          .warning(
            "without \(field.quoted) the sample \(title.quoted) is not tried for \(names.joined(separator: ", "))",
            at: sample.place, hint: "give \(field): parameters that differ"))
      }
      for recipe in recipes where Self.isPossible(recipe, with: sample, other) {
        let item = BatteryCase(
          sample: sample, title: title, recipe: recipe, other: other, index: cases.count + 1, position: position)
        cases.append(item.document)
      }
    }
    document = [
      "apiVersion": .string(FileKind.apiVersion), "kind": "Suite", "metadata": ["name": "battery"],
      "spec": [
        "description": .string("What every operator must bear, tried on the samples of \(candidate.name)."),
        "cases": .array(cases),
      ],
    ]
    self.notes = notes
  }

  package var text: String { YAML.text(document) }

  /// Under which a run keeps it, and messages name it.
  package static let fileName = "battery.yaml"

  /// - Throws: what is wrong with the samples.
  package func suite() throws(Diagnostics) -> TestSuite {
    let text = text
    let path = Self.fileName
    guard let node = try YAML.parse(text, file: path, limits: PlugfestFile.limits).first else {
      throw Diagnostics([.error("the battery is empty", at: Place(file: path, line: 1, column: 1))])
    }
    var suite = try SuiteLoader.load(PlugfestFile(path: path, text: text, node: node)).suite
    suite.generatedText = text
    return suite
  }

  private static func isPossible(
    _ recipe: RecipeName, with sample: Candidate.Sample, _ other: Candidate?
  ) -> Bool {
    (!recipe.needs.contains(.change) || sample.change != nil)
      && (!recipe.needs.contains(.invalid) || sample.invalid != nil)
      && (!recipe.needs.contains(.beside) || other?.samples.isEmpty == false)
      && (!recipe.needs.contains(.before) || !sample.before.isEmpty)
      && (!recipe.needs.contains(.outsideChange) || sample.outside?.change != nil)
      && (!recipe.needs.contains(.outsideDeletion) || sample.outside?.deletion != nil)
  }

  /// The intent, with a number where several samples are of one.
  private static func title(_ sample: Candidate.Sample, among samples: [Candidate.Sample]) -> String {
    let same = samples.filter { $0.intent == sample.intent }
    guard same.count > 1, let position = same.firstIndex(where: { $0.place == sample.place }) else {
      return sample.intent
    }
    return "\(sample.intent)-\(position + 1)"
  }
}
