import Documents
import Plans

/// Finds the contracts that candidates serve: among what was read, in the folders around a candidate's file, and in a
/// catalogue.
struct ContractLookup {
  private let catalogue: ContractCatalogue?
  private var known: [String: Contract] = [:]

  init(_ catalogue: ContractCatalogue? = nil) { self.catalogue = catalogue }

  mutating func add(_ contract: Contract) { known[contract.title] = known[contract.title] ?? contract }

  /// Nil when there is none of that name.
  ///
  /// - Throws: the mistakes of the contract's file.
  mutating func find(_ title: String, for candidate: Candidate) throws(Diagnostics) -> Contract? {
    if let contract = known[title] { return contract }
    let around = ContractFiles.pathsAbove(candidate.place.file).first { path in
      (try? PlugfestFile.parse(path))?.contractTitle == title
    }
    guard let path = around ?? catalogue?.entries.first(where: { $0.title == title })?.path else { return nil }
    let contract = try ContractLoader.load(path).contract
    add(contract)
    return contract
  }

  /// Whether there is a contract of that name; true where nobody knows them all.
  func has(_ title: String) -> Bool {
    known[title] != nil || catalogue?.entries.contains { $0.title == title } ?? true
  }

  /// What to do about a contract that is not there; nil where nobody looked for it further.
  func hint(for title: String) -> String? {
    guard let catalogue else { return nil }
    return Suggestion.hint(for: title, among: catalogue.entries.map(\.title))
      ?? "give its file along, or work in a folder whose suites hold it"
  }
}
