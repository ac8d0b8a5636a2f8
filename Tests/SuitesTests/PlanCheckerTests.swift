import Documents
import Plans
import Testing

@testable import Suites

@Suite struct PlanCheckerTests {
  static let candidate = CandidateLoaderTests.candidate(
    """
    contract: ipam/v1
    claims: [adoption]
    bindings:
      prefixClaim:
        manifest:
          apiVersion: v1
          kind: A
          metadata: {name: "${name}"}
          spec: {parent: "${parentPrefix}", note: "${with.?description}"}
        observe: {ready: object.ready, prefix: object.prefix}
      free:
        manifest: {apiVersion: v1, kind: A, metadata: {name: a}, spec: "${with}"}
    """)
  static let lab = LabLoaderTests.lab(
    "cluster: {embedded: {}}\nendpoints: {netbox: {url: https://a}}\nvalues: {site: {name: A}}")

  static func check(
    candidate: String = candidate, lab: String = lab, steps: String = "- run: {script: ls}",
    suite: ((String) -> String)? = nil, suites: [String] = []
  ) throws -> [String] {
    let first = SuiteLoaderTests.suite(steps: steps)
    var texts = ["candidate.yaml": candidate, "lab.yaml": lab, "suite.yaml": suite?(first) ?? first]
    for (index, text) in suites.enumerated() { texts["suite\(index).yaml"] = text }
    let files = try MarkedFiles(texts)
    return files.diagnose { (files) throws(Diagnostics) in
      let paths = ["suite.yaml"] + suites.indices.map { "suite\($0).yaml" }
      var suitePaths: [String] = []
      for path in paths { suitePaths.append(files.path(path)) }
      return try PlanBuilder.plan(
        candidate: files.path("candidate.yaml"), lab: files.path("lab.yaml"), suites: suitePaths
      ).warnings
    }
  }

  @Test("what a case needs of the candidate and the lab is checked", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try Self.check(steps: mistake.text)
    #expect(messages == mistake.messages)
  }

  static let claim = "- establish: {intent: prefixClaim, as: claim, with: {name: a, parentPrefix: b}}\n"

  static let mistakes: [Mistake] = [
    Mistake(
      "nothing",
      claim + "- eventually: {that: [claim.ready && claim.prefix != '' && claim.exists, claim.object.spec.a == 1]}", []),
    Mistake(
      "an unbound intent", "- establish: {intent: 1️⃣prefixClam}\n- establish: {intent: 2️⃣vlan}",
      [
        "1️⃣ error: the candidate \"one\" does not bind the intent \"prefixClam\"\n  did you mean \"prefixClaim\"?",
        "2️⃣ error: the candidate \"one\" does not bind the intent \"vlan\"\n  bind it in candidate.yaml",
      ]),
    Mistake(
      "parameters", "- establish: {intent: 1️⃣prefixClaim, with: {name: a, parentPrefx: b, description: c, zone: d}}",
      [
        "1️⃣ error: the binding of \"prefixClaim\" needs the parameter \"parentPrefix\"\n  is it \"parentPrefx\" under \"with\"?",
        "1️⃣ warning: the binding of \"prefixClaim\" does not use the parameter \"parentPrefx\"\n  did you mean \"parentPrefix\"?",
        "1️⃣ warning: the binding of \"prefixClaim\" does not use the parameter \"zone\"",
      ]),
    Mistake("all parameters", "- establish: {intent: free, with: {anything: a}}", []),
    Mistake(
      "what is not observed",
      claim
        + "- eventually: {that: [\"${1️⃣claim.prefx != ''}\"]}\n- run: {script: \"a ${claim.ready} ${2️⃣claim.address}\"}",
      [
        "1️⃣ error: the binding of \"prefixClaim\" does not observe \"prefx\"\n  did you mean \"prefix\"?",
        "2️⃣ error: the binding of \"prefixClaim\" does not observe \"address\"\n  it observes prefix, ready",
      ]),
    Mistake(
      "a handle that is made anew", claim + "- http: {get: https://a, as: claim}\n- run: {script: \"${claim.body}\"}",
      []),
    Mistake(
      "the lab's names",
      "- http: {get: \"${1️⃣lab.endpoints.netbx.url}/\"}\n- run: {script: \"${lab.values.site.name} ${2️⃣lab.values.site.nam}\"}\n- 3️⃣http: {get: https://a, endpoint: netbo}",
      [
        "1️⃣ warning: the lab \"here\" has no endpoint \"netbx\"\n  did you mean \"netbox\"?",
        "2️⃣ warning: the lab \"here\" has no value \"site.nam\"\n  did you mean \"name\"?",
        "3️⃣ warning: the lab \"here\" has no endpoint \"netbo\"\n  did you mean \"netbox\"?",
      ]),
  ]

