import Documents
import Testing

@testable import Oracles

@Suite struct DeletionRecipeTests {
  private static func beginning() -> Scene {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", finalizers: ["a.example/clean-up"])
    return scene
  }

  @Test("what could not be fulfilled must go like any other", arguments: [true, false])
  func notReady(_ goes: Bool) {
    var scene = Self.beginning()
    scene.mark("invalid CR")
    scene.mark("delete CR")
    if goes {
      scene.write(.deleted, "Wish x", by: "operator")
      scene.mark("idle after delete")
    } else {
      scene.mark("still there", ["seconds": 30])
    }
    let decision = scene.decision(.deletionWhenNotReady)
    #expect(decision?.verdict == (goes ? .conforms : .violates), "\(decision?.sentence ?? "")")
    if goes { return }
    #expect(
      decision?.sentence.contains("could not be fulfilled, and does not go either") == true
        && decision?.sentence.contains("held by the finalizer a.example/clean-up") == true)
  }

  @Test("a namespace that stays is blamed on what is held in it")
  func namespace() {
    var scene = Self.beginning()
    scene.mark("delete CR")
    scene.mark("namespace still there", ["seconds": 30])
    let decision = scene.decision(.deletionOfNamespace)
    #expect(decision?.verdict == .violates)
    #expect(decision?.sentence.contains("the namespace does not go") == true)
    #expect(decision?.sentence.contains("a.example/clean-up") == true)
  }

  struct Outage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var tells = true
    var goesMeanwhile = false
    var writesLater = true
    var writesUsually = true
    var isOneOfTwo = false
    var goesLater = true
    var verdict: Judgement.Verdict
    var text: String
  }

  static let outages = [
    Outage(testDescription: "stays, tells, goes", verdict: .conforms, text: "stays and says so"),
    Outage(
      testDescription: "lets go for ever", goesMeanwhile: true, writesLater: false, verdict: .violates,
      text: "is left there for ever"),
    Outage(testDescription: "is silent", tells: false, verdict: .violates, text: "told neither in its status"),
    Outage(testDescription: "is stuck", writesLater: false, goesLater: false, verdict: .violates, text: "held by"),
    Outage(
      testDescription: "has nothing outside", goesMeanwhile: true, writesLater: false, writesUsually: false,
      verdict: .notObservable, text: "nothing is written outside"),
    Outage(
      testDescription: "lets go, and only another system is cleaned up", writesLater: false, isOneOfTwo: true,
      verdict: .violates, text: "is let go though netbox cannot be reached"),
    Outage(
      testDescription: "cleans up both", isOneOfTwo: true, verdict: .conforms, text: "netbox, smf cannot be reached"),
    Outage(
      testDescription: "lets go, and another object cleans up", goesMeanwhile: true, verdict: .conforms,
      text: "DELETE /x"),
  ]

  @Test("a deletion while nothing outside can be reached", arguments: outages)
  func outage(_ outage: Outage) {
    var scene = Self.beginning()
    var requests: [(Double, String)] = []
    scene.mark("delete CR")
    scene.wait(1)
    if outage.writesUsually { requests.append((scene.now, "DELETE /x → 204")) }
    scene.write(.deleted, "Wish x", by: "operator")
    scene.mark("create CR")
    scene.write(.added, "Wish x", by: "plugfest", uid: "2", finalizers: ["a.example/clean-up"])
    scene.mark("outside down")
    scene.wait(1)
    if outage.tells {
      scene.write(
        .modified, "Wish x", by: "operator", uid: "2", finalizers: ["a.example/clean-up"], "status",
        ["conditions": [["type": "Ready", "status": "False"]]])
    }
    if outage.goesMeanwhile { scene.write(.deleted, "Wish x", by: "operator", uid: "2") }
    scene.mark("outside stays down")
    scene.wait(1)
    scene.mark("outside back")
    scene.wait(1)
    if outage.writesLater { requests.append((scene.now, "DELETE /x → 204")) }
    if !outage.goesLater { scene.mark("still there", ["seconds": 30]) }
    if outage.goesLater, !outage.goesMeanwhile { scene.write(.deleted, "Wish x", by: "operator", uid: "2") }
    if outage.isOneOfTwo {
      // Its companion, which cleans up by itself.
      scene.requests([(0.5, "DELETE /y → 204"), (scene.now - 0.5, "DELETE /y → 204")], of: "smf")
    }
    scene.requests(requests)
    let decision = scene.decision(.deletionWhileOutsideIsDown)
    #expect(decision?.verdict == outage.verdict, "\(decision?.sentence ?? "")")
    #expect(decision?.sentence.contains(outage.text) == true, "\(decision?.sentence ?? "")")
  }
}
