import Documents
import Kubernetes
import NetBoxOperator
import OperatorRuntime
import Testing

@Suite struct ClaimTests {
  private static func claim(
    _ spec: Value, kind: ClaimKind = .prefixClaim, namespace: String = "shop", name: String = "web"
  ) -> Claim {
    var object = KubernetesObject(apiVersion: "netbox.dev/v1", kind: kind.rawValue, namespace: namespace, name: name)
    object.uid = "u-1"
    object.generation = 2
    object["spec"] = spec
    return Claim(object, kind: kind)
  }

  private static let spec: Value = ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28", "tenant": "Initech"]

  @Test("a claim that is made again has the same hash, in whatever spelling")
  func isStable() {
    let hash = Self.claim(Self.spec).restorationHash()
    #expect(hash.count == 40)
    var again = Self.spec
    again["description"] = "changed"
    again["preserveInNetbox"] = true
    #expect(Self.claim(again).restorationHash() == hash)
  }

  @Test("claims that differ have different hashes, also where their texts join to the same")
  func differs() {
    var longer = Self.spec
    longer["prefixLength"] = "/29"
    let claims = [
      Self.claim(Self.spec), Self.claim(longer), Self.claim(Self.spec, namespace: "shopw", name: "eb"),
      Self.claim(Self.spec, name: "db"), Self.claim(Self.spec, kind: .ipAddressClaim),
      Self.claim(["parentPrefixSelector": ["env": "a"], "prefixLength": "/28"]),
      Self.claim(["parentPrefixSelector": ["env": "b"], "prefixLength": "/28"]),
    ]
    #expect(Set(claims.map { $0.restorationHash() }).count == claims.count)
  }

  @Test("the child carries addresses, hash, owner and the claim's own fields")
  func child() {
    let claim = Self.claim(Self.spec)
    let answer = Allocation.Answer(addresses: ["prefix": "10.0.0.0/28"], parent: "10.0.0.0/16")
    let child = claim.child(answer, hash: "abc", hashField: "hash")
    #expect(child.kind == "Prefix")
    #expect(child.namespace == "shop")
    #expect(child.controller?.uid == "u-1")
    #expect(child.controller?.blocksOwnerDeletion == true)
    #expect(child["spec"] == ["prefix": "10.0.0.0/28", "tenant": "Initech", "customFields": ["hash": "abc"]])
    #expect(claim.answer(in: child) == answer)
  }

  @Test("a range is the first run of addresses that is long enough")
  func runs() throws {
    let free = ["10.0.0.1", "10.0.0.2", "10.0.0.5", "10.0.0.6", "10.0.0.7"].compactMap { IPNetwork($0) }
    let run = try #require(Allocation.firstRun(of: 3, in: free))
    #expect(run.first.address == "10.0.0.5")
    #expect(run.last.address == "10.0.0.7")
    #expect(Allocation.firstRun(of: 4, in: free) == nil)
    #expect(Allocation.firstRun(of: 2, in: []) == nil)
  }
}

@Suite struct ClaimStatusTests {
  private let time = KubernetesTime(seconds: 1_800_000_000)

  private var claim: Claim {
    var object = KubernetesObject(apiVersion: "netbox.dev/v1", kind: "PrefixClaim", namespace: "shop", name: "web")
    object.generation = 2
    object["spec"] = ["parentPrefix": "10.0.0.0/16", "prefixLength": "/28"]
    return Claim(object, kind: .prefixClaim)
  }

  private func child(ready: String?, observed: Int64 = 1) -> KubernetesObject {
    var child = KubernetesObject(apiVersion: "netbox.dev/v1", kind: "Prefix", namespace: "shop", name: "web")
    child.generation = 1
    child["spec"] = ["prefix": "10.0.0.0/28"]
    if let ready {
      child.setCondition(
        Condition(type: "Ready", status: ready, reason: "Because", message: "why", observedGeneration: observed))
    }
    return child
  }

  @Test("a claim is ready for its generation when its child is for its own")
  func ready() {
    let object = ClaimStatus.answered(claim, child: child(ready: "True"), now: time).object
    let condition = object.condition("Ready")
    #expect(condition?.isTrue == true)
    #expect(condition?.observedGeneration == 2)
    #expect(object["status", "prefix"] == "10.0.0.0/28")
    #expect(object["status", "parentPrefix"] == "10.0.0.0/16")
    #expect(object["status", "observedGeneration"] == 2)
  }

  @Test("a child that has not seen its newest spec does not count as ready")
  func stale() {
    let object = ClaimStatus.answered(claim, child: child(ready: "True", observed: 0), now: time).object
    #expect(object.condition("Ready")?.isFalse == true)
    #expect(object.condition("PrefixAssigned")?.isTrue == true)
  }

  @Test("the child's reason is the claim's reason")
  func passesOn() {
    let condition = ClaimStatus.answered(claim, child: child(ready: "False"), now: time).object.condition("Ready")
    #expect(condition?.reason == "Because")
    #expect(condition?.message == "why")
  }

  @Test("what blocks a claim is named in its conditions")
  func blocked() {
    let obstacle = Obstacle.exhausted("10.0.0.0/16", wanted: "a /28")
    let object = ClaimStatus.blocked(claim, obstacle, now: time).object
    #expect(object.condition("Ready")?.reason == "ParentPrefixExhausted")
    #expect(object.condition("Ready")?.message == "parent prefix 10.0.0.0/16 has no room for a /28")
    #expect(object.condition("PrefixAssigned")?.isFalse == true)
  }

  @Test("a report that says the same again is no write, and times stay")
  func isIdempotent() {
    let first = ClaimStatus.answered(claim, child: child(ready: "True"), now: time).object
    let again = ClaimStatus.answered(
      Claim(first, kind: .prefixClaim), child: child(ready: "True"), now: time + .seconds(60)
    ).object
    #expect(again == first)
    #expect(StatusPatch.from(first, to: again) == nil)
  }

  @Test("a CRD that drops the top-level generation is not written to again and again")
  func ignoresTopLevelGeneration() {
    var stored = ClaimStatus.answered(claim, child: child(ready: "True"), now: time).object
    stored["status", "observedGeneration"] = nil
    let again = ClaimStatus.answered(Claim(stored, kind: .prefixClaim), child: child(ready: "True"), now: time).object
    #expect(StatusPatch.from(stored, to: again) == nil)
  }
}