  @Test("a case that will be skipped is not measured by what is missing")
  func skipped() throws {
    let steps = "- establish: {intent: vlan}\n- http: {get: \"${lab.endpoints.core.url}\"}"
    #expect(try Self.check(steps: steps) { $0.replacing("id: ONE-1", with: "id: ONE-1\n    claims: [vlans]") } == [])
    let http = "- http: {get: \"${lab.endpoints.core.url}/${lab.values.core}\"}"
    #expect(try Self.check(steps: http) { $0.replacing("id: ONE-1", with: "id: ONE-1\n    endpoints: [core]") } == [])
  }

  @Test("a suite of another contract is refused")
  func contract() throws {
    let messages = try Self.check { $0.replacing("spec:\n", with: "spec:\n  1️⃣contract: ipam/v2\n") }
    #expect(
      messages == [
        "1️⃣ error: the suite \"demo\" needs the contract \"ipam/v2\", but the candidate \"one\" serves the contract \"ipam/v1\"\n  name \"contract: ipam/v2\" in candidate.yaml when its bindings serve it"
      ])
  }

  @Test("names and ids of several suites must differ")
  func duplicates() throws {
    let other = SuiteLoaderTests.suite(steps: "- run: {script: ls}").replacing(
      "  cases:\n  - ", with: "  1️⃣cases:\n  - 2️⃣")
    #expect(
      try Self.check(suites: [other]) == [
        "1️⃣ error: a suite named \"demo\" is in suite.yaml already",
        "2️⃣ error: a case with the id \"ONE-1\" stands at suite.yaml:6:5 already",
      ])
  }

  @Test("a waiver for nothing that runs is told of")
  func waivers() throws {
    let waivers =
      "\n  waivers: [{case: ONE-1, until: 2030-01-01, because: a}, 1️⃣{case: ONE-2, until: 2030-01-01, because: a}]"
    #expect(
      try Self.check(candidate: Self.candidate + waivers) == [
        "1️⃣ warning: no case of this run has the waived id \"ONE-2\"\n  did you mean \"ONE-1\"?"
      ])
  }

  @Test("a candidate that reads what the lab does not have is refused")
  func candidateNeeds() throws {
    let candidate = CandidateLoaderTests.candidate(
      "contract: ipam/v1", install: "install: {process: {command: [a], env: {A: \"${1️⃣lab.endpoints.core.url}\"}}}")
    #expect(try Self.check(candidate: candidate) == ["1️⃣ error: the lab \"here\" has no endpoint \"core\""])
  }

  @Test("the mistakes of all files are told at once")
  func all() throws {
    let messages = try Self.check(
      candidate: CandidateLoaderTests.candidate("1️⃣x: 1"), lab: LabLoaderTests.lab("cluster: {embedded: {}}\n2️⃣y: 1"),
      steps: "- 3️⃣z: 1")
    #expect(messages.map { $0.prefix(1) } == ["1️⃣", "2️⃣", "3️⃣", "3️⃣"])
  }

  @Test("arguments for a candidate that is no program are refused")
  func arguments() throws {
    let files = try MarkedFiles([
      "candidate.yaml": Self.candidate, "lab.yaml": Self.lab,
      "suite.yaml": SuiteLoaderTests.suite(steps: "- run: {script: ls}"),
    ])
    let messages = files.diagnose { (files) throws(Diagnostics) in
      try PlanBuilder.plan(
        candidate: files.path("candidate.yaml"), lab: files.path("lab.yaml"), suites: [files.path("suite.yaml")],
        candidateArguments: ["-v"]
      ).warnings
    }
    #expect(
      messages == [
        "candidate.yaml:5:3: error: the candidate is no program that plugfest starts, and takes no arguments\n  remove what stands behind --"
      ])
  }
}
