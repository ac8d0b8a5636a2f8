import Documents
import Plans

extension SuiteReader {
  /// The contract that lies beside the suite; it counts for the suite's digest.
  ///
  /// - Returns: nil when there is none, and after errors.
  mutating func readContract(_ title: String, _ spec: inout MappingReader) -> Contract? {
    var other: String?
    for name in ContractFiles.namesBeside(namedFiles) {
      do {
        let file = try namedFiles.parse(name)
        guard file.contractTitle == nil || file.contractTitle == title else {
          if name == ContractFiles.name { other = file.contractTitle }
          continue
        }
        namedFiles.count(file, as: name)
        let read = try ContractLoader.load(file)
        for warning in read.warnings { diagnostics.add(warning) }
        return read.contract
      } catch {
        spec.add(error, at: "contract")
        isContractWrong = true
        return nil
      }
    }
    if let other {
      isContractWrong = true
      spec.error(
        "the contract beside the suite is \(other.quoted), not \(title.quoted)", at: "contract",
        hint: "correct the name here, or in \(ContractFiles.name)", rule: .unknownReference)
    }
    return nil
  }

  /// What carries out the facts of the contract has to be there.
  func checkFacts() {
    for fact in contract?.intents.flatMap(\.facts) ?? [] {
      guard let name = fact.template, templates[name] == nil else { continue }
      let known = templates.names
      diagnostics.error(
        "the suite \(self.name.quoted) has no step template \(name.quoted), which looks whether the fact "
          + "\(fact.name.quoted) holds", at: fact.templatePlace ?? fact.place,
        hint: Suggestion.hint(for: name, among: known)
          ?? (known.isEmpty ? "name the file that holds it in the suite, under \"templates\"" : nil),
        rule: .unknownReference)
    }
  }
}
