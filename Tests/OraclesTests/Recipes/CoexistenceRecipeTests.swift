import Documents
import Kubernetes
import Testing

@testable import Oracles

@Suite struct CoexistenceRecipeTests {
  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var other = "neighbour"
    /// By whom a ConfigMap of the other one is written once more.
    var trespasser: String?
    var loses: String?
    var ready = (first: true, second: false)
    var message = "sample is taken by Other y"
    var asks: String?
    var verdict: Judgement.Verdict
    var text: String
  }

  static let habits = [
    Habit(
      testDescription: "good neighbours", verdict: .conforms,
      text: "does not take: Ready is False (Taken: sample is taken"),
    Habit(
      testDescription: "one writes the other's", trespasser: "operator", verdict: .violates,
      text: "ConfigMap demo/theirs, which is other-candidate's, is written by the candidate (operator)"),
    Habit(
      testDescription: "its own is no trespass", trespasser: "neighbour", verdict: .conforms, text: "does not take"),
    Habit(
      testDescription: "one deletes the other's", loses: "ConfigMap theirs", verdict: .violates,
      text: "is deleted though nobody asked for that"),
    Habit(
      testDescription: "both write under one name", other: "operator", trespasser: "operator", verdict: .conforms,
      text: "does not take"),
    Habit(
      testDescription: "the late one takes it", ready: (false, true), verdict: .violates, text: "takes away what"),
    Habit(testDescription: "neither has it", ready: (false, false), verdict: .violates, text: "neither has it"),
    Habit(testDescription: "the late one is silent", message: "", verdict: .violates, text: "does not say so"),
    Habit(
      testDescription: "both overwrite it", ready: (true, true), asks: "PUT /x/entry=sample → 204", verdict: .violates,
      text: "both are called ready: PUT /x/entry=sample"),
    Habit(
      testDescription: "they want different things", ready: (true, true), asks: "POST /x → 201", verdict: .conforms,
      text: "neither writes the other's"),
  ]

  @Test("what two candidates do to each other", arguments: habits)
  func neighbours(_ habit: Habit) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.modified, "Wish x", by: "operator", uid: "1", "status", ["conditions": []])
    scene.write(.added, "ConfigMap ours", by: "operator", uid: "a", owner: "1", "data", ["size": 1])
    scene.mark("beside")
    let made = scene.now
    scene.write(.added, "Wish y", by: "plugfest", uid: "2")
    scene.mark(Neighbours.mark, ["beside": Self.key("y"), "name": "other-candidate"])
    scene.write(.modified, "Wish y", by: habit.other, uid: "2", "status", ["conditions": []])
    scene.write(.added, "ConfigMap theirs", by: habit.other, uid: "b", owner: "2", "data", ["size": 1])
    scene.mark("change beside")
    if let who = habit.trespasser {
      scene.write(.modified, "ConfigMap theirs", by: who, uid: "b", owner: "2", "data", ["size": 2])
    }
    if habit.loses != nil {
      scene.write(.deleted, "ConfigMap theirs", by: habit.other, uid: "b", owner: "2", "data", ["size": 1])
    }
    scene.wait(1)
    scene.mark("shared")
    scene.write(.added, "Wish z", by: "plugfest", uid: "3")
    scene.mark(Neighbours.mark, ["same": Self.key("z")])
    for (name, uid, isReady) in [("y", "2", habit.ready.first), ("z", "3", habit.ready.second)] {
      scene.write(
        .modified, "Wish \(name)", by: name == "y" ? habit.other : "operator", uid: uid, "status",
        [
          "conditions": [
            [
              "type": "Ready", "status": isReady ? "True" : "False", "reason": isReady ? "Fine" : "Taken",
              "message": .string(isReady ? "fine" : habit.message),
            ]
          ]
        ])
    }
    let shared = scene.now
    scene.wait(2)
    scene.mark(Neighbours.claims, ["first": .bool(habit.ready.first), "second": .bool(habit.ready.second)])
    if let text = habit.asks {
      scene.requests([(made + 0.01, "POST /x/entry=sample → 201"), (shared + 0.5, text)])
    }
    let decision = scene.decision(.coexistence)
    #expect(decision?.verdict == habit.verdict, "\(decision?.sentence ?? "")")
    let sentences = scene.judgements(.coexistence).map(\.sentence)
    #expect(sentences.contains { $0.contains(habit.text) }, "\(sentences)")
  }

  private static func key(_ name: String) -> Value {
    ["apiVersion": "a.example/v1", "kind": "Wish", "metadata": ["name": .string(name), "namespace": "demo"]]
  }
}
