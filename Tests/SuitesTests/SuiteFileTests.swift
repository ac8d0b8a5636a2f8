import Documents
import Expressions
import Plans
import Testing
import Verdicts

@testable import Suites

@Suite struct SuiteFileTests {
  static let head = "apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: demo}\n"

  @Test("every kind of mistake around the steps is told with its place", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try SuiteLoaderTests.diagnose(mistake.text)
    #expect(messages == mistake.messages)
  }

  static let mistakes: [Mistake] = [
    Mistake("an empty file", "1️⃣", ["1️⃣ error: the file is empty"]),
    Mistake("a list", "1️⃣- a", ["1️⃣ error: the file must hold an object, not array"]),
    Mistake(
      "two documents", head + "spec: {cases: []}\n---\n1️⃣kind: Lab",
      ["1️⃣ error: the file holds more than one document\n  put each into a file of its own"]),
    Mistake("no kind", "1️⃣a: b", ["1️⃣ error: missing field \"kind\" in the file: expected \"Suite\""]),
    Mistake(
      "a lab", "apiVersion: plugfest.dev/v1alpha1\nkind: 1️⃣Lab\nmetadata: {nmae: a}",
      ["1️⃣ error: this is a Lab, not a Suite\n  give it to `plugfest run` as --lab"]),
    Mistake(
      "a misspelt kind", "apiVersion: plugfest.dev/v1alpha1\nkind: 1️⃣Siute",
      ["1️⃣ error: \"kind\" must be \"Suite\", not \"Siute\"\n  did you mean \"Suite\"?"]),
    Mistake(
      "somebody else's kind", "apiVersion: apps/v1\nkind: 1️⃣Deployment",
      ["1️⃣ error: \"kind\" must be \"Suite\", not \"Deployment\""]),
    Mistake(
      "no version", "1️⃣kind: Suite",
      ["1️⃣ error: missing field \"apiVersion\" in the file: expected \"plugfest.dev/v1alpha1\""]),
    Mistake(
      "another version", "apiVersion: 1️⃣plugfest.dev/v1alpha2\nkind: Suite",
      [
        "1️⃣ error: \"apiVersion\" must be \"plugfest.dev/v1alpha1\", not \"plugfest.dev/v1alpha2\"\n  did you mean \"plugfest.dev/v1alpha1\"?"
      ]),
    Mistake(
      "a head that is wrong, with a spec that is wrong",
      "1️⃣apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: 2️⃣My Suite, 3️⃣labels: {}}\nspec: 4️⃣{5️⃣casse: []}\n6️⃣status: {}",
      [
        "2️⃣ error: \"name\" must be a name of small letters, digits and \"-\", at most 63 of them, not \"My Suite\"",
        "3️⃣ error: unknown field \"labels\" in metadata\n  known here: name",
        "4️⃣ error: missing field \"cases\" in spec: expected a list",
        "5️⃣ error: unknown field \"casse\" in spec\n  did you mean \"cases\"?",
        "6️⃣ error: unknown field \"status\" in the file\n  known here: apiVersion, kind, metadata, spec",
      ]),
    Mistake("no spec", "1️⃣" + head, ["1️⃣ error: missing field \"spec\" in the file: expected a value"]),
    Mistake("no cases", head + "spec: {1️⃣cases: []}", ["1️⃣ error: the suite has no cases"]),
    Mistake(
      "fields of the suite",
      head
        + "spec: {timeouts: {case: 1️⃣5, 2️⃣eventualy: 1s}, endpoints: [3️⃣''], contract: 4️⃣7, cases: [5️⃣{name: a, id: a, steps: 6️⃣{}}]}",
      [
        "1️⃣ error: \"case\" must be a duration, not 5\n  write it like 90s, 1m30s or 500ms",
        "2️⃣ error: unknown field \"eventualy\" in timeouts\n  did you mean \"eventually\"?",
        "3️⃣ error: \"endpoints[0]\" must be a string that is not empty, not \"\"",
        "4️⃣ error: \"contract\" must be a string that is not empty, not 7\n  quote it: \"7\"",
        "6️⃣ error: \"steps\" must be a list, not an object",
      ]),
    Mistake(
      "fields of a case",
      head
        + """
        spec:
          cases:
          - 1️⃣id: 2️⃣has spaces
            severity: 3️⃣high
            labels: {a: 4️⃣true}
            5️⃣step: []
            setup: [6️⃣5]
          - 7️⃣7
        """,
      [
        "1️⃣ error: missing field \"name\" in case: expected a string that is not empty",
        "1️⃣ error: missing field \"steps\" in case: expected a list",
        "2️⃣ error: \"id\" must be letters, digits, \"-\", \"_\" and \".\" without spaces, such as IPAM-001, not \"has spaces\"",
        "3️⃣ error: \"severity\" must be one of \"essential\", \"normal\", \"bonus\", not \"high\"",
        "4️⃣ error: \"labels.a\" must be a string, not true\n  quote it: \"true\"",
        "5️⃣ error: unknown field \"step\" in case\n  did you mean \"steps\"?",
        "6️⃣ error: step must be an object, not 5", "7️⃣ error: case must be an object, not 7",
      ]),
    Mistake(
      "a case without steps, and one with the same id",
      head + "spec:\n  cases:\n  - {name: a, id: a, 1️⃣steps: []}\n  - {name: b, id: 2️⃣a, steps: [{run: {script: ls}}]}",
      [
        "1️⃣ error: the case has no steps",
        "2️⃣ error: a case with the id \"a\" stands at line 6 already\n  give each case an id of its own",
      ]),
    Mistake(
      "variables",
      head
        + """
        spec:
          cases:
          - name: a
            id: a
            variables:
              first: ${1️⃣second}
              second: ${first}
              2️⃣lab: a
              3️⃣a-b: c
            steps: [{run: {script: "${first} ${4️⃣third}"}}]
        """,
      [
        "1️⃣ error: undeclared reference to 'second'",
        "2️⃣ error: \"lab\" is a name that plugfest gives\n  choose another name for the variable",
        "3️⃣ error: \"a-b\" cannot be used in expressions\n  use letters, digits and \"_\", and begin with a letter",
        "4️⃣ error: undeclared reference to 'third'",
      ]),
  ]

