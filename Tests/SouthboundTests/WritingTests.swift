import Documents
import Southbound
import Testing

@Suite struct WritingTests {
  @Test("A bulk change with one error changes nothing and leaves no change record")
  func atomicity() throws {
    let netbox = try Simulator()
    let one = try netbox.make("ipam/prefixes", ["prefix": "10.0.0.0/24"])
    let two = try netbox.make("ipam/prefixes", ["prefix": "10.0.1.0/24"])
    let changes = netbox.get("core/object-changes/")["count"]
    let answer = netbox.send(
      "PATCH", "ipam/prefixes/",
      [["id": .integer(one), "description": "x"], ["id": .integer(two), "prefix": "10.0.0.0/24"]])
    #expect(answer.status == 400)
    #expect(answer.body == ["prefix": ["Duplicate prefix found in global table: 10.0.0.0/24"]])
    #expect(netbox.get("ipam/prefixes/\(one)/")["description"] == "")
    #expect(netbox.get("core/object-changes/")["count"] == changes)
  }

  @Test("A bulk deletion that something stands in the way of deletes nothing")
  func bulkDeletion() throws {
    let netbox = try Simulator()
    let free = try netbox.make("tenancy/tenants", ["name": "A", "slug": "a"])
    let used = try netbox.make("tenancy/tenants", ["name": "B", "slug": "b"])
    let prefix = try netbox.make("ipam/prefixes", ["prefix": "10.0.0.0/24", "tenant": .integer(used)])
    let list: Value = [["id": .integer(free)], ["id": .integer(used)], ["id": 99]]
    let refused = netbox.send("DELETE", "tenancy/tenants/", list)
    #expect(refused.status == 409)
    #expect(
      refused.body["detail"]
        == .string("Unable to delete object. 1 dependent objects were found: 10.0.0.0/24 (\(prefix))"))
    #expect(netbox.get("tenancy/tenants/")["count"] == 2)
    #expect(netbox.send("DELETE", "ipam/prefixes/\(prefix)/").status == 204)
    #expect(netbox.send("DELETE", "tenancy/tenants/", list).status == 204)
    #expect(netbox.send("DELETE", "tenancy/tenants/", ["id": 1]).status == 400)
  }

  @Test("Deleting a role unlinks it, with a change record and a new time")
  func unlinking() throws {
    let netbox = try Simulator()
    let role = try netbox.make("ipam/roles", ["name": "R", "slug": "r"])
    let prefix = try netbox.make("ipam/prefixes", ["prefix": "10.0.0.0/24", "role": .integer(role)])
    let before = netbox.get("ipam/prefixes/\(prefix)/")["last_updated"]
    #expect(netbox.send("DELETE", "ipam/roles/\(role)/").status == 204)
    let after = netbox.get("ipam/prefixes/\(prefix)/")
    #expect(after["role"] == .null)
    #expect(after["last_updated"] != before)
    #expect(netbox.get("core/object-changes/?changed_object_type=ipam.prefix&action=update")["count"] == 1)
  }

  @Test("A prefix knows its place only when it is read, before 4.6")
  func place() throws {
    let netbox = try Simulator()
    try netbox.make("ipam/prefixes", ["prefix": "10.0.0.0/8"])
    let inner = netbox.send("POST", "ipam/prefixes/", ["prefix": "10.1.0.0/16"]).body
    #expect(inner["_depth"] == 0)
    #expect(netbox.get("ipam/prefixes/\(inner["id"]?.integer ?? 0)/")["_depth"] == 1)
    let newer = try Simulator(.v46)
    try newer.make("ipam/prefixes", ["prefix": "10.0.0.0/8"])
    #expect(newer.send("POST", "ipam/prefixes/", ["prefix": "10.1.0.0/16"]).body["_depth"] == 1)
  }

  @Test("Custom fields follow their definition: renamed, assigned, deleted")
  func customFields() throws {
    let netbox = try Simulator()
    let prefix = try netbox.make("ipam/prefixes", ["prefix": "10.0.0.0/24"])
    let field = try netbox.make(
      "extras/custom-fields", ["name": "a", "type": "integer", "object_types": ["ipam.prefix"], "default": 3])
    let read = { netbox.get("ipam/prefixes/\(prefix)/")["custom_fields"] }
    #expect(read() == ["a": 3])
    #expect(netbox.send("PATCH", "extras/custom-fields/\(field)/", ["name": "b"]).status == 200)
    #expect(read() == ["b": 3])
    #expect(netbox.send("PATCH", "extras/custom-fields/\(field)/", ["object_types": ["ipam.vrf"]]).status == 200)
    #expect(read() == [:])
    #expect(netbox.send("DELETE", "extras/custom-fields/\(field)/").status == 204)
    #expect(
      netbox.send("PATCH", "ipam/prefixes/\(prefix)/", ["custom_fields": ["b": 1]]).body == [
        "__all__": ["Unknown field name 'b' in custom field data."]
      ])
  }

  @Test("The type of a custom field is fixed, and choices in use stay")
  func fixedParts() throws {
    let netbox = try Simulator()
    let set = try netbox.make(
      "extras/custom-field-choice-sets", ["name": "S", "extra_choices": [["a", "A"], ["b", "B"]]])
    let field = try netbox.make(
      "extras/custom-fields",
      ["name": "c", "type": "select", "object_types": ["ipam.prefix"], "choice_set": .integer(set)])
    try netbox.make("ipam/prefixes", ["prefix": "10.0.0.0/24", "custom_fields": ["c": "a"]])
    #expect(netbox.send("PATCH", "extras/custom-fields/\(field)/", ["type": "select", "label": "L"]).status == 200)
    #expect(
      netbox.send("PATCH", "extras/custom-fields/\(field)/", ["type": "text"]).body
        == ["type": ["Changing the type of custom fields is not supported."]])
    #expect(
      netbox.send("PATCH", "extras/custom-field-choice-sets/\(set)/", ["extra_choices": [["a", "A"]]]).status == 200)
    #expect(
      netbox.send("PATCH", "extras/custom-field-choice-sets/\(set)/", ["extra_choices": [["b", "B"]]]).body
        == ["__all__": ["Cannot remove choice a as there are IPAM > Prefix objects which reference it."]])
  }

  @Test(
    "Fields are read as the serializers of NetBox do",
    arguments: [
      (["prefix": "10.0.0.0/24", "description": 7], 201, ["description": "7"]),
      (["prefix": "10.0.0.0/24", "description": true], 400, ["description": ["Not a valid string."]]),
      (["prefix": "10.0.0.0/24", "is_pool": "yes"], 201, ["is_pool": true]),
      (["prefix": "10.0.0.0/24", "is_pool": .null], 400, ["is_pool": ["This field may not be null."]]),
      (
        ["prefix": "10.0.0.0/24", "status": ["active"]], 400,
        [
          "status": ["Value must be passed directly (e.g. \"foo\": 123); do not use a dictionary or list."]
        ]
      ),
      (["prefix": "10.0.0.0/24", "status": true], 400, ["status": ["True is not a valid choice."]]),
      (
        ["prefix": "10.0.0.0/24", "scope_type": "dcim.rack", "scope_id": 1], 400,
        ["scope_type": ["Invalid content type: dcim.rack"]]
      ),
      (
        ["prefix": "10.0.0.0/24", "scope_type": "site"], 400,
        [
          "scope_type": ["Invalid value. Specify a content type as '<app_label>.<model_name>'."]
        ]
      ),
      (
        ["prefix": "10.0.0.0/24", "scope_type": "dcim.site", "scope_id": 99], 400,
        [
          "scope_id": ["Related object not found using the provided value: 99."]
        ]
      ),
      (["prefix": "10.0.0.0/24", "scope_id": 99], 400, ["scope_type": ["This field cannot be null."]]),
      (
        ["prefix": "10.0.0.0/24", "vlan": 5], 400,
        ["vlan": ["Related object not found using the provided numeric ID: 5"]]
      ),
      (
        ["prefix": "10.0.0.0/24", "tags": "x"], 400,
        [
          "tags": ["non_field_errors": ["Expected a list of items but got type \"str\"."]]
        ]
      ),
      (["prefix": "10.0.0.0/255.255.0.0"], 201, ["prefix": "10.0.0.0/16"]),
    ] as [(Value, Int, Object)])
  func reading(body: Value, status: Int, expected: Object) throws {
    let answer = try Simulator().send("POST", "ipam/prefixes/", body)
    #expect(answer.status == status)
    for (key, value) in expected { #expect(answer.body[key] == value) }
  }

  @Test("Regions of the same name may lie in different regions, and none in itself")
  func trees() throws {
    let netbox = try Simulator()
    let one = try netbox.make("dcim/regions", ["name": "A", "slug": "a"])
    let two = try netbox.make("dcim/regions", ["name": "A", "slug": "a", "parent": .integer(one)])
    #expect(netbox.send("POST", "dcim/regions/", ["name": "A", "slug": "a", "parent": .integer(one)]).status == 400)
    #expect(
      netbox.send("PATCH", "dcim/regions/\(one)/", ["parent": .integer(two)]).body == [
        "parent": ["Cannot assign self or child region as parent."]
      ])
  }
}
