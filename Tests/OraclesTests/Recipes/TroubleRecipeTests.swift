import Documents
import Testing

@testable import Oracles

/// What goes wrong on the way to others, and with the process itself.
@Suite struct TroubleRecipeTests {
  struct Answer: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isLost = true
    /// After the answer was lost.
    var requests: [String] = []
    var isReady = true
    var verdict: Judgement.Verdict
    var text: String
  }

  @Test(
    "after a lost answer",
    arguments: [
      Answer(testDescription: "it is found", requests: ["GET /x → 200"], verdict: .conforms, text: "was found"),
      Answer(
        testDescription: "another one is made", requests: ["POST /x → 201"], verdict: .violates,
        text: "was created again 1.0 s later: POST /x → 201; the first is left behind"),
      Answer(
        testDescription: "another one is made, and the first removed",
        requests: ["POST /x → 201", "DELETE /x/1 → 204"],
        verdict: .conforms, text: "was found"),
      Answer(
        testDescription: "it is made again and again in vain", requests: ["POST /x → 409"], isReady: false,
        verdict: .violates, text: "is not found: POST /x → 409; not ready"),
      Answer(testDescription: "nothing was lost", isLost: false, verdict: .notObservable, text: "could have been lost"),
    ])
  func lost(_ answer: Answer) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest")
    scene.mark("delete CR")
    scene.mark("create CR")
    scene.wait(1)
    var requests = [(scene.now, "POST /x → 201 in 1 ms")]
    scene.mark("delete CR")
    scene.wait(1)
    requests.append((scene.now, "DELETE /x/1 → 204 in 1 ms"))
    scene.mark("answer lost")
    scene.wait(1)
    if answer.isLost {
      requests.append((scene.now, "POST /x → 201 in 1 ms (the answer was lost on its way; fault \(LostAnswer.fault))"))
    }
    scene.wait(1)
    requests += answer.requests.map { (scene.now, $0) }
    if !answer.isReady { scene.mark("not ready", ["seconds": 30]) }
    scene.requests(requests)
    let decision = scene.decision(.lostAnswer)
    #expect(decision?.verdict == answer.verdict, "\(decision?.sentence ?? "")")
    #expect(decision?.sentence.contains(answer.text) == true, "\(decision?.sentence ?? "")")
  }

  @Test("after its watches were broken off, a change is noticed", arguments: ["ConfigMap", "outside", nil])
  func watches(_ answer: String?) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.added, "ConfigMap y", by: "operator", owner: "1", "data", ["size": 1])
    scene.mark("watches cut")
    scene.wait(1)
    scene.mark("update")
    scene.write(.modified, "Wish x", by: "plugfest", uid: "1", "spec", ["size": 2])
    scene.wait(1)
    if answer == "ConfigMap" {
      scene.write(.modified, "ConfigMap y", by: "operator", owner: "1", "data", ["size": 2])
    }
    let time = scene.now
    scene.wait(1)
    if answer == nil { scene.mark("not ready", ["seconds": 30]) }
    scene.requests(answer == "outside" ? [(time, "PATCH /x → 200 in 1 ms")] : [])
    let decision = scene.decision(.watchCut)
    #expect(decision?.verdict == (answer == nil ? .violates : .conforms), "\(decision?.sentence ?? "")")
    if answer == nil {
      #expect(
        decision?.sentence.contains("does not watch again: the change of Wish.a.example demo/x spec.size") == true)
    }
  }

  @Test("a process that dies is the reason for all that is not done", arguments: [true, false])
  func death(_ isLease: Bool) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.mark("update")
    scene.write(.modified, "Wish x", by: "plugfest", uid: "1", "spec", ["size": 2])
    let words = isLease ? "leader election lost" : "panic: nil pointer"
    for _ in 0..<2 {
      scene.mark(LedgerLine.Mark.operatorExited, ["text": .string("exited with 2, and said \"\(words)\"")])
    }
    scene.mark("not ready", ["seconds": 30])
    let sentence = scene.decision(.consistency)?.sentence ?? ""
    #expect(
      sentence.hasPrefix("the process dies 0.0") != isLease
        && sentence.contains("after \"update\", 2 times so far: exited with 2, and said \"panic: nil") != isLease,
      "\(sentence)")
    #expect(sentence.contains("is not ready") == isLease, "\(sentence)")
  }
}
