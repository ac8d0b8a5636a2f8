import Documents
import Expressions
import Kubernetes
import Plans
import Testing

@testable import Suites

@Suite struct CandidateLoaderTests {
  static func candidate(_ spec: String, install: String = "install: {external: {}}") -> String {
    "apiVersion: plugfest.dev/v1alpha1\nkind: Candidate\nmetadata: {name: one}\nspec:\n"
      + "vendor: A\nversion: 1.0.0\n\(install)\n\(spec)".split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  \($0)" }.joined(separator: "\n")
  }

  static func diagnose(_ files: borrowing MarkedFiles, manifests: [String]? = nil) -> [String] {
    files.diagnose { (files) throws(Diagnostics) in
      try CandidateLoader.load(files.path("candidate.yaml"), manifests: manifests).warnings
    }
  }

  @Test("every kind of mistake is told with its place", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = Self.diagnose(try MarkedFiles(["candidate.yaml": Self.candidate(mistake.text)]))
    #expect(messages == mistake.messages)
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "a version before of what plugfest does not install", "previous: {1️⃣version: 0.9.0}",
      [
        "1️⃣ error: plugfest does not install this candidate, so it cannot put another version in its place\n  remove \"previous\", or let plugfest install the candidate: \"process\" or \"manifests\""
      ]),
    Mistake(
      "bindings",
      """
      bindings:
        a: 1️⃣{observe: {ready: "${2️⃣objct.status}", 3️⃣is-ready: "${true}", text: 4️⃣"a ${object}"}}
        b: {manifest: 5️⃣{apiVersion: v1, metadata: {name: "${name}"}}, 6️⃣observes: {}}
        c: {manifest: {apiVersion: v1, kind: A, metadata: {name: "${lab7️⃣.nam}"}, spec: {a: "${with.?a.orValue(8️⃣}"}}}
        d: 9️⃣5
      """,
      [
        "1️⃣ error: missing field \"manifest\" in binding \"a\": expected a value",
        "2️⃣ error: undeclared reference to 'objct'\n  did you mean \"object\"?",
        "3️⃣ error: \"is-ready\" cannot be used in expressions\n  use letters, digits and \"_\", and begin with a letter",
        "4️⃣ error: \"observe.text\" must be one expression, not text with expressions in it\n  write all of it inside one ${…}",
        "5️⃣ error: missing field \"kind\" in manifest",
        "6️⃣ error: unknown field \"observes\" in binding \"b\"\n  did you mean \"observe\"?",
        "7️⃣ error: undefined field 'nam'\n  did you mean \"name\"?",
        "8️⃣ error: Syntax error: mismatched input the end of the expression expecting an expression",
        "9️⃣ error: binding \"d\" must be an object, not 5",
      ]),
    Mistake(
      "the rest",
      """
      children: [{apiVersion: 1️⃣a/b/c, kind: A}, 2️⃣{apiVersion: v1}]
      masks: [{path: 3️⃣"a[", because: b}, 4️⃣{path: a}]
      waivers:
      - {criterion: OBS-08, until: 5️⃣2026-02-30, because: a}
      - 6️⃣{until: 2026-12-31, because: a}
      - {case: A-1, until: 2026-12-31, because: 7️⃣""}
      8️⃣claim: [a]
      """,
      [
        "1️⃣ error: \"apiVersion\" must be an apiVersion such as v1 or apps/v1, not \"a/b/c\"",
        "2️⃣ error: missing field \"kind\" in child: expected a string that is not empty",
        "3️⃣ error: \"path\" must be a path such as status.lastSync, not \"a[\"",
        "4️⃣ error: missing field \"because\" in mask: expected a string that is not empty",
        "5️⃣ error: \"until\" must be a day of the calendar, not \"2026-02-30\"\n  write it like 2026-12-31",
        "6️⃣ error: waiver needs exactly one of \"criterion\", \"case\"",
        "7️⃣ error: \"because\" must be a string that is not empty, not \"\"",
        "8️⃣ error: unknown field \"claim\" in spec\n  did you mean \"claims\"?",
      ]),
    Mistake(
      "companions",
      """
      companions:
      - {name: 1️⃣Up, process: {command: [a], 2️⃣comand: []}}
      - 3️⃣{name: b, manifests: []}
      - {name: c, process: {command: [c], env: {A: "${lab.endpoints.netbox4️⃣.ulr}"}}, manifests: 5️⃣none.yaml}
      - {name: d, process: {command: [d]}}
      """,
      [
        "1️⃣ error: \"name\" must be a name of small letters, digits and \"-\", at most 63 of them, not \"Up\"",
        "2️⃣ error: unknown field \"comand\" in process\n  did you mean \"command\"?",
        "3️⃣ error: missing field \"process\" in companion: expected an object",
        "4️⃣ error: undefined field 'ulr'\n  did you mean \"url\"?",
        "5️⃣ error: there is no file \"none.yaml\"",
      ]),
    Mistake(
      "two companions of one name",
      """
      companions:
      - {name: d, process: {command: [d]}}
      - 1️⃣{name: d, process: {command: [d]}}
      """,
      [
        "1️⃣ error: a companion named \"d\" stands at line 9 already\n  give each a name of its own"
      ]),
    Mistake(
      "manifests that are not there", "manifests: [1️⃣none, 2️⃣5]",
      ["2️⃣ error: \"manifests[1]\" must be a path, not 5"]),
    Mistake(
      "a folder that is not there", "manifests: 1️⃣none/", ["1️⃣ error: there is no file \"none/\""]),
  ]

  @Test("every kind of mistake in the installation is told with its place", arguments: Self.installations)
  func diagnoseInstallation(mistake: Mistake) throws {
    let text = Self.candidate("", install: mistake.text)
    #expect(Self.diagnose(try MarkedFiles(["candidate.yaml": text])) == mistake.messages)
  }

  static let installations: [Mistake] = [
    Mistake(
      "none", "install: 1️⃣{}",
      ["1️⃣ error: install needs exactly one of \"process\", \"manifests\", \"external\""]),
    Mistake(
      "two", "install: {manifests: {}, 1️⃣external: {}}",
      [
        "1️⃣ error: install needs exactly one of \"process\", \"manifests\", \"external\"; here it has \"manifests\" and \"external\""
      ]),
    Mistake(
      "a chart", "install: {1️⃣helm: {chart: a}}",
      [
        "1️⃣ error: charts are not installed by plugfest\n  render the chart with `helm template`, name the result under \"manifests\", and use install: {manifests: {}}"
      ]),
    Mistake(
      "a process",
      """
      install:
        process:
          command: [a, 1️⃣5, "${2️⃣namespace}", "${run3️⃣.namespace}"]
          env: {A: 4️⃣true, B: "${lab.endpoints.netbox5️⃣.ulr}"}
          9️⃣secretEnv: [A, C]
          ready: {log: 6️⃣"(", within: 7️⃣1}
          8️⃣stopp: 5s
      """,
      [
        "1️⃣ error: \"command[1]\" must be a string, not 5\n  quote it: \"5\"",
        "2️⃣ error: reserved identifier: namespace\n  write run.namespace",
        "3️⃣ error: undefined field 'namespace'",
        "4️⃣ error: \"env.A\" must be a string, not true\n  quote it: \"true\"",
        "5️⃣ error: undefined field 'ulr'\n  did you mean \"url\"?",
        "9️⃣ error: \"C\" is not in \"env\"",
        "6️⃣ error: \"log\" must be a regular expression: error parsing regexp: missing closing ): `(`",
        "7️⃣ error: \"within\" must be a duration, not 1\n  write it like 90s, 1m30s or 500ms",
        "8️⃣ error: unknown field \"stopp\" in process\n  did you mean \"stop\"?",
      ]),
    Mistake(
      "ready beside the process", "install: {process: {command: [a]}, 1️⃣ready: {log: a}}",
      ["1️⃣ error: unknown field \"ready\" in install\n  known here: helm, process, manifests, external"]),
    Mistake("no program", "install: {process: {1️⃣command: []}}", ["1️⃣ error: \"command\" must name a program"]),
  ]

  @Test("a candidate is read whole")
  func whole() throws {
    let text = Self.candidate(
      """
      contract: ipam/v1
      children: [{apiVersion: apps/v1, kind: Deployment}]
      manifests: [crds, rbac.yaml]
      bindings:
        thing:
          manifest: {apiVersion: v1, kind: A, metadata: {name: "${name}"}, spec: {size: "${with.?size}"}}
          observe: {ready: object.status.ready, size: "${object.status.size}"}
      claims: [adoption]
      masks: [{path: status.lastSync, because: heartbeat}, {path: status.n, because: counts, kind: A}]
      waivers: [{case: A-1, until: 2028-02-29, because: later}]
      """,
      install: """
        install:
          process:
            command: [operator, --url, "${lab.endpoints.netbox.url}"]
            env: {TOKEN: abc, URL: "${lab.endpoints.netbox.url}"}
            secretEnv: [TOKEN]
            ready: {log: "^ready$", within: 5s}
            stop: 3s
        """)
    let files = try MarkedFiles([
      "candidate.yaml": text,
      "rbac.yaml": "apiVersion: v1\nkind: List\nitems: [\(Self.object("a")), \(Self.object("b"))]",
      "crds/2.yaml": "---\n\(Self.object("d"))\n---\n---\n\(Self.object("e"))\n", "crds/1.json": Self.object("c"),
      "crds/notes.txt": "no: [yaml", "crds/.hidden.yaml": "no: [yaml",
    ])
    let (candidate, warnings) = try CandidateLoader.load(files.path("candidate.yaml"))
    #expect(warnings.isEmpty)
    #expect(candidate.manifests.compactMap { $0["metadata"]?["name"]?.string } == ["c", "d", "e", "a", "b"])
    #expect(candidate.children.map(\.description) == ["apps/v1 Deployment"])
    #expect(candidate.masks.map(\.path.description) == ["status.lastSync", "status.n"])
    #expect(candidate.masks.map(\.kind) == [nil, "A"])
    #expect(candidate.waivers.map(\.id) == ["A-1"])
    let binding = try #require(candidate.bindings["thing"])
    #expect(binding.uses.map(\.reference.description) == ["name", "with.size"])
    #expect(
      try binding.manifest.evaluate(Bindings(["name": "x", "with": ["name": "x"]]))
        == ["apiVersion": "v1", "kind": "A", "metadata": ["name": "x"], "spec": [:]])
    guard case .process(let process) = candidate.installation else {
      Issue.record("not a process")
      return
    }
    #expect(process.stopWithin == .seconds(3))
    #expect(process.readyWithin == .seconds(5))
    #expect(process.secretVariables == ["TOKEN"])
    #expect(Set(process.uses.map(\.reference.description)) == ["lab.endpoints.netbox.url"])
  }

  static func object(_ name: String) -> String {
    #"{"apiVersion": "v1", "kind": "A", "metadata": {"name": "\#(name)"}}"#
  }

  @Test("mistakes in manifests are told in their files, together with those of the candidate")
  func manifests() throws {
    let files = try MarkedFiles([
      "candidate.yaml": Self.candidate("1️⃣manifest: []\nmanifests: [a.yaml, b.yaml, 2️⃣chart, 3️⃣empty]"),
      "a.yaml": "\(Self.object("a"))\n---\n4️⃣kind: A\nmetadata: 5️⃣{}\n---\n6️⃣hello", "b.yaml": "a: b: c",
      "chart/Chart.yaml": "name: a", "empty/notes.txt": "",
    ])
    #expect(
      Self.diagnose(files) == [
        "4️⃣ error: missing field \"apiVersion\" in manifest",
        "5️⃣ error: missing field \"metadata.name\" in manifest",
        "6️⃣ error: manifest must be an object, not \"hello\"",
        "b.yaml:1:5: error: not valid YAML: mapping values are not allowed in this context\n  quote a value that holds \": \", or check the indentation",
        "1️⃣ error: unknown field \"manifest\" in spec\n  did you mean \"manifests\"?",
        "2️⃣ error: \"chart\" is a Helm chart\n  render it with `helm template`, and name the result",
        "3️⃣ error: no YAML or JSON file is in \"empty\"",
      ])
  }

  @Test("other manifests take the place of those that the candidate names")
  func override() throws {
    let files = try MarkedFiles([
      "candidate.yaml": Self.candidate("manifests: none"), "other/a.yaml": Self.object("other"),
    ])
    let candidate = try CandidateLoader.load(files.path("candidate.yaml"), manifests: [files.path("other")]).candidate
    #expect(candidate.manifests.compactMap { $0["metadata"]?["name"]?.string } == ["other"])
    #expect(Self.diagnose(files, manifests: [files.path("nothing")]) == ["error: there is no file \"nothing\""])
  }
}
