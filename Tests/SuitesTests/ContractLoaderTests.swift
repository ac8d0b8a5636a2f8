import Documents
import Plans
import Testing

@testable import Suites

@Suite struct ContractLoaderTests {
  static func contract(_ spec: String) -> String {
    "apiVersion: plugfest.dev/v1alpha1\nkind: Contract\nmetadata: {name: apn-config}\nspec:\n"
      + "version: v1\n\(spec)".split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      .joined(separator: "\n")
  }

  static let whole = contract(
    """
    about: access points of a packet core
    endpoints: {smf: session management, upf: user plane}
    features:
    - {name: allocation, level: core, about: gives addresses}
    - {name: slices, level: extended}
    intents:
      accessPoint:
        about: an access point of the core
        parameters:
          name: {type: string, required: true}
          networkIdentifier: {type: string, required: true, immutable: true, about: the APN, source: TS 23.003 9.1}
          fiveQI: {type: integer, default: 9, values: [5, 6, 9]}
          dns: {type: list, feature: slices}
          sessionTypes: {type: list, values: [IPv4, IPv6]}
          timer: {type: duration}
        observe:
          ready: {type: boolean, about: in force}
          failed: {type: boolean}
          message: {type: string}
          address: {type: string}
        facts: [{name: on target, about: the core has it, template: access point on target}]
        examples:
          valid:
          - {name: smallest, with: {name: a, networkIdentifier: internet}}
          - {name: "Identifier of 62 characters!", with: {name: b, networkIdentifier: long, fiveQI: 5, dns: [192.0.2.1]}}
          invalid:
          - {name: no such 5QI, with: {name: c, networkIdentifier: internet, fiveQI: 0}, naming: [fiveQI], because: TS 23.501}
      slice:
        feature: slices
        parameters: {name: {type: string, required: true}}
        observe: {ready: {type: boolean}}
    """)

  static func diagnose(_ text: String) throws -> [String] {
    try MarkedFiles(["contract.yaml": text]).diagnose { (files) throws(Diagnostics) in
      try ContractLoader.load(files.path("contract.yaml")).warnings
    }
  }

