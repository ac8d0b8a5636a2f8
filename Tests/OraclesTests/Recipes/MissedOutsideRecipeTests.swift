import Documents
import Testing

@testable import Oracles

@Suite struct MissedOutsideRecipeTests {
  struct Habit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isRight = false
    var isReady = true
    var makesEvent = false
    var verdict: Judgement.Verdict
    var text: String
  }

  static let habits = [
    Habit(testDescription: "puts it right", isRight: true, verdict: .conforms, text: "is put right"),
    Habit(testDescription: "says that it is not ready", isReady: false, verdict: .conforms, text: "is told, though"),
    Habit(testDescription: "tells it by an Event", makesEvent: true, verdict: .conforms, text: "is told, though"),
    Habit(
      testDescription: "trusts its status", verdict: .violates,
      text: "(somebody deletes it) is neither put right nor told 30.0 s after the start: found 404"),
  ]

  @Test("what a candidate makes of a change that it has missed outside", arguments: habits)
  func missed(_ habit: Habit) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.modified, "Wish x", by: "operator", uid: "1", "status", ["id": 5])
    scene.mark("stop")
    scene.mark("disturbed outside", ["steps": "somebody deletes it"])
    scene.mark("start again")
    if habit.makesEvent { scene.write(.added, "Event e", by: "operator", "message", "gone") }
    scene.wait(3)
    scene.mark(
      RecipeEvidence.outside,
      [
        "right": .bool(habit.isRight), "ready": .bool(habit.isReady), "text": "found 404", "seconds": 30,
      ])
    let decision = scene.decision(.missedOutside)
    #expect(decision?.verdict == habit.verdict)
    #expect(decision?.sentence.contains(habit.text) == true, "\(decision?.sentence ?? "")")
  }
}
