import Documents
import Plans
import Testing

@testable import Oracles

/// What a candidate has to tell, and what it must keep to itself.
@Suite struct TidingsTests {
  /// A recipe that is not over yet, with what stands in the candidate's way.
  struct Trouble: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var recipe: Recipe
    var begin: @Sendable (inout Scene) -> Void
  }

  static let troubles = [
    Trouble(testDescription: "a wrong wish", recipe: .errorRecovery) { scene in
      scene.mark("invalid CR")
      scene.write(.modified, "Wish x", by: "plugfest", uid: "1", "spec", ["size": -1])
    },
    Trouble(testDescription: "a refusal", recipe: .denial(.policy)) { scene in
      scene.mark("denied", ["kind": "ConfigMap", "group": "", "by": "wall"])
    },
    Trouble(testDescription: "systems outside that are down", recipe: .deletionWhileOutsideIsDown) { scene in
      scene.mark("delete CR")
      scene.requests([(scene.now + 0.1, "DELETE /x → 204 in 1 ms")])
      scene.wait(1)
      scene.mark("outside down")
    },
  ]

  @Test("as long as nothing is told, it is waited for what may still be told", arguments: troubles)
  func silence(_ trouble: Trouble) throws {
    var scene = Scene()
    let beginning = Consultation.details(
      .errorRecovery, id: "", caseID: "", wish: Scene.wish, apiVersion: "a.example/v1")
    scene.mark("oracle", beginning)
    scene.write(.added, "Wish x", by: "plugfest", uid: "1")
    trouble.begin(&scene)
    #expect(scene.judgements(trouble.recipe).contains { $0.verdict == .violates && $0.isOfMoment })
    scene.wait(1)
    scene.write(
      .modified, "Wish x", by: "operator", uid: "1", "status",
      [
        "conditions": [
          ["type": "Ready", "status": "False", "reason": "Refused", "message": "the ConfigMap is refused"]
        ]
      ]
    )
    let judgements = scene.judgements(trouble.recipe)
    #expect(!judgements.contains { $0.verdict == .violates && $0.isOfMoment }, "\(judgements.map(\.sentence))")
  }

  @Test("a secret that a candidate told before is held against it by each oracle of the same namespace")
  func secrets() {
    for (namespace, isBlamed) in [("demo", true), (nil, false)] {
      var scene = Scene()
      var details: Object = ["kind": "Wish", "name": "x", "path": "status.message"]
      details["scope"] = namespace.map(Value.string)
      scene.mark(CandidateLife.secretTold, .object(details))
      scene.mark("oracle")
      scene.write(.added, "Wish x", by: "plugfest", uid: "1")
      scene.mark("idle", ["seconds": 10])
      let sentences = scene.judgements(.quiescence).filter { $0.verdict == .violates }.map(\.sentence)
      #expect(
        sentences.contains("a secret of the lab stands in status.message of Wish x, where everybody can read it")
          == isBlamed)
    }
  }
}
