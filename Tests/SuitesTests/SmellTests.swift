import Documents
import Testing

@testable import Suites

/// Each rule, with what it finds and what is near but right.
@Suite struct SmellTests {
  /// `1️⃣ sleep`, for each finding in the steps of one case.
  static func smells(_ text: String, _ others: [String: String] = [:]) throws -> [String] {
    let files = try MarkedFiles(others.merging(["suite.yaml": text]) { $1 })
    let suite = try SuiteLoader.load(files.path("suite.yaml")).suite
    return files.describe(
      SuiteSmells.find(in: suite).map { finding in
        #expect(finding.severity == .warning && finding.hint != nil)
        return Diagnostic(finding.severity, finding.rule?.id ?? "", at: finding.place)
      }
    ).map { $0.replacing(" warning: ", with: " ") }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: String
    var found: [String]

    init(_ name: String, _ steps: String, _ found: String...) {
      self.name = name
      self.steps = steps
      self.found = found
    }

    var testDescription: String { name }
  }

  @Test("steps that are allowed, but rarely meant", arguments: scripts + cases + vacuous + echoes + unreachable)
  func steps(row: Row) throws {
    #expect(try Self.smells(SuiteLoaderTests.suite(steps: row.steps)) == row.found)
  }

  static let claim = "- establish: {intent: claim, as: claim, with: {name: a}}\n"
  static let ready = "- eventually: {that: [claim.ready]}\n"

  static let scripts: [Row] = [
    Row("a sleep", claim + ready + "- 1️⃣sleep: {for: 2s}", "1️⃣ sleep"),
    Row("a sleep in disguise", claim + ready + "- 1️⃣run: {command: [sleep, \"5\"], exitCode: 1}", "1️⃣ sleep"),
    Row(
      "a script that sleeps", claim + ready + "- 1️⃣run: {script: \"kubectl get pods; sleep 5; ./check\"}", "1️⃣ sleep"),
    Row("a loop that asks again", "- run: {script: \"until curl -f http://a; do sleep 1; done\"}"),
    Row("a program that is named after sleep", "- run: {command: [echo-sleep, sleep]}"),
    Row("a script that cannot fail", claim + ready + "- 1️⃣run: {script: ./check || true}", "1️⃣ script-without-check"),
    Row(
      "a script that ends well", claim + ready + "- 1️⃣run: {script: \"./check\\necho done\"}",
      "1️⃣ script-without-check"),
    Row(
      "a program that only talks", claim + ready + "- 1️⃣run: {command: [echo, \"it's fine\"]}",
      "1️⃣ script-without-check"),
    Row("a script that ends at the first error", "- run: {script: \"set -e\\n./check\\necho done\"}"),
    Row("a script whose end depends", "- run: {script: ./check && echo done}"),
    Row("a script whose output is looked at", "- run: {script: ./check || true, stdout: [fine]}"),
    Row("a script that must fail", "- run: {script: exit 0, exitCode: 1}"),
    Row("a script that is too much to look into", "- run: {script: \"cat <<X | sh\\ntrue\\nX\\ntrue\"}"),
    Row("a program", "- run: {command: [./check]}"),
  ]

  static let cases: [Row] = [
    Row("a refusal is a check", "- establish: {intent: claim, refused: {reason: Invalid}}"),
    Row("a request outside is a check", "- http: {get: \"http://a\", expect: {count: 1}}"),
    Row("a deletion that is waited for is one", claim + ready + "- delete: {handle: claim, within: 5s}"),
  ]

  @Test(
    "a case whose steps check nothing",
    arguments: [
      claim, "- apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}",
      "- http: {post: \"http://a\", body: {}}",
      claim + "- repeat: {times: 2, steps: [{patch: {handle: claim, patch: {}}}]}",
    ])
  func caseWithoutCheck(steps: String) throws {
    let text = SuiteLoaderTests.suite(steps: steps).replacing("- name: one", with: "- 1️⃣name: one")
    #expect(try Self.smells(text) == ["1️⃣ case-without-check"])
  }

