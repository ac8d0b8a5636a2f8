import Documents
import Plans
import Testing

@testable import Suites

@Suite struct SuiteLoaderTests {
  /// A suite with one case around steps, each of which begins a line with `- `.
  static func suite(steps: String) -> String {
    """
    apiVersion: plugfest.dev/v1alpha1
    kind: Suite
    metadata: {name: demo}
    spec:
      cases:
      - name: one
        id: ONE-1
        variables: {parent: 10.0.0.0/16}
        steps:

    """ + steps.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(separator: "\n")
  }

  static func diagnose(_ text: String, _ others: [String: String] = [:]) throws -> [String] {
    let files = try MarkedFiles(others.merging(["suite.yaml": text]) { $1 })
    return files.diagnose { (files) throws(Diagnostics) in try SuiteLoader.load(files.path("suite.yaml")).warnings }
  }

  @Test("the masks of a suite are read with their reasons")
  func masks() throws {
    let text = Self.suite(steps: "- run: {script: ls}").replacing(
      "spec:", with: "spec:\n  masks: [{path: status.at, because: a time, kind: Thing}]")
    let files = try MarkedFiles(["suite.yaml": text])
    let suite = try SuiteLoader.load(files.path("suite.yaml")).suite
    #expect(suite.masks.map { "\($0.path) \($0.because) \($0.kind ?? "")" } == ["status.at a time Thing"])
  }

  @Test("every kind of mistake in a step is told with its place", arguments: Self.stepMistakes)
  func steps(mistake: Mistake) throws {
    let messages = try Self.diagnose(Self.suite(steps: mistake.text))
    #expect(messages == mistake.messages)
  }

  static let operations = OperationKind.allCases.map(\.rawValue.quoted).joined(separator: ", ")