  @Test("a contract is read whole")
  func whole() throws {
    let files = try MarkedFiles(["contract.yaml": Self.whole])
    let contract = try ContractLoader.load(files.path("contract.yaml")).contract
    #expect(contract.title == "apn-config/v1")
    #expect(contract.endpoints.map(\.name) == ["smf", "upf"])
    #expect(contract.isCore("allocation") && !contract.isCore("slices"))
    let intent = try #require(contract.intent("accessPoint"))
    #expect(
      intent.parameters.map(\.name) == ["name", "networkIdentifier", "fiveQI", "dns", "sessionTypes", "timer"])
    #expect(intent.defaults == ["fiveQI": 9])
    #expect(intent.parameter("networkIdentifier")?.isImmutable == true)
    #expect(intent.parameter("networkIdentifier")?.source == "TS 23.003 9.1")
    #expect(intent.observations.map(\.type) == [.boolean, .boolean, .string, .string])
    #expect(intent.facts.map(\.template) == ["access point on target"])
    #expect(intent.examples(.invalid).map(\.naming) == [["fiveQI"]])
    #expect(intent.validExamples.count == 2)
    #expect(contract.claim(for: intent) == nil)
    #expect(contract.intent("slice").flatMap(contract.claim) == "slices")
  }

  @Test("every kind of mistake is told with its place", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try Self.diagnose(Self.contract(mistake.text))
    #expect(messages == mistake.messages)
  }

  static func intent(_ fields: String) -> String {
    "intents:\n  a:\n    observe: {ready: {type: boolean}, failed: {type: boolean}, message: {type: string}}\n"
      + fields.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }

  static let mistakes: [Mistake] = [
    Mistake("nothing of all", "intents: {a: {observe: {ready: {type: boolean}}}}", []),
    Mistake("no intents", "1️⃣intents: {}", ["1️⃣ error: the contract has no intents"]),
    Mistake(
      "features",
      """
      features: [{name: a, level: 1️⃣base}, {name: b}, {name: 2️⃣b}, 3️⃣{level: core}]
      intents: {x: {feature: 4️⃣bb, observe: {ready: {type: boolean}}}}
      """,
      [
        "1️⃣ error: \"level\" must be one of \"core\", \"extended\", not \"base\"",
        "2️⃣ error: a feature named \"b\" is there already",
        "3️⃣ error: missing field \"name\" in feature: expected a string that is not empty",
        "4️⃣ error: the contract has no feature \"bb\"\n  did you mean \"b\"?",
      ]),
    Mistake(
      "features of parameters and examples",
      intent(
        """
        parameters: {n: {type: string, feature: 1️⃣x}}
        examples: {valid: [{name: a, with: {n: a}, claims: [2️⃣y]}]}
        """),
      [
        "1️⃣ error: the contract has no feature \"x\"\n  list it under \"features\"",
        "2️⃣ error: the contract has no feature \"y\"\n  list it under \"features\"",
      ]),
    Mistake(
      "parameters",
      intent(
        """
        parameters:
          1️⃣run: {type: string}
          2️⃣a-b: {type: string}
          c: {type: 3️⃣text}
          d: {type: string, required: true, 4️⃣default: a}
          e: {type: integer, default: 5️⃣a}
          f: {type: string, values: [a, 6️⃣7], 7️⃣requird: true}
          g: {type: duration, default: 8️⃣10}
        """),
      [
        "1️⃣ error: \"run\" is a name that plugfest gives\n  choose another name for the parameter",
        "2️⃣ error: \"a-b\" cannot be used in expressions\n  use letters, digits and \"_\", and begin with a letter",
        "3️⃣ error: \"type\" must be one of \"string\", \"integer\", \"number\", \"boolean\", \"duration\", \"list\", \"object\", not \"text\"",
        "4️⃣ error: a parameter that is required needs no default\n  remove \"required\" or \"default\"",
        "5️⃣ error: the default of \"e\" must be an integer, not \"a\"",
        "6️⃣ error: a value of \"f\" must be a string, not 7\n  quote it: \"7\"",
        "7️⃣ error: unknown field \"requird\" in parameter \"f\"\n  did you mean \"required\"?",
        "8️⃣ error: the default of \"g\" must be a duration such as 90s, not 10",
      ]),
    Mistake(
      "observations",
      "intents:\n  a:\n    1️⃣observe: {2️⃣name: {type: string}, failed: {3️⃣type: string}, x: 4️⃣{}}",
      [
        "1️⃣ error: an intent needs the observation \"ready\": whether the present specification is in force\n  observe: {ready: {type: boolean, about: …}}",
        "2️⃣ error: \"name\" is seen of every object\n  choose another name for what is observed",
        "3️⃣ error: \"failed\" must be a boolean",
        "4️⃣ error: missing field \"type\" in observation \"x\": expected one of \"string\", \"integer\", \"number\", \"boolean\", \"duration\", \"list\", \"object\"",
      ]),
    Mistake(
      "invalid examples without a word on failure",
      "intents:\n  a:\n    1️⃣observe: {ready: {type: boolean}}\n"
        + "    examples: {invalid: [{name: b, with: {}}]}",
      [
        "1️⃣ error: an intent with invalid examples needs the observation \"failed\", for candidates that admission leaves to refuse them\n  observe: {failed: {type: boolean, about: …}}",
        "1️⃣ error: an intent with invalid examples needs the observation \"message\", for candidates that admission leaves to refuse them\n  observe: {message: {type: string, about: …}}",
      ]),
    Mistake(
      "examples",
      intent(
        """
        parameters: {n: {type: string, required: true}, kinds: {type: list, values: [A, B]}, mtu: {type: integer}}
        examples:
          valid:
          - {name: a, with: {n: 1️⃣5, kinds: 2️⃣[A, C], 3️⃣mut: 1400}}
          - {name: 4️⃣a, with: 5️⃣{mtu: 6️⃣x}}
          invalid:
          - {name: b, with: {n: 5, kinds: C, mtu: x}, naming: [n]}
          - {name: c, with: 7️⃣{}, 8️⃣namin: [n]}
        """),
      [
        "1️⃣ error: \"n\" must be a string, not 5\n  quote it: \"5\"",
        "2️⃣ error: \"kinds\" must be a list of \"A\", \"B\", not a list",
        "3️⃣ error: the intent \"a\" has no parameter \"mut\"\n  did you mean \"mtu\"?",
        "4️⃣ error: an example named \"a\" is there already",
        "5️⃣ error: the example does not give the parameter \"n\", which is required",
        "6️⃣ error: \"mtu\" must be an integer, not \"x\"",
        "7️⃣ error: the example does not give the parameter \"n\", which is required\n  give it a value that is invalid, or let the parameter not be required",
        "8️⃣ error: unknown field \"namin\" in example\n  did you mean \"naming\"?",
      ]),
  ]

  @Test("contracts are found by name, by name and version, and by file")
  func catalogue() throws {
    let other = Self.whole.replacing("version: v1", with: "version: v2")
    let files = try MarkedFiles([
      "suites/apn/contract.yaml": Self.whole, "suites/apn/suite.yaml": "kind: Suite", "own/two.yaml": other,
      "own/pod.yaml": "kind: Pod",
    ])
    let one = ContractCatalogue(folders: [files.path("suites")])
    #expect(one.entries.map(\.title) == ["apn-config/v1"])
    #expect(try one.path(of: "apn-config") == files.path("suites/apn/contract.yaml"))
    #expect(try one.path(of: files.path("own/two.yaml")) == files.path("own/two.yaml"))
    let both = ContractCatalogue(folders: ["suites", "own", "none"].map { files.path($0) })
    #expect(try both.path(of: "apn-config/v2") == files.path("own/two.yaml"))
    func message(_ name: String) -> String {
      do { return try both.path(of: name) } catch { return error.description }
    }
    #expect(
      message("apn-confg/v1")
        == "error: there is no contract \"apn-confg/v1\"\n  hint: did you mean \"apn-config/v1\"?")
    #expect(
      message("apn-config").hasPrefix("error: there is more than one contract \"apn-config\"\n  hint: name one of"))
    #expect(message("zz").hasSuffix("hint: there are apn-config/v1, apn-config/v2"))
    #expect(
      ContractCatalogue.nearby(program: files.path("x/y/plugfest")).entries.contains { $0.title == "apn-config/v1" })
  }
}
