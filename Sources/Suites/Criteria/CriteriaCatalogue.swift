package import Documents
import FoundationEssentials
package import Plans

/// All criteria that the product knows.
package struct CriteriaCatalogue: Sendable {
  /// In the order of the mission: what an object looks like first, where it comes from last.
  private static let order = ["api", "sts", "rec", "lcy", "res", "ext", "sec", "obs", "cfg", "sup"]

  package let categories: [Criterion.Category]

  package init(_ categories: [Criterion.Category]) { self.categories = categories }

  package var criteria: [Criterion] { categories.flatMap(\.criteria) }

  /// Ids of those that may not be waived.
  package var notWaivable: Set<String> { Set(criteria.filter { !$0.mayBeWaived }.map(\.id)) }

  /// - Parameter folder: of files, each with one category.
  /// - Throws: all mistakes in the files, also criteria that are there twice.
  package static func load(folder: String) throws(Diagnostics) -> CriteriaCatalogue {
    guard let names = FilePath.documents(in: folder), !names.isEmpty else {
      throw Diagnostics([
        .error("there are no criteria in \(folder.quoted)", hint: "they come with plugfest, in its folder criteria")
      ])
    }
    var found = Diagnostics()
    var categories: [Criterion.Category] = []
    var places: [String: Place] = [:]
    for name in names {
      do {
        let category = try CriteriaLoader.load(FilePath.joining(folder, name)).category
        categories.append(category)
        for criterion in category.criteria {
          if let other = places.updateValue(criterion.place, forKey: criterion.id) {
            found.error(
              "the criterion \(criterion.id) is there twice", at: criterion.place, hint: "the other is at \(other)",
              rule: .duplicateName)
          }
        }
      } catch {
        for diagnostic in error.all { found.add(diagnostic) }
      }
    }
    try found.throwIfErrors()
    return CriteriaCatalogue(categories.sorted { rank($0.name) < rank($1.name) })
  }

  private static func rank(_ name: String) -> (Int, String) { (order.firstIndex(of: name) ?? order.count, name) }

  /// Those of the working directory, or else those that come with the program.
  ///
  /// - Parameter program: the path of the program; the folder `criteria` lies in some folder above.
  package static func nearby(program: String) throws(Diagnostics) -> CriteriaCatalogue {
    if NearbyFolder.holds("criteria", .criteria) { return try load(folder: "criteria") }
    return try load(folder: folder(program: program))
  }

  /// The folder `criteria` that comes with the program.
  static func folder(program: String) throws(Diagnostics) -> String {
    if let folder = NearbyFolder.above(program, "criteria", of: .criteria) { return folder }
    throw Diagnostics([
      .error("the catalogue of criteria is not there", hint: "it lies in the folder criteria, beside plugfest")
    ])
  }

  /// - Parameter names: ids (`SEC-03`) and categories (`SEC`), in any case of letters.
  /// - Throws: names that no criterion has.
  package func criteria(named names: [String]) throws(Diagnostics) -> [Criterion] {
    var unknown = Diagnostics()
    var wanted: Set<String> = []
    let known = criteria.map(\.id)
    for name in names {
      let upper = name.uppercased()
      let found = known.filter { $0 == upper || $0.hasPrefix("\(upper)-") }
      if found.isEmpty {
        let all = known + categories.map { $0.name.uppercased() }
        unknown.error(
          "there is no criterion \(name.quoted)", at: nil,
          hint: Suggestion.hint(for: upper, among: all) ?? "`plugfest criteria` lists them", rule: .unknownReference)
      }
      wanted.formUnion(found)
    }
    try unknown.throwIfErrors()
    return criteria.filter { wanted.contains($0.id) }
  }
}
