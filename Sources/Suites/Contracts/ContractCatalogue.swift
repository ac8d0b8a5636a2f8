package import Documents
import FoundationEssentials
package import Plans

/// The contracts that can be found by their names.
package struct ContractCatalogue: Sendable {
  package struct Entry: Sendable, Hashable {
    /// `apn-config/v1`
    package var title: String
    package var path: String
  }

  /// By title; of two with the same, the one that was found first.
  package let entries: [Entry]

  /// - Parameter folders: folders of suites, and of contracts; of contracts with the same title the first counts.
  package init(folders: [String]) {
    var titles: Set<String> = []
    entries = folders.flatMap(ContractFiles.paths).compactMap { path in
      guard let title = (try? PlugfestFile.parse(path))?.contractTitle, titles.insert(title).inserted else {
        return nil
      }
      return Entry(title: title, path: path)
    }.sorted { $0.title < $1.title }
  }

  /// Those of the working directory, and those that come with the program.
  ///
  /// - Parameter program: the path of the program; the folder `suites` lies in some folder above.
  package static func nearby(program: String) -> ContractCatalogue {
    var folders = ["suites", "contracts"]
    var folder = program
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      let suites = FilePath.joining(folder, "suites")
      if FilePath.isDirectory(suites) {
        folders.append(suites)
        break
      }
    }
    return ContractCatalogue(folders: folders)
  }

  /// The path of a contract.
  ///
  /// - Parameter name: `apn-config/v1`; without a version when there is only one of that name; or a file.
  package func path(of name: String) throws(Diagnostics) -> String {
    if let entry = entries.first(where: { $0.title == name }) { return entry.path }
    let versions = entries.filter { $0.title.hasPrefix("\(name)/") }
    if versions.count == 1 { return versions[0].path }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json") || ContractFiles.exists(name) {
      return FilePath.isDirectory(name) ? FilePath.joining(name, ContractFiles.name) : name
    }
    let known = entries.map(\.title)
    let all =
      known.isEmpty
      ? "there is none in ./suites or beside the program: give its file" : "there are \(known.joined(separator: ", "))"
    let nearest = Suggestion.hint(for: name, among: known) ?? nearestName(name)
    throw Diagnostics([
      .error(
        versions.isEmpty ? "there is no contract \(name.quoted)" : "there is more than one contract \(name.quoted)",
        hint: versions.isEmpty ? nearest ?? all : "name one of \(versions.map(\.title).joined(separator: ", "))",
        rule: .unknownReference)
    ])
  }

  /// The suite beside a contract; nil when there is none that is right.
  package func suite(of title: String) -> TestSuite? {
    guard let path = suitePath(of: title), let suite = try? SuiteLoader.load(path).suite, suite.contract == title else {
      return nil
    }
    return suite
  }

  /// Where the suite beside a contract lies; nil when there is none.
  package func suitePath(of title: String) -> String? {
    guard let path = entries.first(where: { $0.title == title })?.path else { return nil }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let file = FilePath.joining(folder, "suite.yaml")
    return ContractFiles.exists(file) ? file : nil
  }

  /// Of a name without its version.
  private func nearestName(_ name: String) -> String? {
    let titles = Dictionary(entries.map { (String($0.title.prefix { $0 != "/" }), $0.title) }, uniquingKeysWith: { $1 })
    return Suggestion.nearest(to: String(name.prefix { $0 != "/" }), among: titles.keys)
      .flatMap { titles[$0] }.map { "did you mean \($0.quoted)?" }
  }
}