  static let vacuous: [Row] = [
    Row(
      "never, with nothing before", claim + "- 1️⃣never: {for: 2s, that: [claim.failed]}", "1️⃣ negative-without-positive"
    ),
    Row("never, when the candidate was seen", claim + ready + "- never: {for: 2s, that: [claim.failed]}"),
    Row(
      "never, when it is seen afterwards", claim + "- 1️⃣never: {for: 2s, that: [claim.failed]}\n" + ready,
      "1️⃣ negative-without-positive"),
    Row(
      "never any event", claim + "- 1️⃣never: {for: 2s, events: [{type: Warning}]}", "1️⃣ negative-without-positive"),
    Row(
      "no event", claim + "- 1️⃣events: {reason: Failed, count: 0}", "1️⃣ negative-without-positive"),
    Row("an event", claim + "- events: {reason: Bound}"),
    Row(
      "absent", "- 1️⃣absent: {object: {apiVersion: v1, kind: ConfigMap, name: a}}", "1️⃣ negative-without-positive"),
    Row(
      "absent, when the candidate was seen",
      claim + ready + "- absent: {object: {apiVersion: v1, kind: ConfigMap, name: a}}"),
    Row(
      "nothing in the log", claim + "- 1️⃣logs: {forbid: panic}", "1️⃣ negative-without-positive"),
    Row("something in the log, then nothing", "- logs: {match: done, within: 5s}\n- logs: {forbid: panic}"),
    Row(
      "gone, with nothing before", claim + "- delete: {handle: claim}\n- 1️⃣eventually: {that: [\"!claim.exists\"]}",
      "1️⃣ negative-without-positive"),
    Row(
      "gone, when the candidate was seen",
      claim + ready + "- delete: {handle: claim}\n- eventually: {that: [claim.object == null]}"),
    Row("there again after a deletion", claim + "- delete: {handle: claim}\n- eventually: {that: [claim.exists]}"),
    Row(
      "none of a selection",
      "- 1️⃣eventually: {object: {select: {apiVersion: v1, kind: Pod}, count: 0}}", "1️⃣ negative-without-positive"),
    Row("some of a selection", "- eventually: {object: {select: {apiVersion: v1, kind: Pod}, count: 2}}"),
    Row(
      "deleted, and nothing else in the case", claim + "- 1️⃣delete: {handle: claim, within: 5s}",
      "1️⃣ negative-without-positive"),
    Row("deleted on the way to something else", claim + "- delete: {handle: claim, within: 5s}\n" + claim + ready),
    Row(
      "stays not ready, with nothing before",
      claim + "- 1️⃣consistently: {for: 1s, that: [\"!claim.ready\", \"!claim.failed && !claim.lost\"]}",
      "1️⃣ negative-without-positive"),
    Row("stays ready", claim + "- consistently: {for: 1s, that: [claim.ready, \"!claim.failed\"]}"),
    Row("becomes not ready", claim + "- eventually: {that: [\"!claim.ready\"]}"),
    Row(
      "an object that holds as soon as it is there", claim + "- eventually: {that: [1️⃣claim.exists]}",
      "1️⃣ holds-on-empty-object"),
    Row(
      "a field that nobody has written yet", claim + "- eventually: {that: [1️⃣\"!has(claim.object.status)\"]}",
      "1️⃣ holds-on-empty-object"),
    Row("a field that goes away again", claim + ready + "- eventually: {that: [\"!has(claim.object.status)\"]}"),
    Row("beside what does not hold", claim + "- eventually: {that: [claim.exists, claim.ready]}"),
    Row(
      "an object with nothing but its name",
      "- eventually: {object: 1️⃣{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}", "1️⃣ holds-on-empty-object"),
    Row(
      "an object without a field",
      "- eventually: {object: 1️⃣{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {reason: {$absent: true}}}}",
      "1️⃣ holds-on-empty-object"),
    Row(
      "an object with something in it",
      "- eventually: {object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {b: c}}}"),
    Row(
      "a sequence of nothing but coming and going",
      claim + "- 1️⃣sequence: {states: [\"!claim.exists\", claim.exists]}", "1️⃣ holds-on-empty-object"),
    Row("a sequence with work in it", claim + "- sequence: {states: [claim.exists, claim.ready]}"),
    Row(
      "never, beside what shows the candidate",
      claim
        + "- parallel: {branches: [[{never: {for: 1s, that: [claim.failed]}}], [{eventually: {that: [claim.ready]}}]]}"),
    Row(
      "never, beside nothing",
      claim + "- parallel: {branches: [[1️⃣{never: {for: 1s, that: [claim.failed]}}], [{http: {get: \"http://a\"}}]]}",
      "1️⃣ negative-without-positive"),
    Row("any answer", "- 1️⃣http: {get: \"http://a\", expect: {}}", "1️⃣ holds-on-empty-object"),
    Row(
      "a condition that is always so", claim + ready + "- eventually: {that: [1️⃣\"1 < 2\", claim.ready]}",
      "1️⃣ constant-condition"),
    Row(
      "a condition over variables", claim + ready + "- eventually: {that: [1️⃣parent.startsWith('10.')]}",
      "1️⃣ constant-condition"),
    Row(
      "a condition over the lab", "- http: {get: \"http://a\", status: 200, that: [1️⃣lab.name != 'x']}",
      "1️⃣ constant-condition"),
    Row("a condition over an answer", "- http: {get: \"http://a\", that: [response.body.parent == parent]}"),
  ]

