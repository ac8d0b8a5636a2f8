import Documents
import Expressions
import Kubernetes
import Plans
import Testing
import Verdicts

@testable import Suites

@Suite struct SuiteAgreementTests {
  static func suite(_ cases: String, _ head: String = "") -> String {
    "apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: apn}\nspec:\n"
      + "contract: apn-config/v1\ntemplates: templates.yaml\n\(head)\ncases:\n\(cases)".split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { "  \($0)" }.joined(separator: "\n")
  }

  static let templates = """
    apiVersion: plugfest.dev/v1alpha1
    kind: StepTemplates
    metadata: {name: apn}
    spec:
      templates:
      - name: access point on target
        parameters: [point]
        steps:
        - eventually: {that: ["${point.ready}"]}
    """

  static func diagnose(_ suite: String, _ others: [String: String] = [:]) throws -> [String] {
    let texts = ["suite.yaml": suite, "templates.yaml": templates, "contract.yaml": ContractLoaderTests.whole]
    return try MarkedFiles(texts.merging(others) { $1 }).diagnose { (files) throws(Diagnostics) in
      try SuiteLoader.load(files.path("suite.yaml")).warnings
    }
  }

  static func load(_ suite: String, _ others: [String: String] = [:]) throws -> TestSuite {
    let texts = ["suite.yaml": suite, "templates.yaml": templates, "contract.yaml": ContractLoaderTests.whole]
    let files = try MarkedFiles(texts.merging(others) { $1 })
    return try SuiteLoader.load(files.path("suite.yaml")).suite
  }

  static func steps(_ steps: String, _ fields: String = "") -> String {
    suite("- name: one\n  id: APN-1\n\(fields)  steps:\n" + steps.split(separator: "\n").map { "  \($0)\n" }.joined())
  }

  @Test("a suite is checked against the contract beside it", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try Self.diagnose(Self.steps(mistake.text))
    #expect(messages == mistake.messages)
  }

  static let point = "- establish: {intent: accessPoint, as: point, with: {name: a, networkIdentifier: b}}\n"

  static let mistakes: [Mistake] = [
    Mistake(
      "nothing",
      point + "- use: {template: access point on target, with: {point: \"${point}\"}}\n"
        + "- eventually: {that: [point.ready && point.exists, point.object.spec.a == 1]}", []),
    Mistake(
      "an unknown intent", "- establish: {intent: 1️⃣acessPoint}",
      ["1️⃣ error: the contract \"apn-config/v1\" has no intent \"acessPoint\"\n  did you mean \"accessPoint\"?"]),
    Mistake(
      "parameters",
      "- establish: {intent: 1️⃣accessPoint, with: {name: \"${run.id}\", 2️⃣networkIdentfier: a, 3️⃣fiveQI: x, 4️⃣sessionTypes: [IPv5], timer: 10s}}",
      [
        "1️⃣ error: the intent \"accessPoint\" needs the parameter \"networkIdentifier\"\n  is it \"networkIdentfier\" under \"with\"?",
        "2️⃣ error: the intent \"accessPoint\" has no parameter \"networkIdentfier\"\n  did you mean \"networkIdentifier\"?",
        "3️⃣ error: the parameter \"fiveQI\" must be an integer, not \"x\"",
        "4️⃣ error: the parameter \"sessionTypes\" must be a list of \"IPv4\", \"IPv6\", not [\"IPv5\"]",
      ]),
    Mistake(
      "what is wrong on purpose",
      """
      - establish: {intent: accessPoint, with: {name: a, networkIdentifier: 5, fiveQI: x}, refused: {reason: Invalid}}
      - establish: {intent: accessPoint, with: {name: a, fiveQI: x, 1️⃣mtu: 4}, invalid: {naming: [fiveQI]}}
      """,
      [
        "1️⃣ error: the intent \"accessPoint\" has no parameter \"mtu\"\n  it has name, networkIdentifier, fiveQI, dns, sessionTypes, timer"
      ]),
    Mistake(
      "refused and invalid",
      "- establish: {intent: accessPoint, with: {name: a}, invalid: {}, 1️⃣refused: {}}",
      [
        "1️⃣ error: what is invalid may be refused or fail, so \"refused\" has no place beside \"invalid\"\n  keep one of the two"
      ]),
    Mistake(
      "observations", point + "- eventually: {that: [\"${1️⃣point.reay}\", \"${2️⃣point.pool != ''}\"]}",
      [
        "1️⃣ error: the intent \"accessPoint\" has no observation \"reay\"\n  did you mean \"ready\"?",
        "2️⃣ error: the intent \"accessPoint\" has no observation \"pool\"\n  it has ready, failed, message, address",
      ]),
    Mistake(
      "features",
      "- when: [1️⃣{claim: slice}]\n  establish: {intent: slice, with: {name: a}}\n- eventually: {that: [\"true\"]}",
      ["1️⃣ error: the contract \"apn-config/v1\" has no feature \"slice\"\n  did you mean \"slices\"?"]),
  ]

