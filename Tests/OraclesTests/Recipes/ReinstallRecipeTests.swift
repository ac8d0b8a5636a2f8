import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct ReinstallRecipeTests {
  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What it does on its way out, and when it is back.
    var leaving: @Sendable (inout Scene) -> Void = { _ in }
    var returning: @Sendable (inout Scene) -> Void = { _ in }
    /// What it asks of the system outside, after what it asked for the wish.
    var requests: [(Double, String)] = []
    var verdict: Judgement.Verdict
    var text: String
  }

  static let made = "POST /api/ipam/prefixes/ → 201 in 2 ms"

  static let habits = [
    Habit(testDescription: "leaves all as it is", verdict: .conforms, text: "stays while it is away"),
    Habit(
      testDescription: "says that nobody looks after it",
      leaving: { $0.write(.modified, "Wish x", by: "operator", uid: "1", "status", ["state": "unmanaged"]) },
      returning: { $0.write(.modified, "Wish x", by: "operator", uid: "1", "status", ["state": "managed"]) },
      verdict: .conforms, text: "stays while it is away"),
    Habit(
      testDescription: "deletes what it made",
      leaving: { $0.write(.deleted, "ConfigMap c", by: "operator", uid: "2", owner: "1", "data", ["size": "1"]) },
      returning: { $0.write(.added, "ConfigMap c", by: "operator", uid: "3", owner: "1", "data", ["size": "1"]) },
      verdict: .violates, text: "ConfigMap demo/c is deleted when the operator is removed"),
    Habit(
      testDescription: "begins anew",
      returning: {
        $0.write(.deleted, "ConfigMap c", by: "operator", uid: "2", owner: "1", "data", ["size": "1"])
        $0.write(.added, "ConfigMap c", by: "operator", uid: "3", owner: "1", "data", ["size": "1"])
      }, verdict: .violates, text: "ConfigMap demo/c is deleted when the operator is installed again"),
    Habit(
      testDescription: "empties what it made",
      leaving: { $0.write(.modified, "ConfigMap c", by: "operator", uid: "2", owner: "1", "data", ["size": "0"]) },
      returning: { $0.write(.modified, "ConfigMap c", by: "operator", uid: "2", owner: "1", "data", ["size": "1"]) },
      verdict: .violates, text: "ConfigMap demo/c is changed when the operator is removed"),
    Habit(
      testDescription: "cleans up outside", requests: [(2.5, "DELETE /api/ipam/prefixes/1/ → 204 in 2 ms")],
      verdict: .violates, text: "1 write to netbox when the operator is removed: DELETE /api/ipam/prefixes/1/"),
    Habit(
      testDescription: "ends its subscription", requests: [(2.5, "DELETE /api/extras/webhooks/1/ → 204 in 2 ms")],
      verdict: .conforms, text: "stays while it is away"),
    Habit(
      testDescription: "is refused outside", requests: [(2.5, "DELETE /api/ipam/prefixes/1/ → 409 in 2 ms")],
      verdict: .conforms, text: "stays while it is away"),
    Habit(
      testDescription: "writes outside when it is back", requests: [(12, "PATCH /api/ipam/prefixes/1/ → 200 in 2 ms")],
      verdict: .violates, text: "1 write to netbox while it is installed again and finds everything right"),
  ]

  @Test("what a candidate does when it is removed and installed again", arguments: habits)
  func reinstall(_ habit: Habit) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.added, "ConfigMap c", by: "operator", uid: "2", owner: "1", "data", ["size": "1"])
    scene.write(.modified, "Wish x", by: "operator", uid: "1", "status", ["state": "managed"])
    scene.wait(2)
    scene.snapshot("before")
    scene.mark("uninstall")
    habit.leaving(&scene)
    scene.mark("without the operator", ["seconds": 5])
    scene.wait(8)
    scene.mark("restart")
    scene.wait(1)
    habit.returning(&scene)
    scene.wait(5)
    scene.snapshot("after")
    scene.requests([(1, Self.made)] + habit.requests)
    let decision = scene.decision(.reinstall)
    #expect(decision?.verdict == habit.verdict)
    #expect(decision?.sentence.contains(habit.text) == true, "\(decision?.sentence ?? "")")
  }

  @Test(
    "a status that was lost comes back, or not",
    arguments: [
      (["state": "managed", "prefix": "10.0.0.0/28"], [String](), Judgement.Verdict.conforms, "comes back as it was"),
      (["state": "managed"], [], .violates, "after its status was lost, it is not as it was"),
      (
        ["state": "managed", "prefix": "10.0.0.0/28"], [made], .violates,
        "after its status was lost, it is made anew in netbox: POST /api/ipam/prefixes/"
      ),
      (["state": "managed", "prefix": "10.0.0.0/28"], ["POST /api/login/ → 201 in 1 ms"], .conforms, "comes back"),
    ] as [(Value, [String], Judgement.Verdict, String)])
  func wiped(status: Value, requests: [String], verdict: Judgement.Verdict, text: String) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(
      .modified, "Wish x", by: "operator", uid: "1", "status", ["state": "managed", "prefix": "10.0.0.0/28"])
    scene.wait(2)
    scene.snapshot("before")
    scene.mark("stop")
    scene.write(.modified, "Wish x", by: "plugfest", uid: "1")
    scene.mark("start again")
    scene.wait(2)
    scene.write(.modified, "Wish x", by: "operator", uid: "1", "status", status)
    scene.wait(2)
    scene.snapshot("after")
    scene.requests([(1, Self.made)] + requests.map { (5, $0) })
    let decision = scene.decision(.wipedStatus)
    #expect(decision?.verdict == verdict)
    #expect(decision?.sentence.contains(text) == true, "\(decision?.sentence ?? "")")
  }
}