  @Test("a suite is read whole, with its defaults")
  func whole() throws {
    let text =
      Self.head + """
        spec:
          description: words
          contract: ipam/v1
          timeouts: {case: 1m, eventually: 20s, http: 3s}
          endpoints: [netbox]
          cases:
          - name: one
            id: ONE-1
            category: allocation
            severity: essential
            labels: {slow: "yes"}
            claims: [adoption]
            timeout: 2m
            variables: {parent: 10.0.0.0/16, count: 3}
            setup:
            - http: {post: "http://a/${parent}", body: {a: 1}, as: page, headers: {A: b}, status: 201}
            steps:
            - establish: {intent: prefixClaim, as: claim, with: {name: a, count: "${count}"}}
            - eventually: {that: ["${claim.ready}", claim.prefix != ""]}
            - description: it is there
              eventually: {object: {apiVersion: v1, kind: Pod, metadata: {name: a}}, within: 5s}
            - consistently: {for: 1s, that: ["${claim.ready}"]}
            - apply: {file: pod.yaml}
            - create: {manifest: {apiVersion: v1, kind: Pod, metadata: {generateName: a-}}, refused: {}}
            - patch: {handle: claim, type: json, patch: [], subresource: status, refused: {code: 422}}
            - delete: {object: {apiVersion: v1, kind: Pod, name: a}, propagation: Foreground, within: 10s}
            - run: {script: "echo ${claim.prefix}", stdout: [a], as: said, that: [result.exitCode == 0]}
            - run: {command: [echo, "${said.stdout}"], exitCode: 1, env: {A: b}, timeout: 5s}
            teardown:
            - http: {delete: "${page.body.url}", status: 204}
          - {name: two, id: TWO-1, endpoints: [], steps: [{http: {description: said inside, get: http://a}}]}
        """
    let files = try MarkedFiles([
      "suite.yaml": text, "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: '${parent}'}",
    ])
    let (suite, warnings) = try SuiteLoader.load(files.path("suite.yaml"))
    #expect(warnings.isEmpty)
    #expect(suite.contract == "ipam/v1")
    #expect(suite.description == "words")
    let (one, two) = (suite.cases[0], suite.cases[1])
    #expect(one.timeout == .seconds(120))
    #expect(two.timeout == .seconds(60))
    #expect(one.endpoints == ["netbox"])
    #expect(two.endpoints == [])
    #expect(one.claims == ["adoption"])
    #expect(one.labels == ["slow": "yes"])
    #expect(two.summary.severity == .normal)
    #expect(one.variables.map(\.name) == ["parent", "count"])
    #expect(try one.variables[1].value.evaluate(Bindings()) == 3)
    #expect(
      one.steps.map(\.name) == [
        "establish prefixClaim as claim", "eventually ${claim.ready}, … within 20s", "it is there",
        "consistently ${claim.ready} for 1s", "apply pod.yaml", "create Pod, which is refused",
        "patch claim, which is refused", "delete Pod a", "run echo ${claim.prefix}", "run echo ${said.stdout}",
      ])
    #expect(one.setup.map(\.name) == ["http POST http://a/${parent}"])
    #expect(two.steps.map(\.name) == ["said inside"])
    #expect(one.steps[1].uses.map(\.reference.description) == ["claim.ready", "claim.prefix"])
    guard case .http(let request) = one.setup[0].operation else {
      Issue.record("not an http step")
      return
    }
    #expect(request.method == "POST")
    #expect(request.timeout == .seconds(3))
    #expect(request.within == nil)
    #expect(try request.url.evaluate(Bindings(["parent": "x"])) == "http://a/x")
  }

  @Test("the digest changes with the suite and with the files that it names, but not with the folder")
  func digest() throws {
    let text = SuiteLoaderTests.suite(steps: "- apply: {file: a.yaml}")
    let manifest = "{apiVersion: v1, kind: Pod, metadata: {name: a}}"
    func digest(_ text: String, _ manifest: String) throws -> String {
      let files = try MarkedFiles(["suite.yaml": text, "a.yaml": manifest])
      return try SuiteLoader.load(files.path("suite.yaml")).suite.digest
    }
    let first = try digest(text, manifest)
    #expect(first.utf8.count == 64)
    #expect(try digest(text, manifest) == first)
    #expect(try digest(text + "\n", manifest) != first)
    #expect(try digest(text, manifest + " ") != first)
  }

  @Test("a manifest in a file is checked in that file")
  func namedFile() throws {
    let messages = try SuiteLoaderTests.diagnose(
      SuiteLoaderTests.suite(steps: "- apply: {file: sub/a.yaml}"),
      ["sub/a.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"a-${1️⃣paren}\"\n"])
    #expect(messages == ["1️⃣ error: undeclared reference to 'paren'\n  did you mean \"parent\"?"])
  }

  @Test("a hostile file is refused in time", .timeLimit(.minutes(5)), arguments: Self.hostile)
  func refuse(mistake: Mistake) throws {
    let messages = try SuiteLoaderTests.diagnose(mistake.text)
    #expect(!messages.isEmpty)
    for part in mistake.messages { #expect(messages[0].contains(part)) }
  }

  static let hostile: [Mistake] = [
    Mistake("deep", head + "spec: " + String(repeating: "[", count: 100_000), ["nested deeper than"]),
    Mistake(
      "aliases that explode",
      head + "spec:\n  a0: &a0 [x]\n"
        + (1...60).map { "  a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", "))]\n" }
        .joined(), ["the aliases repeat more than"]),
    Mistake(
      "a deep expression",
      SuiteLoaderTests.suite(steps: "- run: {script: \"${\(String(repeating: "(", count: 50_000))\"}"), ["error"]),
    Mistake(
      "a long expression",
      SuiteLoaderTests.suite(steps: "- run: {script: \"${\(String(repeating: "1+", count: 100_000))1}\"}"), ["error"]),
    Mistake("control characters", head + "spec: {cases: [\u{1}]}", ["not valid YAML"]),
  ]
}