  @Test("what a suite says of its contract must be so")
  func around() throws {
    let one = "- name: one\n  id: APN-1\n  claims: [slices, 1️⃣slics]\n  steps: [{http: {get: http://a}}]"
    let wrong = "the contract \"apn-config/v1\" has no feature \"slics\"\n  did you mean \"slices\"?"
    #expect(try Self.diagnose(Self.suite(one)) == ["1️⃣ error: \(wrong)"])
    let other = ContractLoaderTests.whole.replacing("version: v1", with: "version: v2")
    let right = Self.suite(one).replacing(", 1️⃣slics", with: "").replacing("contract:", with: "1️⃣contract:")
    #expect(
      try Self.diagnose(right, ["contract.yaml": other]) == [
        "1️⃣ error: the contract beside the suite is \"apn-config/v2\", not \"apn-config/v1\"\n  correct the name here, or in contract.yaml"
      ])
    let fact = ContractLoaderTests.whole.replacing("template: access", with: "template: 1️⃣acces")
    #expect(
      try Self.diagnose(right, ["contract.yaml": fact]) == [
        "1️⃣ error: the suite \"apn\" has no step template \"acces point on target\", which looks whether the fact \"on target\" holds\n  did you mean \"access point on target\"?"
      ])
    #expect(try Self.diagnose(right, ["contract.yaml": other, "contracts/a.yaml": ContractLoaderTests.whole]) == [])
  }

  @Test("a case is for candidates that claim the features of its intents, and core features need no claim")
  func claims() throws {
    let suite = try Self.load(
      Self.steps(
        "- establish: {intent: slice, with: {name: a}}\n- eventually: {that: [\"true\"]}", "  claims: [allocation]\n"))
    #expect(suite.cases[0].claims == ["slices"])
  }

  @Test("what surrounds cases is for candidates that claim its intents, and nobody has to claim what is core")
  func requirements() throws {
    let suite = try Self.load(
      Self.suite(
        """
        - name: one
          id: APN-1
          when: [{claim: allocation}, {claim: slices}]
          steps:
          - {when: [{claim: allocation}], eventually: {that: ["${slice.ready}"]}}
        """, "setup: [{establish: {intent: slice, as: slice, with: {name: a}}}]"))
    func claims(_ requirements: [Requirement]) -> [String] {
      requirements.compactMap { if case .claim(let name) = $0.kind { name } else { nil } }
    }
    #expect(claims(suite.fixture.requirements) == ["slices"])
    #expect(claims(suite.cases[0].requirements) == ["slices"])
    #expect(claims(suite.cases[0].steps[0].requirements) == [])
  }

  @Test("a contract that is wrong is told once, whatever the cases ask of it")
  func wrongContract() throws {
    let wrong = ContractLoaderTests.whole.replacing("  version: v1", with: "  version: v1\n  1️⃣abot: x")
    let messages = try Self.diagnose(Self.suite(Self.examples), ["contract.yaml": wrong])
    #expect(messages == ["1️⃣ error: unknown field \"abot\" in spec\n  did you mean \"about\"?"])
  }

  @Test("bindings see the contract's defaults")
  func defaults() throws {
    let suite = try Self.load(Self.steps(Self.point))
    guard case .establish(let establish) = suite.cases[0].steps[0].operation else {
      Issue.record("the step establishes")
      return
    }
    #expect(establish.defaults == ["fiveQI": 9])
    #expect(establish.parameters.names == ["name", "networkIdentifier"])
  }

  @Test("the digest of a suite counts its contract and its templates, wherever the suite lies")
  func digest() throws {
    let first = try Self.load(Self.steps(Self.point))
    #expect(try Self.load(Self.steps(Self.point)).digest == first.digest)
    let others = [
      "contract.yaml": ContractLoaderTests.whole + "\n# ", "templates.yaml": Self.templates + "\n# ",
    ]
    for (name, text) in others { #expect(try Self.load(Self.steps(Self.point), [name: text]).digest != first.digest) }
  }

  // MARK: Examples

  static let examples = """
    - name: what is right is accepted
      id: APN-2
      examples: {intent: accessPoint, of: valid}
      steps:
      - establish: {intent: accessPoint, as: point, with: "${example.with}"}
      - eventually: {that: ["${point.ready}"]}
    - name: what is wrong is not
      id: APN-3
      needs: [APN-2]
      examples: {intent: accessPoint, of: invalid, as: wrong}
      steps:
      - establish: {intent: accessPoint, with: "${wrong.with}", invalid: {naming: "${wrong.naming}", within: 5s}}
    - name: afterwards
      id: APN-4
      needs: [APN-2/smallest]
      steps: [{http: {get: http://a, status: 200}}]
    """

  @Test("a case for examples is one case for each")
  func cases() throws {
    let cases = try Self.load(Self.suite(Self.examples)).cases
    #expect(
      cases.map(\.summary.identity.id) == [
        "APN-2/smallest", "APN-2/identifier-of-62-characters", "APN-3/no-such-5qi", "APN-4",
      ])
    #expect(cases[1].summary.name == "what is right is accepted: Identifier of 62 characters!")
    #expect(cases[2].needs == ["APN-2/smallest", "APN-2/identifier-of-62-characters"])
    #expect(cases[3].needs == ["APN-2/smallest"])
    #expect(cases.map(\.claims) == [[], ["slices"], [], []])
    #expect(cases[2].variables.map(\.name) == ["wrong"])
    let value = try cases[2].variables[0].value.evaluate(Bindings())
    #expect(value["naming"] == ["fiveQI"] && value["with"]?["fiveQI"] == 0)
  }

  @Test(
    "cases for examples are selected by the id of all, by their own, and by labels",
    arguments: [
      ("APN-2", "", ["APN-2/smallest", "APN-2/identifier-of-62-characters"]),
      ("APN-2/smallest", "", ["APN-2/smallest"]),
      ("", "id=APN-3", ["APN-2/smallest", "APN-2/identifier-of-62-characters", "APN-3/no-such-5qi"]),
      ("", "example=smallest", ["APN-2/smallest"]), ("APN-4", "", ["APN-2/smallest", "APN-4"]),
    ])
  func selection(included: String, labels: String, ids: [String]) throws {
    let suite = try Self.load(Self.suite(Self.examples))
    let files = try MarkedFiles([
      "candidate.yaml": CandidateLoaderTests.candidate(""), "lab.yaml": PlanCheckerTests.lab,
    ])
    let plan = Plan(
      candidate: try CandidateLoader.load(files.path("candidate.yaml")).candidate,
      lab: try LabLoader.load(files.path("lab.yaml")).lab, suites: [suite])
    let selection = Selection(
      labels: labels.isEmpty ? [] : [try .init(parsing: labels)], included: included.isEmpty ? [] : [included])
    #expect(plan.selecting(selection).cases.map(\.summary.identity.id) == ids)
  }

  @Test("mistakes in examples of cases are told", arguments: Self.exampleMistakes)
  func examples(mistake: Mistake) throws {
    let text = "- name: one\n  id: APN-1\n  \(mistake.text)\n  steps: [{http: {get: http://a, status: 200}}]"
    let messages = try Self.diagnose(Self.suite(text))
    #expect(messages == mistake.messages)
  }

  static let exampleMistakes: [Mistake] = [
    Mistake(
      "fields", "examples: {intent: 1️⃣accesPoint, of: valid}",
      ["1️⃣ error: the contract \"apn-config/v1\" has no intent \"accesPoint\"\n  did you mean \"accessPoint\"?"]),
    Mistake(
      "kind", "examples: {intent: accessPoint, of: 1️⃣vald}",
      ["1️⃣ error: \"of\" must be one of \"valid\", \"invalid\", not \"vald\"\n  did you mean \"valid\"?"]),
    Mistake(
      "none", "examples: {intent: slice, 1️⃣of: invalid}",
      ["1️⃣ error: the contract has no invalid examples of \"slice\""]),
    Mistake(
      "name", "examples: {intent: accessPoint, of: valid, as: 1️⃣object}",
      ["1️⃣ error: \"object\" is a name that plugfest gives\n  choose another name for the variable"]),
    Mistake(
      "needs", "needs: [1️⃣NONE/nothing]",
      ["1️⃣ error: no case of this suite has the id \"NONE/nothing\""]),
  ]

  @Test("examples need a contract")
  func noContract() throws {
    let text = SuiteLoaderTests.suite(steps: "- http: {get: http://a, status: 200}").replacing(
      "    id: ONE-1", with: "    id: ONE-1\n    examples: {1️⃣intent: a, of: valid}")
    #expect(
      try SuiteLoaderTests.diagnose(text) == [
        "1️⃣ error: examples are those of a contract, and no contract of the suite is there\n  name it in the suite, \"contract: NAME/VERSION\", and put its file contract.yaml beside it"
      ])
  }

  @Test(
    "slugs are short and of letters and digits",
    arguments: [
      ("label of 64 characters", "label-of-64-characters"), ("  É 5QI=0, (reserved)", "5qi-0-reserved"),
      ("…", "example"),
      ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
    ])
  func slugs(name: String, slug: String) { #expect(CaseExamples.slug(name) == slug) }
}
