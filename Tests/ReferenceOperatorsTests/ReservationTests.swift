import Documents
import Kubernetes
import NetBoxOperator
import Testing

@Suite struct ReservationTests {
  private func reservation(
    _ spec: Value, kind: ReservationKind = .prefix, annotation: String? = nil, status: Value? = nil,
    name: String = "web", release: Release = .present
  ) -> Reservation {
    var object = KubernetesObject(apiVersion: "netbox.dev/v1", kind: kind.rawValue, namespace: "shop", name: name)
    object["spec"] = spec
    object["status"] = status
    if let annotation { object.setAnnotation(kind.customFieldsAnnotation, to: annotation) }
    return Reservation(object, kind: kind, hashField: "hash", release: release)
  }

  @Test("the release before ends descriptions earlier, and keeps custom fields with their values")
  func release() {
    let spec: Value = ["prefix": "10.0.0.0/28", "description": "net", "customFields": ["env": "prod"]]
    let before = reservation(spec, release: .previous)
    #expect(before.description == "shop/web // net")
    #expect(before.annotation(["env"]) == #"{"env":"prod"}"#)
    let now = reservation(spec, annotation: before.annotation(["env"]))
    #expect(now.managedCustomFields == ["env"])
    #expect(now.owns(["description": .string(before.description)]))
    #expect(now.owns(["description": "shop/web"]) && !now.owns(["description": "shop/web2"]))
  }

  @Test("what answers another claim is told by its hash")
  func otherClaims() {
    let direct = reservation(["prefix": "10.0.0.0/28"])
    #expect(direct.isOfAnotherClaim(["custom_fields": ["hash": "a"]]))
    #expect(!direct.isOfAnotherClaim(["custom_fields": ["hash": nil]]))
    let claimed = reservation(["prefix": "10.0.0.0/28", "customFields": ["hash": "a"]])
    #expect(!claimed.isOfAnotherClaim(["custom_fields": ["hash": "a"]]))
    #expect(claimed.isOfAnotherClaim(["custom_fields": ["hash": "b"]]))
  }

  @Test("the wanted object holds what the spec says, and the owner in its description")
  func wanted() {
    let reservation = reservation([
      "prefix": "10.0.0.0/28", "description": "shop network", "comments": "c", "customFields": ["env": "prod"],
    ])
    #expect(
      reservation.wanted(tenantID: 3, siteID: 4) == [
        "prefix": "10.0.0.0/28", "status": "active", "tenant": 3, "scope_type": "dcim.site", "scope_id": 4,
        "description": "shop/web // shop network // managed by netbox-operator", "comments": "c",
        "custom_fields": ["env": "prod"],
      ])
  }

  @Test("tenant and site that the spec does not name are left to others")
  func leavesOthers() {
    let wanted = reservation(["prefix": "10.0.0.0/28"]).wanted(tenantID: nil, siteID: nil)
    #expect(!wanted.contains("tenant"))
    #expect(!wanted.contains("scope_type"))
  }

  @Test("custom fields that the spec dropped are cleared", arguments: [#"["env","old"]"#, #"{"env":"a","old":"b"}"#])
  func clears(annotation: String) {
    let reservation = reservation(
      ["prefix": "10.0.0.0/28", "customFields": ["env": "prod"]], annotation: annotation)
    #expect(
      reservation.wanted(tenantID: nil, siteID: nil)["custom_fields"] == ["env": "prod", "old": nil])
  }

  @Test("descriptions fit into 200 characters, and still tell their owner")
  func truncates() {
    let long = reservation(["prefix": "10.0.0.0/28", "description": .string(String(repeating: "ü", count: 300))])
    #expect(long.description.unicodeScalars.count == 200)
    #expect(long.description.hasPrefix("shop/web // üüü"))
    #expect(long.description.hasSuffix(" // managed by netbox-operator"))
  }

  @Test("an object of NetBox is owned by id, by hash, or by the description")
  func owns() {
    #expect(reservation(["prefix": "10.0.0.0/28"], status: ["id": 7]).owns(["id": 7]))
    let answer = reservation(["prefix": "10.0.0.0/28", "customFields": ["hash": "abc"]])
    #expect(answer.owns(["id": 8, "custom_fields": ["hash": "abc"]]))
    #expect(!answer.owns(["id": 8, "custom_fields": ["hash": "abd"]]))
    let alone = reservation(["prefix": "10.0.0.0/28"])
    #expect(alone.owns(["id": 8, "description": "shop/web // managed by netbox-operator"]))
    #expect(!alone.owns(["id": 8, "description": "shop/web2 // managed by netbox-operator"]))
    #expect(!alone.owns(["id": 8, "description": "made by hand"]))
  }

  @Test("what is no address is an obstacle that names the field")
  func checks() throws {
    #expect(throws: Obstacle("InvalidSpec", "spec.prefix \"nonsense\" is no address")) {
      try reservation(["prefix": "nonsense"]).checkAddresses()
    }
  }
}