  static let stepMistakes: [Mistake] = [
    Mistake(
      "no operation", "- 1️⃣{}",
      [
        "1️⃣ error: step needs exactly one of \(operations)"
      ]),
    Mistake(
      "two operations", "- {http: {get: http://a}, 1️⃣run: {script: ls}}",
      [
        "1️⃣ error: step needs exactly one of \(operations); here it has \"http\" and \"run\""
      ]),
    Mistake(
      "misspelt operation", "- 1️⃣eventualy: {that: [\"true\"]}",
      [
        "1️⃣ error: unknown field \"eventualy\" in step\n  did you mean \"eventually\"?"
      ]),
    Mistake(
      "misspelt operation with a handle that is used",
      "- 1️⃣establsh: {intent: a, as: claim}\n- eventually: {that: [claim.ready]}\n- delete: {handle: claim}",
      ["1️⃣ error: unknown field \"establsh\" in step\n  did you mean \"establish\"?"]),
    Mistake(
      "misspelt field", "- establish: {intent: a, 1️⃣wiht: {}}",
      [
        "1️⃣ error: unknown field \"wiht\" in establish\n  did you mean \"with\"?"
      ]),
    Mistake(
      "two descriptions", "- description: one\n  run: {script: ls, 1️⃣description: two}",
      [
        "1️⃣ error: the step has a description already\n  keep one of the two"
      ]),
    Mistake(
      "a manifest of another shape", "- apply: {manifest: 1️⃣[a]}",
      [
        "1️⃣ error: manifest must be an object, not a list"
      ]),
    Mistake(
      "a manifest without a head", "- apply: {manifest: 1️⃣{kind: 2️⃣5, metadata: 3️⃣{nam: a}}}",
      [
        "1️⃣ error: missing field \"apiVersion\" in manifest",
        "2️⃣ error: \"kind\" must be a string that is not empty, not 5",
        "3️⃣ error: missing field \"metadata.name\" in manifest\n  is it \"nam\" at line 10?",
      ]),
    Mistake(
      "an apiVersion of three parts",
      "- create: {manifest: {apiVersion: 1️⃣a/b/c, kind: A, metadata: {generateName: a}}}",
      [
        "1️⃣ error: \"a/b/c\" is no apiVersion\n  write it like v1 or apps/v1"
      ]),
    Mistake(
      "a missing manifest file", "- apply: {file: 1️⃣none.yaml}",
      [
        "1️⃣ error: there is no file \"none.yaml\""
      ]),
    Mistake(
      "an undeclared name", "- http: {get: \"${1️⃣lb.endpoints.netbox.url}/\"}",
      [
        "1️⃣ error: undeclared reference to 'lb'\n  did you mean \"lab\"?"
      ]),
    Mistake(
      "an unknown field of the lab", "- http: {get: \"${lab1️⃣.endpoint.netbox.url}/\"}",
      [
        "1️⃣ error: undefined field 'endpoint'\n  did you mean \"endpoints\"?"
      ]),
    Mistake(
      "an expression that does not end", "- http: {get: \"http://a/1️⃣${lab.name\"}",
      [
        "1️⃣ error: the expression that begins with ${ has no closing }\n  write $${ for a plain ${"
      ]),
    Mistake(
      "all wrong strings of one value", "- establish: {intent: a, with: {a: \"${1️⃣x}\", b: [\"y ${2️⃣z}\"]}}",
      [
        "1️⃣ error: undeclared reference to 'x'",
        "2️⃣ error: undeclared reference to 'z'",
      ]),
    Mistake(
      "the namespace by a name that CEL keeps", "- run: {script: \"kubectl -n ${1️⃣namespace} get pods\"}",
      [
        "1️⃣ error: reserved identifier: namespace\n  write run.namespace"
      ]),
    Mistake(
      "a handle used before it is made",
      "- eventually: {that: [\"${1️⃣claim.ready}\"]}\n- establish: {intent: a, as: claim}",
      [
        "1️⃣ error: \"claim\" is used before it is made\n  the step at line 11 makes it"
      ]),
    Mistake(
      "a handle used in the step that makes it", "- http: {get: \"http://a/${1️⃣page.status}\", as: page}",
      [
        "1️⃣ error: \"page\" is used before it is made\n  the step at line 10 makes it"
      ]),
    Mistake(
      "a condition in text", "- eventually: {that: [1️⃣\"is ${parent} there\"]}",
      [
        "1️⃣ error: \"that[0]\" must be one expression, not text with expressions in it\n  write all of it inside one ${…}"
      ]),
    Mistake(
      "a condition that is no condition", "- eventually: {that: [\"true\", 1️⃣\"${'a' + parent}\"]}",
      [
        "1️⃣ error: \"that[1]\" must give true or false, but gives string"
      ]),
    Mistake(
      "a condition without ${ }", "- eventually: {that: [parent == 1️⃣paren]}",
      [
        "1️⃣ error: undeclared reference to 'paren'\n  did you mean \"parent\"?"
      ]),
    Mistake(
      "a condition over a field of the wrong type", "- http: {get: http://a, that: [response.status 1️⃣== '200']}",
      [
        "1️⃣ error: found no matching overload for '_==_' applied to '(int, string)'"
      ]),
    Mistake(
      "response outside of that", "- http: {get: \"http://a/${1️⃣response.status}\"}",
      [
        "1️⃣ error: undeclared reference to 'response'"
      ]),
    Mistake(
      "a condition in a block", "- eventually:\n    that:\n    - |\n      true &&\n        1️⃣claim.ready",
      [
        "1️⃣ error: undeclared reference to 'claim'"
      ]),
    Mistake(
      "a condition behind an anchor", "- eventually: {that: [&a '${1️⃣claim.ready}']}",
      [
        "1️⃣ error: undeclared reference to 'claim'"
      ]),
    Mistake(
      "nothing expected", "- eventually: 1️⃣{within: 1s}\n- consistently: 2️⃣{for: 1s, that: []}",
      [
        "1️⃣ error: eventually expects nothing\n  give it \"that\" or \"object\"",
        "2️⃣ error: consistently expects nothing\n  give it \"that\" or \"object\"",
      ]),
    Mistake(
      "a misspelt expectation", "- eventually: {1️⃣taht: []}",
      [
        "1️⃣ error: unknown field \"taht\" in eventually\n  did you mean \"that\"?"
      ]),
    Mistake(
      "consistently without its time", "- consistently: 1️⃣{that: [\"true\"]}",
      [
        "1️⃣ error: missing field \"for\" in consistently: expected a duration"
      ]),
    Mistake(
      "a time that is none", "- eventually: {that: [\"true\"], within: 1️⃣10 s}",
      [
        "1️⃣ error: \"within\" must be a duration, not \"10 s\"\n  write it like 90s, 1m30s or 500ms"
      ]),
    Mistake(
      "a time longer than the case", "- eventually: {that: [\"true\"], 1️⃣within: 1h}",
      [
        "1️⃣ warning: 1h0m0s is longer than the case may take (5m0s)\n  give the case a \"timeout\" that leaves time for it"
      ]),
    Mistake(
      "a handle that no step makes", "- establish: {intent: a, as: claim}\n- delete: {handle: 1️⃣clam}",
      [
        "1️⃣ error: no step before makes \"clam\"\n  did you mean \"claim\"?"
      ]),
    Mistake(
      "a handle made later", "- patch: {handle: 1️⃣claim, patch: {}}\n- establish: {intent: a, as: claim}",
      [
        "1️⃣ error: \"claim\" is used before it is made\n  the step at line 11 makes it"
      ]),
    Mistake(
      "an answer as an object", "- http: {get: http://a, as: page}\n- delete: {handle: 1️⃣page}",
      [
        "1️⃣ error: \"page\" is an answer, not an object of the cluster"
      ]),
    Mistake(
      "a handle and an object", "- delete: {handle: a, 1️⃣object: {apiVersion: v1, kind: A, name: b}}",
      [
        #"1️⃣ error: delete needs exactly one of "handle", "object"; here it has "handle" and "object""#
      ]),
    Mistake(
      "an object without a name", "- delete: {object: 1️⃣{apiVersion: v1, kind: A, 2️⃣nmae: b}}",
      [
        "1️⃣ error: missing field \"name\" in object: expected a string that is not empty",
        "2️⃣ error: unknown field \"nmae\" in object\n  did you mean \"name\"?",
      ]),
    Mistake(
      "unknown words",
      "- patch: {object: {apiVersion: v1, kind: A, name: b}, type: 1️⃣mrege, patch: {}}\n- delete: {object: {apiVersion: v1, kind: A, name: b}, propagation: 2️⃣foreground}",
      [
        "1️⃣ error: \"type\" must be one of \"merge\", \"json\", \"strategic\", \"apply\", not \"mrege\"\n  did you mean \"merge\"?",
        "2️⃣ error: \"propagation\" must be one of \"Background\", \"Foreground\", \"Orphan\", not \"foreground\"\n  did you mean \"Foreground\"?",
      ]),
    Mistake(
      "patches of the wrong shape",
      "- establish: {intent: a, as: a}\n- patch: {handle: a, patch: 1️⃣[]}\n- patch: {handle: a, type: json, patch: 2️⃣{}}",
      [
        "1️⃣ error: a merge patch must be an object, not a list\n  a list of operations needs type: json",
        "2️⃣ error: a json patch must be a list of operations, not an object\n  write [{op: replace, path: /spec/…, value: …}], or use another type",
      ]),
    Mistake(
      "a handle of what is refused", "- establish: {intent: a, 1️⃣as: b, refused: {code: 2️⃣200}}",
      [
        "1️⃣ error: what is refused has no handle\n  remove \"as\" or \"refused\"",
        "2️⃣ error: \"code\" must be an integer from 400 to 599, not 200",
      ]),
    Mistake(
      "names that expressions cannot use",
      "- establish: {intent: a, as: 1️⃣my-claim, with: {2️⃣a b: 1}}\n- http: {get: http://a, as: 3️⃣lab}\n- http: {get: http://a, as: 4️⃣parent}\n- http: {get: http://a, as: 5️⃣in}",
      [
        "1️⃣ error: \"as\" must be a name that expressions can use, not \"my-claim\"\n  use letters, digits and \"_\", and begin with a letter",
        "2️⃣ error: \"a b\" cannot be used in expressions\n  use letters, digits and \"_\", and begin with a letter",
        "3️⃣ error: \"lab\" is a name that plugfest gives\n  choose another name",
        "4️⃣ error: \"parent\" is a variable of the case\n  choose another name",
        "5️⃣ error: \"as\" must be a name that expressions can use, not \"in\"\n  it is a reserved word of expressions: choose another name",
      ]),
    Mistake(
      "requests that cannot be made",
      "- http: {get: 1️⃣/api}\n- http: {get: http://a, 2️⃣post: http://b}\n- http: {get: http://a, 3️⃣body: {}, status: 4️⃣99}\n- http: 5️⃣{headers: {a: 6️⃣1}}",
      [
        "1️⃣ error: \"/api\" is no URL of HTTP\n  begin it with https://, http:// or ${lab.endpoints.NAME.url}",
        #"2️⃣ error: http needs exactly one of "get", "head", "post", "put", "patch", "delete"; here it has "get" and "post""#,
        "3️⃣ error: a get request has no body", "4️⃣ error: \"status\" must be an integer from 100 to 599, not 99",
        #"5️⃣ error: http needs exactly one of "get", "head", "post", "put", "patch", "delete""#,
        "6️⃣ error: \"headers.a\" must be a string, not 1\n  quote it: \"1\"",
      ]),
    Mistake(
      "commands that cannot be run",
      "- run: {1️⃣command: []}\n- run: {command: [ls, 2️⃣5]}\n- run: {command: [ls], 3️⃣script: ls}\n- run: {script: ls, exitCode: 4️⃣256, stdout: 5️⃣a}",
      [
        "1️⃣ error: \"command\" must name a program",
        "2️⃣ error: \"command[1]\" must be a string, not 5\n  quote it: \"5\"",
        #"3️⃣ error: run needs exactly one of "command", "script"; here it has "command" and "script""#,
        "4️⃣ error: \"exitCode\" must be an integer from 0 to 255, not 256",
        "5️⃣ error: \"stdout\" must be a list, not \"a\"",
      ]),
    Mistake(
      "objects that are not said whole",
      "- apply: {manifest: {apiVersion: v1, kind: A, metadata: {name: a}}, as: a}\n- eventually: {that: [a1️⃣.status.ready, a.object.status.ready], object: {apiVersion: v1, kind: A, metadata: 2️⃣{}}}",
      ["1️⃣ error: undefined field 'status'", "2️⃣ error: missing field \"metadata.name\" in object"]),
    Mistake(
      "names that belong to others", "- establish: {intent: a, with: {1️⃣run: a}}\n- run: {script: ls, env: {2️⃣A=B: c}}",
      [
        "1️⃣ error: \"run\" is a name that plugfest gives\n  choose another name for the parameter",
        "2️⃣ error: \"A=B\" cannot name an environment variable\n  write each variable as NAME: value",
      ]),
  ]

  @Test("places are right in a file with the line ends of Windows")
  func windows() throws {
    let text = Self.suite(
      steps: "- eventually:\n    that:\n    - |\n      true &&\n        1️⃣claim.ready\n    - ${2️⃣paren}")
    let messages = try Self.diagnose(text.replacing("\n", with: "\r\n"))
    #expect(
      messages == [
        "1️⃣ error: undeclared reference to 'claim'",
        "2️⃣ error: undeclared reference to 'paren'\n  did you mean \"parent\"?",
      ])
  }
}
