import Documents
import Testing

@testable import Oracles

@Suite struct ChangeRecipeTests {
  @Test("whoever is refused to the end goes on with the old credential", arguments: [true, false])
  func rotation(_ follows: Bool) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest")
    scene.mark("rotate")
    scene.mark("update")
    scene.write(.modified, "Wish x", by: "plugfest", "spec", ["size": 2])
    scene.wait(1)
    let refused = [(scene.now, "PATCH /x → 403 in 1 ms"), (scene.now, "PATCH /x → 403 in 1 ms")]
    scene.wait(1)
    scene.requests(refused + [(scene.now, follows ? "PATCH /x → 200 in 1 ms" : "PATCH /x → 403 in 1 ms")])
    let decision = scene.decision(.secretRotation)
    #expect(decision?.verdict == (follows ? .conforms : .violates), "\(decision?.sentence ?? "")")
    #expect(
      decision?.sentence.contains(follows ? "2 requests refused" : "goes on with its old credential for netbox")
        == true, "\(decision?.sentence ?? "")")
  }

  struct Order: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var size: Int64
    var isReady = true
    var verdict: Judgement.Verdict
  }

  @Test(
    "a wish that came before what it needs",
    arguments: [
      Order(testDescription: "comes out the same", size: 1, verdict: .conforms),
      Order(testDescription: "comes out otherwise", size: 2, verdict: .violates),
      Order(testDescription: "waits for ever", size: 1, isReady: false, verdict: .violates),
    ])
  func order(_ order: Order) {
    var scene = Scene()
    scene.mark("oracle")
    for (name, size) in [("first", 1), ("in order", 1), ("out of order", order.size)] {
      scene.mark(name == "out of order" ? "create what it needs" : "create in order")
      scene.write(.added, "Wish x", by: "plugfest", uid: name)
      if name == "out of order", !order.isReady {
        scene.mark("not ready", ["seconds": 30])
        break
      }
      scene.write(.added, "ConfigMap y", by: "operator", uid: "\(name) child", "data", ["size": .integer(size)])
      scene.snapshot(name)
      scene.write(.deleted, "ConfigMap y", by: "operator", uid: "\(name) child")
      scene.write(.deleted, "Wish x", by: "operator", uid: name)
    }
    let decision = scene.decision(.orderIndependence)
    #expect(decision?.verdict == order.verdict, "\(decision?.sentence ?? "")")
    if !order.isReady { #expect(decision?.sentence.contains("never notices") == true) }
  }

  struct Upgrade: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var uid = "child"
    var size: Int64 = 1
    var requests: [String] = []
    var verdict: Judgement.Verdict
    var text: String
  }

  @Test(
    "what the release before made",
    arguments: [
      Upgrade(testDescription: "is kept", verdict: .conforms, text: "keeps all"),
      Upgrade(
        testDescription: "becomes as now", size: 3, requests: ["PATCH /x → 200"], verdict: .conforms, text: "1 fields"),
      Upgrade(testDescription: "becomes something else", size: 7, verdict: .violates, text: "neither release"),
      Upgrade(testDescription: "is replaced", uid: "other", verdict: .violates, text: "deleted and made again"),
      Upgrade(
        testDescription: "is made anew outside", requests: ["POST /x → 201"], verdict: .violates, text: "made anew"),
    ])
  func upgrade(_ upgrade: Upgrade) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    scene.write(.added, "ConfigMap y", by: "operator", uid: "now", owner: "1", "data", ["size": 3])
    scene.snapshot("by the present release")
    scene.mark("delete CR")
    scene.write(.deleted, "ConfigMap y", by: "operator", uid: "now")
    scene.write(.deleted, "Wish x", by: "operator", uid: "1")
    scene.mark("create CR")
    scene.write(.added, "Wish x", by: "plugfest", uid: "2")
    scene.write(.added, "ConfigMap y", by: "operator", uid: "child", owner: "2", "data", ["size": 1])
    scene.snapshot("before the upgrade")
    scene.mark("upgrade")
    scene.wait(1)
    let requests = upgrade.requests.map { (scene.now, $0) }
    if upgrade.uid != "child" { scene.write(.deleted, "ConfigMap y", by: "operator", uid: "child", owner: "2") }
    if upgrade.uid != "child" || upgrade.size != 1 {
      scene.write(
        upgrade.uid == "child" ? .modified : .added, "ConfigMap y", by: "operator", uid: upgrade.uid, owner: "2",
        "data",
        ["size": .integer(upgrade.size)])
    }
    scene.snapshot("after the upgrade")
    scene.requests(requests)
    let decision = scene.decision(.upgrade)
    #expect(decision?.verdict == upgrade.verdict, "\(decision?.sentence ?? "")")
    #expect(decision?.sentence.contains(upgrade.text) == true, "\(decision?.sentence ?? "")")
  }

  struct Words: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: String
    var after: String
    var isRepeated: Bool
  }

  @Test(
    "at an upgrade, what stands outside is not said again",
    arguments: [
      Words(
        testDescription: "all of it", before: #"{"mtu":1,"dns":["a"]}"#, after: #"{"dns":["a"],"mtu":1}"#,
        isRepeated: true),
      Words(testDescription: "a part of it", before: #"{"mtu":1,"dns":["a"]}"#, after: #"{"mtu":1}"#, isRepeated: true),
      Words(testDescription: "other text", before: "<mtu>1</mtu>", after: "<mtu>2</mtu>", isRepeated: false),
      Words(testDescription: "the same text", before: "<mtu>1</mtu>", after: "<mtu>1</mtu>", isRepeated: true),
      Words(testDescription: "a new mark", before: #"{"mtu":1}"#, after: #"{"mtu":1,"by":"b"}"#, isRepeated: false),
      Words(testDescription: "another value", before: #"{"mtu":1}"#, after: #"{"mtu":2}"#, isRepeated: false),
      Words(testDescription: "nothing", before: "", after: "", isRepeated: false),
    ])
  func words(_ words: Words) {
    var scene = Scene()
    scene.mark("oracle")
    scene.write(.added, "Wish x", by: "plugfest")
    scene.snapshot("by the present release")
    scene.mark("previous release")
    let before = scene.now
    scene.wait(1)
    scene.snapshot("before the upgrade")
    scene.mark("upgrade")
    scene.wait(1)
    scene.requests(
      [(before, "POST /x → 201 in 1 ms"), (scene.now, "PATCH /x → 200 in 1 ms")], saying: [words.before, words.after])
    scene.snapshot("after the upgrade")
    let decision = scene.decision(.upgrade)
    #expect(decision?.verdict == (words.isRepeated ? .violates : .conforms), "\(decision?.sentence ?? "")")
    if words.isRepeated {
      #expect(decision?.sentence.contains("is written again, though nothing of it differs") == true)
    }
  }
}
