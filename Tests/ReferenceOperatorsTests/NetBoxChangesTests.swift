import Documents
import Kubernetes
import NetBoxOperator
import Testing

@Suite struct NetBoxChangesTests {
  private let found: Value = [
    "id": 7, "prefix": "10.0.0.0/28", "status": ["value": "active", "label": "Active"],
    "tenant": ["id": 3, "name": "Initech"], "scope_type": "dcim.site", "scope_id": 4, "description": "d",
    "comments": "", "custom_fields": ["hash": "abc", "number": 5, "old": nil], "role": ["id": 9],
  ]

  @Test("what is as wanted needs no write, in whatever form NetBox answers it")
  func nothing() {
    let wanted: Object = [
      "prefix": "10.0.0.0/28", "status": "active", "tenant": 3, "scope_type": "dcim.site", "scope_id": 4,
      "description": "d", "comments": "", "custom_fields": ["hash": "abc", "number": "5", "old": nil, "none": nil],
    ]
    #expect(NetBoxChanges.needed(in: found, for: wanted).isEmpty)
  }

  @Test(
    "each difference is written alone",
    arguments: [
      (["description": "e"], ["description": "e"]), (["tenant": 4], ["tenant": 4]),
      (["status": "reserved"], ["status": "reserved"]),
      (["custom_fields": ["hash": "abc", "number": "6"]], ["custom_fields": ["number": "6"]]),
      (["custom_fields": ["hash": nil]], ["custom_fields": ["hash": nil]]),
      (["scope_type": "dcim.site", "scope_id": 5], ["scope_type": "dcim.site", "scope_id": 5]),
      (["prefix": "10.0.0.16/28"], ["prefix": "10.0.0.16/28"]),
    ] as [(Object, Object)])
  func differences(wanted: Object, expected: Object) {
    #expect(NetBoxChanges.needed(in: found, for: wanted) == expected)
  }

  @Test("an address in another spelling is the same address")
  func spelling() {
    let found: Value = ["address": "2001:db8::1/128"]
    #expect(NetBoxChanges.needed(in: found, for: ["address": "2001:DB8:0::1/128"]).isEmpty)
    #expect(!NetBoxChanges.needed(in: found, for: ["address": "2001:db8::1/64"]).isEmpty)
  }
}
