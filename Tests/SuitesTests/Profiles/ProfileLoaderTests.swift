import Documents
import Plans
import Testing
import Verdicts

@testable import Suites

@Suite struct ProfileLoaderTests {
  static func profile(_ fields: String, name: String = "demo") -> String {
    """
    apiVersion: plugfest.dev/v1alpha1
    kind: Profile
    metadata: {name: \(name)}
    spec:
      title: Demo
      about: For tests.
      threshold: {score: 80}
      \(fields.replacing("\n", with: "\n  "))
    """
  }

  static func load(_ fields: String) throws -> Profile {
    let files = try MarkedFiles(["demo.yaml": profile(fields)])
    return try ProfileLoader.load(files.path("demo.yaml"), CriteriaCatalogueTests.catalogue.get()).profile
  }

  @Test("criteria are named by id, category and severity, and come in the order of the catalogue, each once")
  func criteria() throws {
    let profile = try Self.load(
      """
      criteria:
        - SUP-01
        - {category: [rec, sts], severity: essential, except: [REC-02]}
        - {ids: [REC-04, REC-03], as: essential, because: why not}
        - {category: rec, severity: [bonus, essential]}
      """)
    let ids = profile.criteria.map(\.id)
    #expect(ids.first == "STS-01" && ids.last == "SUP-01")
    #expect(Set(ids).count == ids.count && ids.contains("REC-02"))
    let named = try #require(profile.criteria.first { $0.id == "REC-04" })
    #expect(named.severity == .essential && named.because == "why not")
    // What is told of one by name is not taken back by a selection.
    #expect(profile.criteria.first { $0.id == "REC-03" }?.because == "why not")
    #expect(profile.weights == Profile.Weights(essential: 10, normal: 3, bonus: 1) && profile.threshold == 80)
  }

  @Test("cases, features, weights and parts are read")
  func everythingElse() throws {
    let profile = try Self.load(
      """
      cases: [{contract: ipam/v1, category: creation, severity: [essential, normal]}, {}]
      features: [{name: rollback, about: back again, criteria: [LCY-10]}]
      weights: {essential: 5, bonus: 0}
      """)
    #expect(profile.cases.map(\.categories) == [["creation"], []] && profile.contract == "ipam/v1")
    #expect(profile.features.first?.criteria.map(\.id) == ["LCY-10"])
    #expect(profile.weights[.essential] == 5 && profile.weights[.normal] == 3 && profile.weights[.bonus] == 0)
    let combination = try Self.load("profiles: [{profile: core, weight: 3}, {contract: own, because: a}]")
    #expect(combination.parts.map(\.source) == [.profile("core"), .contractOfCandidate])
    #expect(combination.parts.map(\.weight) == [3, 1])
  }

