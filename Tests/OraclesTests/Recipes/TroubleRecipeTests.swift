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

  struct Delay: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Of its child.
    var owner: String?
    var answer: String?
    var generation: Int64 = 2
    var text: String
  }

  @Test(
    "why a wish is not ready is told, as far as the ledger shows it",
    arguments: [
      Delay(
        testDescription: "its child leads nowhere", owner: nil, answer: nil,
        text: "; ConfigMap demo/x-child, made for it, is without an owner reference"),
      Delay(
        testDescription: "nothing is done", owner: "1",
        text: "\"update\": its status has no condition; nothing is written in the cluster since"),
      Delay(
        testDescription: "only the status stays behind", owner: "1", answer: "PATCH /x → 200 in 1 ms", generation: 1,
        text: ", for generation 1 of 2; that was carried out (PATCH /x → 200 in 1 ms), and the status stays behind"),
      Delay(
        testDescription: "something else is wrong", owner: "1", answer: "PATCH /x → 200 in 1 ms",
        text: "Ready is True (Fine)"),
    ])
  func delays(_ delay: Delay) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.added, "ConfigMap x-child", by: "operator", owner: delay.owner, "data", ["size": 1])
    scene.mark("update")
    scene.write(.modified, "Wish x", by: "plugfest", uid: "1", "spec", ["size": 2])
    scene.wait(1)
    if let answer = delay.answer {
      scene.requests([(scene.now, answer)])
      scene.write(
        .modified, "Wish x", by: "operator", uid: "1", generation: 2, "status",
        [
          "conditions": [
            ["type": "Ready", "status": "True", "reason": "Fine", "observedGeneration": .integer(delay.generation)]
          ]
        ])
    }
    scene.mark("not ready", ["seconds": 30])
    let sentence = scene.judgements(.roundTrip).first { $0.sentence.contains("is not ready") }?.sentence ?? ""
    #expect(sentence.hasSuffix(delay.text) || delay.owner == nil && sentence.contains(delay.text), "\(sentence)")
  }

  @Test("who makes again after a crash what it had made, leaves the first behind", arguments: [true, false])
  func crash(_ forgets: Bool) {
    var scene = Scene()
    var requests: [(Double, String)] = []
    func ask(_ text: String) {
      scene.wait(1)
      requests.append((scene.now, text))
    }
    scene.mark("oracle")
    for name in ["at once", "second pass", "after a kill at request 1"] {
      scene.mark("delete CR")
      ask("DELETE /x/1 → 204 in 1 ms")
      scene.mark("create CR")
      scene.write(.added, "Wish x", by: "plugfest", uid: name)
      ask("POST /x → 201 in 1 ms")
      if name.hasPrefix("after") {
        scene.mark("note", ["text": "killed at request 1"])
        if forgets {
          ask("POST /x → 201 in 2 ms")
          scene.mark("not ready", ["seconds": 30])
          break
        }
      }
      scene.snapshot(name)
      scene.write(.deleted, "Wish x", by: "operator", uid: name)
    }
    scene.requests(requests)
    let decision = scene.decision(.crashAtWrite)
    #expect(decision?.verdict == (forgets ? .violates : .conforms), "\(decision?.sentence ?? "")")
    if forgets {
      #expect(
        decision?.sentence
          == "killed at request 1, right after POST /x → 201 in 1 ms, what it had made in netbox was created "
          + "again after the crash: POST /x → 201 in 2 ms, 1.01 s later; the first is left behind",
        "\(decision?.sentence ?? "")")
    }
  }

  struct Loop: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var first: Value
    var second: Value
    var nature: String
  }

  @Test(
    "writes that say nothing new are told as such",
    arguments: [
      Loop(
        testDescription: "lines of a file", first: ["f": "a: 1\nb: 2\n"], second: ["f": "b: 2\na: 1\n"],
        nature: "identical content re-ordered"),
      Loop(
        testDescription: "lines of a long file", first: .init(f: long("a", "b")), second: .init(f: long("b", "a")),
        nature: "identical content re-ordered"),
      Loop(
        testDescription: "another long file", first: .init(f: long("a", "b")), second: .init(f: long("a", "c")),
        nature: ""),
      Loop(
        testDescription: "digests", first: ["f": "12⇅34"], second: ["f": "56⇅34"],
        nature: "identical content re-ordered"),
      Loop(testDescription: "other digests", first: ["f": "12⇅34"], second: ["f": "56⇅78"], nature: ""),
      Loop(
        testDescription: "a list", first: ["f": ["a", "b"]], second: ["f": ["b", "a"]],
        nature: "identical content re-ordered"),
      Loop(
        testDescription: "times", first: ["f": "2026-08-03T10:00:00Z"], second: ["f": "2026-08-03T10:00:01Z"],
        nature: "only times differ"),
      Loop(testDescription: "one word", first: ["f": "a"], second: ["f": "b"], nature: ""),
    ])
  func loops(_ loop: Loop) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.added, "ConfigMap y", by: "operator", owner: "1", "data", loop.first)
    scene.mark("idle")
    for number in 0..<6 {
      scene.wait(2)
      scene.write(
        .modified, "ConfigMap y", by: "operator", owner: "1", "data",
        number.isMultiple(of: 2) ? loop.second : loop.first)
    }
    let sentence = scene.decision(.quiescence)?.sentence ?? ""
    #expect(sentence.contains("6 writes: ConfigMap demo/y data.f"), "\(sentence)")
    #expect(loop.nature.isEmpty ? sentence.hasSuffix("more") : sentence.hasSuffix(": \(loop.nature)"), "\(sentence)")
  }

  private static func long(_ first: String, _ second: String) -> String {
    "\(first)\n\(String(repeating: "x: y\n", count: 200))\(second)\n"
  }
}

extension Value {
  fileprivate init(f text: String) { self = ["f": .string(text)] }
}
