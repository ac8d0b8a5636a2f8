import Documents
import Foundation
import Plans
import Testing
import Verdicts

@testable import Suites

@Suite struct CriteriaCatalogueTests {
  static let root = RepositoryFilesTests.root
  static let catalogue = Result { try CriteriaCatalogue.load(folder: "\(root)/criteria") }

  @Test("the catalogue has every criterion once, in the order of its numbers")
  func completeness() throws {
    let catalogue = try Self.catalogue.get()
    #expect(catalogue.categories.map(\.name) == ["api", "sts", "rec", "lcy", "res", "ext", "sec", "obs", "cfg", "sup"])
    #expect(catalogue.categories.map(\.criteria.count) == [19, 11, 19, 13, 13, 13, 18, 10, 10, 14])
    for category in catalogue.categories {
      let numbers = (1...category.criteria.count).map { "\(category.name.uppercased())-\($0 < 10 ? "0" : "")\($0)" }
      #expect(category.criteria.map(\.id) == numbers)
    }
    let counts = Dictionary(grouping: catalogue.criteria, by: \.severity).mapValues(\.count)
    #expect(counts == [.essential: 49, .normal: 66, .bonus: 25])
  }

  @Test("every check that is written in Swift is used, and every category of cases is one of a suite")
  func checks() throws {
    var named: Set<CriterionCheckName> = []
    var categories: Set<String> = []
    var evidence: Set<EvidenceCheckName> = []
    for criterion in try Self.catalogue.get().criteria {
      if let name = criterion.runCheck { #expect(named.insert(name).inserted, "\(name) is used twice") }
      for check in criterion.checks {
        switch check {
        case .named(let name): #expect(named.insert(name).inserted, "\(name) is used twice")
        case .cases(let names), .aspects(let names): categories.formUnion(names)
        case .evidence(let name): #expect(evidence.insert(name).inserted, "\(name) is used twice")
        case .rules, .oracles, .several, .none: break
        }
      }
    }
    #expect(named == Set(CriterionCheckName.allCases))
    #expect(evidence == Set(EvidenceCheckName.allCases))
    let suites = try RepositoryFilesTests.names(in: "suites").map { "\(Self.root)/suites/\($0)/suite.yaml" }
      .filter(FileManager.default.fileExists).map { try SuiteLoader.load($0).suite }
    let known = Set(suites.flatMap(\.cases).map(\.summary.category))
    #expect(categories.subtracting(known) == [])
    // Those that only cases show which name them are named by one.
    let naming = Set(suites.flatMap(\.cases).flatMap { $0.summary.criteria ?? [] })
    let criteria = try Self.catalogue.get().criteria
    #expect(naming.subtracting(criteria.map(\.id)) == [])
    for criterion in criteria {
      guard case .cases(let names) = criterion.check, names.isEmpty else { continue }
      #expect(naming.contains(criterion.id), "no case names \(criterion.id)")
    }
  }

  @Test("criteria answer requirements that the framework has")
  func answers() throws {
    for criterion in try Self.catalogue.get().criteria {
      for answer in criterion.answers { #expect(answer.wholeMatch(of: /A[1-6]-[12]\.0\d\d/) != nil, "\(answer)") }
    }
  }

  @Test("the page of the documentation is the one that the catalogue prints")
  func page() throws {
    let path = "\(Self.root)/docs/criteria.md"
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try Data(Self.catalogue.get().markdown.utf8).write(to: URL(filePath: path))
    }
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try page == Self.catalogue.get().markdown, "plugfest criteria --format markdown > docs/criteria.md")
  }

  @Test("names are ids or categories, and what is misspelt is told")
  func names() throws {
    let catalogue = try Self.catalogue.get()
    #expect(try catalogue.criteria(named: ["rec-02", "OBS"]).count == 11)
    #expect(throws: Diagnostics.self) { try catalogue.criteria(named: ["REC-99"]) }
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    let fields: String
    let message: String
    var testDescription: String { message }
  }

  @Test(
    "mistakes in the catalogue are told with their places",
    arguments: [
      Mistake(fields: "id: XYZ-01", message: "\"id\" must be API- and a number of two digits or more, not \"XYZ-01\""),
      Mistake(fields: "severity: high", message: "\"severity\" must be one of \"essential\", \"normal\", \"bonus\""),
      Mistake(fields: "check: {named: structural-schemas}", message: "did you mean \"structural-schema\"?"),
      Mistake(fields: "check: {oracles: [quiescent]}", message: "did you mean \"quiescence\"?"),
      Mistake(fields: "check: {cel: objct.kind == 'a'}", message: "undeclared reference to 'objct'"),
      Mistake(fields: "check: {cel: [{that: true, says: \"${1 +}\"}]}", message: "error"),
      Mistake(fields: "when: size(object)", message: "\"when\" must give true or false, but gives int"),
      Mistake(fields: "check: {}", message: "check needs at least one of"),
      Mistake(fields: "needs: [speed]", message: "\"needs[0]\" must be one of"),
      Mistake(fields: "chek: {named: no-floats}", message: "unknown field \"chek\" in criterion"),
    ])
  func mistakes(mistake: Mistake) throws {
    var fields = [
      "id: API-01", "statement: a", "severity: normal", "about: object", "remedy: a", "impact: a", "sources: [a]",
      "since: 0.1.0", "waiver: true",
    ]
    fields.removeAll { $0.prefix { $0 != ":" } == mistake.fields.prefix { $0 != ":" } }
    let text = """
      apiVersion: plugfest.dev/v1alpha1
      kind: Criteria
      metadata: {name: api}
      spec:
        title: a
        criteria:
          - \((fields + [mistake.fields]).joined(separator: "\n      "))
      """
    let file = PlugfestFile(path: "api.yaml", text: text, node: try YAML.parse(text, file: "api.yaml")[0])
    let error = #expect(throws: Diagnostics.self) { try CriteriaLoader.load(file) }
    #expect(error?.all.allSatisfy { $0.place?.file == "api.yaml" && $0.place?.line ?? 0 >= 7 } == true)
    #expect(error?.description.contains(mistake.message) == true, "\(error?.description ?? "")")
  }
}