  static let map =
    "- apply: {as: map, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {b: c}}}\n"

  static func expecting(_ rest: String) -> String {
    "- eventually: {object: 1️⃣{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, \(rest)}}"
  }

  static let echoes: [Row] = [
    Row("the object that was applied", map + expecting("data: {b: c}"), "1️⃣ repeats-what-was-applied"),
    Row("a condition over it", map + "- eventually: {that: [1️⃣map.object.data.b == 'c']}", "1️⃣ repeats-what-was-applied"),
    Row(
      "with expressions",
      map.replacing("b: c", with: "b: \"${parent}\"") + expecting("data: {b: \"${parent}\"}"),
      "1️⃣ repeats-what-was-applied"),
    Row(
      "in the namespace of the case",
      map + expecting("data: {b: c}").replacing("name: a", with: "name: a, namespace: \"${run.namespace}\""),
      "1️⃣ repeats-what-was-applied"),
    Row("only its name", map + expecting(""), "1️⃣ holds-on-empty-object"),
    Row("something else", map + expecting("data: {b: d}").unmarked),
    Row("something more", map + expecting("data: {b: c, d: e}").unmarked),
    Row("another object", map + expecting("data: {b: c}").replacing("name: a", with: "name: b").unmarked),
    Row(
      "after somebody changed it",
      map + "- patch: {handle: map, patch: {data: {b: d}}}\n" + expecting("data: {b: c}").unmarked),
    Row("after a program ran", map + "- run: {command: [./change]}\n" + expecting("data: {b: c}").unmarked),
    Row(
      "after it was deleted",
      map + "- delete: {object: {apiVersion: v1, kind: ConfigMap, name: a}}\n" + expecting("data: {b: c}").unmarked),
    Row(
      "that it stays, with nothing before",
      map + "- 1️⃣consistently: {for: 1s, that: [map.object.data.b == 'c']}", "1️⃣ negative-without-positive"),
    Row(
      "that it stays, when the candidate was seen",
      claim + ready + map + "- consistently: {for: 1s, that: [map.object.data.b == 'c']}"),
  ]

  static let unreachable: [Row] = [
    Row(
      "a condition that is never so", "- when: [1️⃣{that: 1 > 2}]\n  run: {command: [a]}\n" + claim + ready,
      "1️⃣ unreachable"),
    Row(
      "bounds that exclude each other",
      claim + ready + "- when: [1️⃣{kubernetes: \">=1.30 <1.30\"}]\n  run: {command: [a]}",
      "1️⃣ unreachable"),
    Row("bounds that something is in", "- when: [{kubernetes: \">1.29 <1.31\"}]\n  run: {command: [a]}"),
    Row(
      "behind what never holds",
      claim + "- eventually: {that: [1️⃣\"false\"]}\n- 2️⃣run: {command: [a]}\n- run: {command: [b]}",
      "1️⃣ constant-condition", "2️⃣ unreachable"),
    Row(
      "behind what is never so, if it is carried out at all",
      "- {when: [{claim: b}], eventually: {that: [1️⃣\"false\"]}}\n- run: {command: [a]}", "1️⃣ constant-condition"),
    Row(
      "behind what must never be so, and always is",
      claim + ready + "- never: {for: 1s, that: [1️⃣\"true\"]}\n- 2️⃣run: {command: [a]}",
      "1️⃣ constant-condition", "2️⃣ unreachable"),
    Row(
      "behind the end of the case's time",
      claim + ready
        + "- consistently: {for: 4m, that: [claim.ready]}\n- never: {for: 1m, that: [claim.failed]}\n- 1️⃣run: {command: [a]}",
      "1️⃣ unreachable"),
    Row(
      "within the case's time",
      claim + ready
        + "- consistently: {for: 4m, that: [claim.ready]}\n- never: {for: 59s, that: [claim.failed]}\n- run: {command: [a]}"
    ),
    Row(
      "in a loop over nothing", claim + ready + "- forEach: {item: i, in: [], steps: [1️⃣{run: {command: [a]}}]}",
      "1️⃣ unreachable"),
    Row("in a loop over something", "- forEach: {item: i, in: [a], steps: [{run: {command: [a]}}]}"),
  ]
}

extension String {
  /// Without keycaps.
  fileprivate var unmarked: String { String(filter { !$0.unicodeScalars.contains("\u{20E3}") }) }
}
