import Foundation
import Testing
import Verdicts

/// Each operation once as it should be and once as it should not, in one run against the embedded lab.
@Suite(.timeLimit(.minutes(5))) struct OperationTests {
  static let apply =
    "{apply: {as: map, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}}}"
  static let create = "{create: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}}"

  static let rows: [OperationRow] = [
    OperationRow(
      name: "apply makes an object", steps: "[\(apply), {eventually: {that: ['${map.object.data.k == \"v\"}']}}]"),
    OperationRow(
      name: "apply refuses a field that the kind does not have",
      steps: "[{apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, dta: {}}}}]", verdict: .fail,
      message: "dta"),
    OperationRow(
      name: "apply of a kind that does not exist",
      steps: "[{apply: {manifest: {apiVersion: example.com/v1, kind: Nothing, metadata: {name: a}}}}]",
      verdict: .error, message: "Nothing"),
    OperationRow(
      name: "create of what exists has to be refused",
      steps: "[\(apply), {create: {refused: {reason: AlreadyExists, code: 409}, manifest: "
        + "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}}]"),
    OperationRow(
      name: "create of what exists fails", steps: "[\(apply), \(create)]", verdict: .fail, message: "already exists"),
    OperationRow(
      name: "a refusal that does not come fails",
      steps: "[{create: {refused: {}, manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}}]",
      verdict: .fail, message: "it must be refused"),
    OperationRow(
      name: "a refusal for another reason fails",
      steps: "[\(apply), {create: {refused: {reason: Invalid}, manifest: "
        + "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}}]",
      verdict: .fail, message: "refused in another way than expected"),
    OperationRow(
      name: "update replaces the object as a whole",
      steps:
        "[\(apply), {update: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {other: w}}}}, "
        + "{eventually: {that: ['${map.object.data == {\"other\": \"w\"}}']}}]"),
    OperationRow(
      name: "update of what has changed meanwhile is refused",
      steps:
        "[\(apply), {patch: {handle: map, patch: {data: {k: w}}}}, {update: {refused: {reason: Conflict}, manifest: "
        + "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, resourceVersion: '1'}, data: {k: x}}}}]"),
    OperationRow(
      name: "update of what does not exist fails",
      steps: "[{update: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: none}}}}]", verdict: .fail,
      message: "not found"),
    OperationRow(
      name: "patch of all kinds changes the object",
      steps: "[\(apply), {patch: {handle: map, patch: {data: {merge: '1'}}}}, "
        + "{patch: {handle: map, type: strategic, patch: {data: {strategic: '1'}}}}, "
        + "{patch: {handle: map, type: json, patch: [{op: add, path: /data/json, value: '1'}]}}, "
        + "{patch: {object: {apiVersion: v1, kind: ConfigMap, name: a}, patch: {data: {k: null}}}}, "
        + "{eventually: {that: ['${map.object.data == {\"merge\": \"1\", \"strategic\": \"1\", \"json\": \"1\"}}']}}]"),
    OperationRow(
      name: "patch of what does not exist fails",
      steps: "[{patch: {object: {apiVersion: v1, kind: ConfigMap, name: none}, patch: {data: {}}}}]", verdict: .fail,
      message: "not found"),
    OperationRow(
      name: "delete waits until the object is gone",
      steps: "[\(apply), {delete: {handle: map, within: 5s}}, {eventually: {that: ['${!map.exists}']}}]"),
    OperationRow(
      name: "delete of what a finalizer holds fails and names it",
      steps: "[{apply: {as: map, manifest: {apiVersion: v1, kind: ConfigMap, "
        + "metadata: {name: a, finalizers: [example.com/held]}}}}, {delete: {handle: map, within: 300ms}}]",
      verdict: .fail, message: "still exists"),
    OperationRow(
      name: "eventually matches an object, its lists in any order",
      steps: "[{apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a, "
        + "finalizers: [example.com/a, example.com/b]}}}}, "
        + "{eventually: {object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a, finalizers: [example.com/b]}}}}, "
        + "{patch: {object: {apiVersion: v1, kind: ConfigMap, name: a}, patch: {metadata: {finalizers: null}}}}]"),
    OperationRow(
      name: "eventually tells what an object has instead",
      steps: "[\(apply), {eventually: {within: 200ms, object: "
        + "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: other}}}}]",
      verdict: .fail, message: "ConfigMap a matches"),
    OperationRow(
      name: "eventually fails for what never comes",
      steps: "[\(apply), {eventually: {within: 200ms, that: ['${map.object.data.k == \"w\"}']}}]", verdict: .fail,
      message: "map.object.data.k is \"v\""),
    OperationRow(
      name: "consistently fails at the first state that breaks it",
      steps: "[\(apply), {consistently: {for: 100ms, that: ['${map.object.data.k == \"v\"}']}}, "
        + "{patch: {handle: map, patch: {data: {k: w}}}}, "
        + "{consistently: {for: 100ms, that: ['${map.object.data.k == \"v\"}']}}]",
      verdict: .fail, message: "did not stay true"),
    OperationRow(
      name: "http asks, matches and keeps the answer",
      steps:
        "[{http: {post: '${lab.endpoints.netbox.url}/api/ipam/prefixes/', body: {prefix: 10.77.1.0/24}, status: 201, "
        + "expect: {prefix: 10.77.1.0/24}, as: made, that: ['${response.headers[\"content-type\"].contains(\"json\")}']}}, "
        + "{http: {get: '${made.body.url}', within: 2s}}, {http: {delete: '${made.body.url}', status: 204}}]"),
    OperationRow(
      name: "http fails for another answer", steps: "[{http: {get: '${lab.endpoints.netbox.url}/api/ipam/nothing/'}}]",
      verdict: .fail, message: "found 404"),
    OperationRow(
      name: "http of a system that is away is an error", steps: "[{http: {get: 'http://127.0.0.1:1/'}}]",
      verdict: .error, message: "did not answer"),
    OperationRow(
      name: "run sees the lab and the namespace",
      steps:
        "[{run: {script: 'test -r \"$KUBECONFIG\" && echo in $NAMESPACE', stdout: ['in ${run.namespace}'], as: shell, "
        + "that: ['${result.exitCode == 0}']}}, "
        + "{run: {command: ['true'], that: ['${shell.stdout.startsWith(\"in plugfest-\")}']}}]"),
    OperationRow(
      name: "run fails for another exit code", steps: "[{run: {command: [sh, -c, 'echo sorry >&2; exit 3']}}]",
      verdict: .fail, message: "expected exit code 0, found 3"),
    OperationRow(
      name: "run of a program that is not there is an error", steps: "[{run: {command: [no-such-program-here]}}]",
      verdict: .error, message: "no-such-program-here"),
    OperationRow(
      name: "run that takes too long fails", steps: "[{run: {command: [sleep, '60'], timeout: 200ms}}]", verdict: .fail,
      message: "did not end within 200ms"),
    OperationRow(
      name: "a failed set-up is an error, and the steps are not carried out",
      steps: "[{run: {command: ['false']}}]", setup: "[{run: {command: [sh, -c, 'exit 9']}}]", verdict: .error,
      message: "found 9"),
    OperationRow(
      name: "a failed tear-down is an error, not a pass", steps: "[{run: {command: ['true']}}]",
      teardown: "[{run: {command: [sh, -c, 'exit 8']}}]", verdict: .error, message: "found 8"),
    OperationRow(
      name: "a clean-up that a finalizer holds is a failure, and is done by force",
      steps: "[{apply: {manifest: {apiVersion: v1, kind: ConfigMap, "
        + "metadata: {name: a, finalizers: [example.com/held]}}}}]",
      verdict: .fail, message: "was not gone in time"),
    OperationRow(
      name: "a namespace that the lab protects is not touched",
      steps: "[{apply: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: kube-system}}}}]",
      verdict: .error, message: "forbids"),
  ]

  @Test("operations pass, fail and break as their cases say")
  func operations() async throws {
    try await OperationRow.check(Self.rows, "endpoints: [netbox]")
  }

  @Test(
    "a disk that is full is told once, the lab is cleaned up, and the exit code says that the harness broke",
    .enabled(if: geteuid() == 0, "mounting a small disk takes root"))
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let mounted = try await Program.run(
      "/usr/bin/mount", ["-t", "tmpfs", "-o", "size=20k", "tmpfs", folder.path])
    try #require(mounted.code == 0, "\(mounted.errors)")
    let run = try await NetBoxSuite.run(["--case", "IPAM-006"], reports: folder.path)
    _ = try await Program.run("/usr/bin/umount", ["--lazy", folder.path])
    #expect(run.code == 2, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("cannot write") && run.errors.contains("hint: free some space"), "\(run.errors)")
  }
}
