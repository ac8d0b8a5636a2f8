import Documents
import Kubernetes
import Plans
import Testing
import Verdicts

@testable import Suites

/// What surrounds cases, and steps that hold steps.
@Suite struct StructureLoaderTests {
  static let head = "apiVersion: plugfest.dev/v1alpha1\nkind: Suite\nmetadata: {name: demo}\nspec:\n"
  static let step = "{run: {script: ls}}"

  @Test("every kind of mistake in the structure is told with its place", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    let messages = try SuiteLoaderTests.diagnose(Self.head + mistake.text, Self.templates)
    #expect(messages == mistake.messages)
  }

  static let templates = [
    "t.yaml": """
    apiVersion: plugfest.dev/v1alpha1
    kind: StepTemplates
    metadata: {name: common}
    spec:
      templates:
      - {name: plain, parameters: [name, {name: size, default: 3}], steps: [{run: {script: 'echo ${name} ${size}'}}]}
    """
  ]

  static let mistakes: [Mistake] = [
    Mistake(
      "needs",
      """
        cases:
        - {name: a, id: A-1, needs: [1️⃣A-3], steps: [\(step)]}
        - {name: b, id: 2️⃣A-2, needs: [A-4], steps: [\(step)]}
        - {name: c, id: A-4, needs: [A-2], steps: [\(step)]}
      """,
      [
        "1️⃣ error: no case of this suite has the id \"A-3\"\n  did you mean \"A-1\"?",
        "2️⃣ error: cases need each other in a circle: A-2, A-4, A-2\n  take one of them out of \"needs\"",
      ]),
    Mistake(
      "requirements",
      """
        when: [{kubernetes: 1️⃣'1.29'}, {crd: a, 2️⃣claim: b}, {that: '${3️⃣nothing}'}]
        cases: [{name: a, id: A-1, when: 4️⃣{}, steps: [{when: [5️⃣{6️⃣kind: a}], run: {script: ls}}]}]
      """,
      [
        "1️⃣ error: \"kubernetes\" must be bounds on a version of Kubernetes, not \"1.29\"\n  write it like \">=1.29\" or \">=1.29 <1.33\"",
        #"2️⃣ error: requirement needs exactly one of "kubernetes", "crd", "endpoint", "claim", "that"; here it has "crd" and "claim""#,
        "3️⃣ error: undeclared reference to 'nothing'",
        "4️⃣ error: \"when\" must be a list, not an object",
        #"5️⃣ error: requirement needs exactly one of "kubernetes", "crd", "endpoint", "claim", "that""#,
        "6️⃣ error: unknown field \"kind\" in requirement\n  known here: because, kubernetes, crd, endpoint, claim, that",
      ]),
    Mistake(
      "groups",
      """
        groups:
        - {name: a, 1️⃣cases: []}
        - {name: 2️⃣a, locks: {netbox: 3️⃣alone}, cases: [{name: a, id: A-1, steps: [\(step)]}]}
      """,
      [
        "1️⃣ error: the group has no cases",
        "2️⃣ error: a group named \"a\" is there already",
        "3️⃣ error: \"locks.netbox\" must be one of \"shared\", \"exclusive\", not \"alone\"",
      ]),
    Mistake(
      "loops",
      """
        cases:
        - name: a
          id: A-1
          variables: {n: 1}
          steps:
          - forEach: {item: 1️⃣n, in: 2️⃣five, steps: [\(step)]}
          - repeat: {times: 3️⃣0, 4️⃣steps: []}
          - forEach: {item: m, in: [1], steps: [{run: {command: [ls, '${m}'], as: out}}]}
          - delete: {handle: 5️⃣out}
          - run: {script: 'echo ${6️⃣m}'}
          - parallel: {7️⃣branches: [\(step)]}
      """,
      [
        "1️⃣ error: \"n\" is the name of something else already\n  choose another name for the item",
        "2️⃣ error: \"in\" must be a list, not \"five\"\n  write [a, b], or an expression",
        "3️⃣ error: \"times\" must be an integer from 1 to 10000, not 0",
        "4️⃣ error: there are no steps to repeat",
        "5️⃣ error: \"out\" is the list of all that a loop made\n  use it inside of the loop",
        "6️⃣ error: undeclared reference to 'm'\n  did you mean \"n\"?",
        "7️⃣ error: \"parallel\" needs at least two branches\n  write one list of steps for each",
      ]),
    Mistake(
      "templates",
      """
        templates: [t.yaml]
        cases:
        - name: a
          id: A-1
          steps:
          - use: {1️⃣template: plan, with: {name: a}}
          - use: {2️⃣template: plain, with: {3️⃣nmae: a}}
          - use: {template: plain, with: {name: a}, 4️⃣as: x}
          - use: {template: plain, with: {name: a, size: 5}}
      """,
      [
        "1️⃣ error: there is no template \"plan\"\n  did you mean \"plain\"?",
        "2️⃣ error: the template \"plain\" needs the parameter \"name\"\n  give it under \"with\"",
        "3️⃣ error: the template \"plain\" has no parameter \"nmae\"\n  did you mean \"name\"?",
        "4️⃣ error: the template \"plain\" hands nothing out\n  give the template an \"output\"",
      ]),
  ]

  @Test(
    "versions of Kubernetes lie in a range by major and minor",
    arguments: [
      (">=1.29", "v1.29.3", true), (">=1.29", "v1.28.9", false), (">=1.29 <1.31", "v1.31.0", false),
      ("=1.30", "v1.30+", true),
      ("<2.0", "v1.36.0+k3s1", true), (">1.30", "v1.30.9", false), ("<=1.30", "v1.30.9", true),
    ])
  func versions(range: String, version: String, isIn: Bool) throws {
    let range = try #require(KubernetesVersionRange(range))
    #expect(range.contains(try #require(.init(version))) == isIn)
  }

  @Test("what is no range is none", arguments: ["", "1.29", ">=", ">= 1.29", ">=1", "~1.29", ">=a.b"])
  func noRange(text: String) { #expect(KubernetesVersionRange(text) == nil) }
}
