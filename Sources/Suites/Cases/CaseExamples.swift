import Documents
import Expressions
import Plans
import Verdicts

/// The examples for each of which a case is carried out.
struct CaseExamples {
  /// Under which name the case sees its example.
  let variable: String
  private let examples: [Contract.Example]
  private let intent: Contract.Intent
  private let contract: Contract

  /// Reads `examples`; nil when the case is for none, and after an error.
  static func read(_ reader: inout MappingReader, _ suite: SuiteReader) -> CaseExamples? {
    reader.optional("examples", .object("examples") { read(fields: &$0, suite) })
  }

  private static func read(fields reader: inout MappingReader, _ suite: SuiteReader) -> CaseExamples? {
    let intent = reader.required("intent", .name)
    let kind = reader.required("of", FieldType<Contract.ExampleKind>.choice)
    let variable = reader.optional("as", .variableName, or: "example")
    if let variable, Scope.reserved.contains(variable) {
      _ = VariablesReader.checkFree(variable, at: reader.node["as"]?.place ?? reader.place, reader.diagnostics)
    }
    guard let intent, let kind, let variable else { return nil }
    guard let contract = suite.contract else {
      if suite.isContractWrong { return nil }
      reader.error(
        "examples are those of a contract, and no contract of the suite is there", at: "intent",
        hint: "name it in the suite, \"contract: NAME/VERSION\", and put its file \(ContractFiles.name) beside it")
      return nil
    }
    guard let known = contract.intent(intent) else {
      reader.diagnostics.add(contract.unknownIntent(intent, at: reader.node["intent"]?.place))
      return nil
    }
    let examples = known.examples(kind)
    if examples.isEmpty {
      reader.error("the contract has no \(kind.rawValue) examples of \(intent.quoted)", at: "of")
      return nil
    }
    return CaseExamples(variable: variable, examples: examples, intent: known, contract: contract)
  }

  /// What a case calls its example, also when the rest of `examples` is wrong; nil when it is for none.
  static func variable(_ item: Node) -> String? {
    item["examples"].map { $0["as"]?.string ?? "example" }.flatMap { VariableName.problem($0) == nil ? $0 : nil }
  }

  // MARK: Cases

  /// One case for each example: its id and its name end with the example's name.
  func cases(of item: TestSuite.Case) -> [TestSuite.Case] {
    var slugs: Set<String> = []
    return examples.map { example in
      var copy = item
      let slug = Self.unique(Self.slug(example.name), &slugs)
      copy.summary.identity.id += "/\(slug)"
      copy.summary.name += ": \(example.name)"
      let claims = contract.claims(for: example, of: intent)
      copy.claims += claims.filter { !copy.claims.contains($0) }
      copy.variables.insert((variable, Template(constant: example.value)), at: 0)
      return copy
    }
  }

  /// Lets what needs a case need the cases for all of its examples.
  static func spreadNeeds(in cases: inout [TestSuite.Case]) {
    let identities = cases.map(\.summary.identity)
    let written = Set(identities.map(\.id))
    for index in cases.indices {
      cases[index].needs = cases[index].needs.flatMap { need in
        written.contains(need) ? [need] : identities.filter { $0.isMeant(by: need) }.map(\.id)
      }
    }
  }

  /// Short enough for the labels and names that are made of ids.
  private static let longestSlug = 40

  /// Small letters and digits, with `-` for all between.
  static func slug(_ name: String) -> String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(letters).split(separator: "-")
    var slug = ""
    for word in words {
      let longer = slug.isEmpty ? String(word.prefix(longestSlug)) : "\(slug)-\(word)"
      guard longer.count <= longestSlug else { break }
      slug = longer
    }
    return slug.isEmpty ? "example" : slug
  }

  private static func unique(_ slug: String, _ taken: inout Set<String>) -> String {
    var candidate = slug
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(slug)-\(number)"
      number += 1
    }
    return candidate
  }
}
