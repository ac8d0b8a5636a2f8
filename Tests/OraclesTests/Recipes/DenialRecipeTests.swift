import Documents
import Testing
import Verdicts

@testable import Oracles

@Suite struct DenialRecipeTests {
  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var tells = true
    var makesAnyway = false
    var isCalledReady = false
    var exits = false
    /// As the API server counts them after the half of the time, and at its end.
    var attempts: [Int64] = [8, 9]
    var isReadyAfterwards = true
    var size: Int64 = 1
    var verdict: Judgement.Verdict
    var text: String
  }

  static let habits = [
    Habit(testDescription: "tells, waits and goes on", verdict: .conforms, text: "is refused is told"),
    Habit(testDescription: "is silent", tells: false, verdict: .violates, text: "told neither in its status"),
    Habit(testDescription: "calls it ready", isCalledReady: true, verdict: .violates, text: "is called ready"),
    Habit(testDescription: "ends", exits: true, verdict: .violates, text: "the process ends: exited with 1"),
    Habit(
      testDescription: "does not pause", attempts: [50, 100], verdict: .violates,
      text: "without a pause when the API server refuses a ConfigMap: 100 requests in 5"),
    Habit(testDescription: "is hasty at first", attempts: [100, 104], verdict: .conforms, text: "; 104 requests in 5"),
    Habit(testDescription: "is not counted", attempts: [], verdict: .conforms, text: "is not counted in this cluster"),
    Habit(testDescription: "gives up", isReadyAfterwards: false, verdict: .violates, text: "it is not tried again"),
    Habit(testDescription: "comes out otherwise", size: 2, verdict: .violates, text: "otherwise than at once"),
    Habit(testDescription: "is not refused", makesAnyway: true, verdict: .notObservable, text: "in spite of"),
  ]

  @Test("what a candidate does while it is refused", arguments: habits)
  func denial(_ habit: Habit) {
    var scene = Scene()
    scene.mark("oracle")
    for name in ["at once", "second pass"] {
      scene.mark("create CR")
      Self.make(&scene, uid: name, size: 1)
      scene.snapshot(name)
      scene.mark("delete CR")
      Self.remove(&scene, uid: name)
    }
    scene.mark("denied", ["kind": "ConfigMap", "group": "", "by": "wall"])
    scene.write(.added, "Wish x", by: "plugfest", uid: "3")
    if habit.tells {
      scene.write(.modified, "Wish x", by: "operator", uid: "3", "status", ["conditions": [["type": "Ready"]]])
    }
    if habit.makesAnyway { scene.write(.added, "ConfigMap y", by: "operator", uid: "early", owner: "3", "data", [:]) }
    scene.mark("refused")
    for half in 0..<2 {
      scene.wait(2.5)
      if habit.attempts.indices.contains(half) {
        scene.mark(Attempts.mark, ["count": .double(Double(habit.attempts[half]))])
      }
    }
    if habit.exits { scene.mark("operator exited", ["text": "exited with 1"]) }
    if habit.isCalledReady { scene.mark("note", ["ready": true]) }
    scene.mark("allowed")
    if habit.isReadyAfterwards {
      scene.write(
        .added, "ConfigMap y", by: "operator", uid: "late", owner: "3", "data", ["size": .integer(habit.size)])
      scene.write(.modified, "Wish x", by: "operator", uid: "3")
      scene.snapshot("after")
    } else {
      scene.mark("not ready", ["seconds": 30])
    }
    let decision = scene.decision(.denial(.policy))
    #expect(decision?.verdict == habit.verdict, "\(decision?.sentence ?? "")")
    let sentences = scene.judgements(.denial(.policy)).map(\.sentence)
    #expect(sentences.contains { $0.contains(habit.text) }, "\(sentences)")
  }

  @Test(
    "who lost a permission says which",
    arguments: [
      ("configmaps is forbidden: cannot create resource", Judgement.Verdict.conforms, "is refused is told"),
      ("the ConfigMap is refused", .conforms, "is refused is told"),
      ("something went wrong", .violates, "to write configmaps is missing is not told"),
    ])
  func permission(_ message: String, _ verdict: Judgement.Verdict, _ text: String) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    Self.make(&scene, uid: "2", size: 1)
    scene.mark("delete CR")
    Self.remove(&scene, uid: "2")
    scene.mark("denied", ["kind": "ConfigMap", "group": "", "resource": "configmaps", "by": "roles"])
    scene.write(.added, "Wish x", by: "plugfest", uid: "3")
    scene.write(
      .modified, "Wish x", by: "operator", uid: "3", "status",
      ["conditions": [["type": "Ready", "status": "False", "reason": "Failed", "message": .string(message)]]])
    scene.mark("refused")
    scene.wait(5)
    scene.mark("allowed")
    let decision = scene.decision(.denial(.permission))
    #expect(decision?.verdict == verdict)
    #expect(decision?.sentence.contains(text) == true, "\(decision?.sentence ?? "")")
  }

  private static func make(_ scene: inout Scene, uid: String, size: Int64) {
    scene.write(.added, "Wish x", by: "plugfest", uid: uid)
    scene.write(
      .added, "ConfigMap y", by: "operator", uid: "\(uid) child", owner: uid, "data", ["size": .integer(size)])
  }

  private static func remove(_ scene: inout Scene, uid: String) {
    scene.write(.deleted, "ConfigMap y", by: "operator", uid: "\(uid) child", owner: uid)
    scene.write(.deleted, "Wish x", by: "operator", uid: uid)
  }

  @Test(
    "many wishes at rest: writes outside are blamed, reads are measured", arguments: ["GET /x → 200", "PATCH /x → 200"])
  func load(_ request: String) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest")
    scene.mark("many")
    for number in 1...3 { scene.write(.added, "Wish x-\(number)", by: "plugfest") }
    scene.mark("idle")
    scene.wait(3)
    let time = scene.now
    scene.wait(3)
    scene.requests([(time, request)])
    let decision = scene.decision(.loadIdempotence)
    let isRead = request.hasPrefix("GET")
    #expect(decision?.verdict == (isRead ? .conforms : .violates))
    #expect(decision?.sentence.contains(isRead ? "4 wishes are at rest" : "1 writes to netbox") == true)
    let evidence = RecipeEvidence(scene.ledger, wish: Scene.wish, time: 0...scene.now + 1)
    let figures = Recipe.loadIdempotence.figures(evidence)
    #expect(figures.first { $0.name == "wishes at rest" }?.value == 4)
    #expect((figures.first { $0.name == "reads outside at rest" }?.value ?? 0 > 0) == isRead)
  }

  struct Pair: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Who holds the Lease, as it was noted: before, with two, after the first was killed.
    var holders: [String]
    var answers = true
    /// Seconds after the leader's death.
    var early: Double?
    var verdict: Judgement.Verdict
    var text: String
  }

  @Test(
    "of two, one leads",
    arguments: [
      Pair(testDescription: "the other takes over", holders: ["a", "a", "b"], verdict: .conforms, text: "takes over"),
      Pair(testDescription: "both lead", holders: ["a", "b"], verdict: .violates, text: "though the first one lives"),
      Pair(testDescription: "nobody leads", holders: ["a", "a", "a"], verdict: .violates, text: "nobody takes over"),
      Pair(
        testDescription: "the other works before it leads", holders: ["a", "a", "b"], early: 1, verdict: .violates,
        text: "the standby works without the Lease a/b"),
      Pair(
        testDescription: "the other works before it leads, and never does", holders: ["a", "a", "a"], early: 1,
        verdict: .violates, text: "the other one never gets it"),
      Pair(
        testDescription: "the news of the Lease come late", holders: ["a", "a", "b"], early: 4.8, verdict: .conforms,
        text: "takes over"),
      Pair(
        testDescription: "the other is idle", holders: ["a", "a", "b"], answers: false, verdict: .violates,
        text: "does not carry out"),
    ])
  func leaders(_ pair: Pair) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.added, "ConfigMap y", by: "operator", owner: "1", "data", ["size": 1])
    for (number, holder) in pair.holders.enumerated() {
      if number == 1 { scene.mark("two") }
      if number == 2 {
        scene.mark("leader killed")
        scene.write(.modified, "Wish x", by: "plugfest", uid: "1", "spec", ["size": 2])
      }
      let early = number == 2 ? pair.early : nil
      scene.wait(early ?? 5)
      if let early {
        scene.write(.modified, "ConfigMap y", by: "operator", owner: "1", "data", ["size": 2])
        scene.wait(5 - early)
      }
      scene.mark(
        "leader", ["lease": "Lease a/b", "holder": .string(holder), "transitions": .integer(holder == "a" ? 0 : 1)])
    }
    scene.mark("start again")
    scene.wait(1)
    if pair.answers {
      scene.write(.modified, "ConfigMap y", by: "operator", owner: "1", "data", ["size": 2, "by": "b"])
    } else {
      scene.mark("not ready", ["seconds": 30])
    }
    let decision = scene.judgements(.leaderFailOver).first { $0.oracle == .leaderFailOver }
    #expect(decision?.verdict == pair.verdict, "\(decision?.sentence ?? "")")
    #expect(decision?.sentence.contains(pair.text) == true, "\(decision?.sentence ?? "")")
  }
}