  @Test("mistakes are told with their places and what was probably meant", arguments: mistakes)
  func diagnose(mistake: Mistake) throws {
    let files = try MarkedFiles(["demo.yaml": Self.profile(mistake.text)])
    let messages = files.diagnose { files throws(Diagnostics) in
      let catalogue: CriteriaCatalogue
      do { catalogue = try CriteriaCatalogueTests.catalogue.get() } catch { throw Diagnostics([.error("\(error)")]) }
      return try ProfileLoader.load(files.path("demo.yaml"), catalogue).warnings
    }
    #expect(messages == mistake.messages)
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "unknown ids", "criteria: [1️⃣REC-2, 2️⃣rec-03, {ids: [3️⃣QQQ-99]}]",
      [
        "1️⃣ error: there is no criterion \"REC-2\"\n  did you mean \"REC-02\"?",
        "2️⃣ error: there is no criterion \"rec-03\"\n  did you mean \"REC-03\"?",
        "3️⃣ error: there is no criterion \"QQQ-99\"\n  `plugfest criteria` lists them",
      ]),
    Mistake(
      "unknown categories, severities and fields",
      "criteria:\n- {category: 1️⃣rek}\n- {severity: 2️⃣high}\n- {ids: [REC-01], 3️⃣becaus: a}",
      [
        "1️⃣ error: \"category\" must be one of \"api\", \"sts\", \"rec\", \"lcy\", \"res\", \"ext\", \"sec\", \"obs\", \"cfg\", \"sup\", not \"rek\"\n  did you mean \"rec\"?",
        "2️⃣ error: \"severity\" must be one of \"essential\", \"normal\", \"bonus\", not \"high\"",
        "3️⃣ error: unknown field \"becaus\" in selection of criteria\n  did you mean \"because\"?",
      ]),
    Mistake(
      "selections of nothing, of too much and of the same",
      "criteria: [1️⃣{because: a}, 2️⃣{ids: [REC-01], category: rec}, 3️⃣{category: rec, severity: bonus}, REC-05, 4️⃣{ids: [REC-05]}]",
      [
        "1️⃣ error: a selection needs \"ids\", \"category\" or \"severity\"",
        "2️⃣ error: a selection names \"ids\", or \"category\" and \"severity\", but not both",
        "3️⃣ error: no criterion is selected", "4️⃣ error: REC-05 is named twice",
      ]),
    Mistake(
      "a combination with more",
      "profiles: [{profile: core}, {profile: core, 1️⃣contract: own}, {contract: 2️⃣ipam/v1}]\n3️⃣criteria: [REC-01]",
      [
        "1️⃣ error: part needs exactly one of \"profile\", \"contract\"; here it has \"profile\" and \"contract\"",
        "2️⃣ error: \"contract\" must be one of \"own\", not \"ipam/v1\"",
        "3️⃣ error: a profile that combines others has no \"criteria\" of its own\n  put them into a profile of their own, and name that",
      ]),
    Mistake(
      "weights that are none", "criteria: [REC-01]\nweights: {essential: 1️⃣0, 2️⃣normel: 3}",
      [
        "1️⃣ error: \"essential\" must be an integer from 1 to 1000, not 0",
        "2️⃣ error: unknown field \"normel\" in weights\n  did you mean \"normal\"?",
      ]),
  ]

  @Test("a profile that counts nothing is refused")
  func nothing() throws {
    for fields in ["", "criteria: []", "features: [{name: a, about: a, criteria: [REC-01]}]"] {
      #expect(throws: Diagnostics.self) { try Self.load(fields) }
    }
  }

  @Test("what combinations name must be there, and be no combination")
  func parts() throws {
    let files = try MarkedFiles([
      "a.yaml": Self.profile("profiles: [{profile: 1️⃣onne}, {profile: one}, {profile: 2️⃣one}]", name: "a"),
      "b.yaml": Self.profile("profiles: [{profile: 3️⃣a}]", name: "b"),
      "one.yaml": Self.profile("criteria: [REC-01]", name: "one"),
      "other.yaml": Self.profile("4️⃣criteria: [REC-01]", name: "one"),
    ])
    let catalogue = try CriteriaCatalogueTests.catalogue.get()
    let paths = ["a.yaml", "b.yaml", "one.yaml", "other.yaml"].map { files.path($0) }
    let messages = files.describe(FileCheck(paths, criteria: catalogue).findings).sorted()
    #expect(messages.count == 4, "\(messages)")
    #expect(messages.contains("1️⃣ error: there is no profile \"onne\"\n  did you mean \"one\"?"))
    #expect(messages.contains("2️⃣ error: a part is named twice"))
    #expect(messages.contains("3️⃣ error: \"a\" is a combination itself\n  name its parts"))
    #expect(messages.contains { $0.contains("error: the profile \"one\" is there twice") })
  }

  @Test("a contract that nobody knows is told of")
  func contract() throws {
    let files = try MarkedFiles(["demo.yaml": Self.profile("cases: [{contract: 1️⃣ipam/v1}]")])
    let check = FileCheck(
      [files.path("demo.yaml")], contracts: ContractCatalogue(folders: []),
      criteria: try CriteriaCatalogueTests.catalogue.get())
    #expect(check.findings.map(\.message) == ["there is no contract \"ipam/v1\""])
  }

  @Test("without a catalogue of criteria a profile cannot be checked, and says so")
  func withoutCatalogue() throws {
    let files = try MarkedFiles(["demo.yaml": Self.profile("criteria: [REC-01]")])
    #expect(FileCheck([files.path("demo.yaml")]).findings.count == 1)
  }
}
