import Documents
import Testing

@testable import Oracles

@Suite struct StaleReadsRecipeTests {
  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var deletesChild = false
    var asks: String?
    var size: Int64 = 1
    var verdict: Judgement.Verdict
    var text: String
  }

  static let habits = [
    Habit(testDescription: "leaves all alone", verdict: .conforms, text: "it leaves alone what is there"),
    Habit(
      testDescription: "clears up for the former wish", deletesChild: true, verdict: .violates,
      text: "it deletes ConfigMap demo/y, which belongs to what is there now, and makes it again"),
    Habit(
      testDescription: "clears up outside", asks: "DELETE /x → 204", verdict: .violates,
      text: "it removes in netbox what belongs to a wish that is there: DELETE /x"),
    Habit(testDescription: "reads outside", asks: "GET /x → 200", verdict: .conforms, text: "leaves alone"),
    Habit(testDescription: "comes out otherwise", size: 2, verdict: .violates, text: "it changes what is there"),
  ]

  @Test("what a candidate does that sees an older state", arguments: habits)
  func behind(_ habit: Habit) {
    let moment = Deed.Moment.going.rawValue
    var scene = Scene()
    scene.mark("oracle")
    scene.mark("create CR")
    scene.write(.added, "Wish x", by: "plugfest", uid: "2")
    scene.write(.added, "ConfigMap y", by: "operator", uid: "a", owner: "2", "data", ["size": 1])
    scene.snapshot("before")
    scene.mark("stop")
    scene.mark("lags", ["moment": .string(moment)])
    scene.mark("behind: \(moment)")
    let time = scene.now
    if habit.deletesChild {
      scene.write(.deleted, "ConfigMap y", by: "operator", uid: "a", owner: "2", "data", ["size": 1])
    }
    scene.wait(4)
    scene.mark("caught up: \(moment)")
    if habit.deletesChild {
      scene.write(.added, "ConfigMap y", by: "operator", uid: "b", owner: "2", "data", ["size": 1])
    }
    if habit.size != 1 {
      scene.write(
        .modified, "ConfigMap y", by: "operator", uid: "a", owner: "2", "data", ["size": .integer(habit.size)])
    }
    scene.snapshot("after: \(moment)")
    if let text = habit.asks { scene.requests([(time + 1, text)]) }
    let decision = scene.decision(.staleReads)
    #expect(decision?.verdict == habit.verdict)
    #expect(decision?.sentence.contains(habit.text) == true, "\(decision?.sentence ?? "")")
  }
}
