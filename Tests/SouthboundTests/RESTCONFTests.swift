import Documents
import Foundation
import Testing

@testable import Southbound

@Suite struct RESTCONFTests {
  /// One request to a packet core that has the access point `x`, and what must come of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var method: String
    var target: String
    var body: String?
    var headers: [String: String] = [:]
    var status: Int
    var tag = ""
    var appTag = ""
    var path = ""
    /// What the answer's body must match.
    var holds: Value?

    init(
      _ method: String, _ target: String, _ body: String? = nil, _ headers: [String: String] = [:], _ status: Int,
      _ tag: String = "", app: String = "", path: String = "", holds: Value? = nil
    ) {
      (self.method, self.target, self.body, self.headers) = (method, target, body, headers)
      (self.status, self.tag, self.appTag, self.path, self.holds) = (status, tag, app, path, holds)
    }

    var testDescription: String { "\(method) \(target) \(body ?? "") → \(status) \(tag)" }
  }

  private static let point = PacketCore.accessPoint
  private static let xPath = "/plugfest-apn:access-points/access-point[name='x']"

  static let discovery: [Row] = [
    Row("GET", "/.well-known/host-meta", nil, ["authorization": ""], 200),
    Row(
      "GET", "/.well-known/host-meta", nil, ["accept": "application/jrd+json"], 200,
      holds: ["links": [["rel": "restconf", "href": "/restconf"]]]),
    Row(
      "GET", "/.well-known/host-meta.json", nil, [:], 200, holds: ["links": [["rel": "restconf", "href": "/restconf"]]]),
    Row("POST", "/.well-known/host-meta", "{}", [:], 405, "operation-not-supported"),
    Row(
      "GET", "/restconf", nil, [:], 200,
      holds: ["ietf-restconf:restconf": ["data": [:], "operations": [:], "yang-library-version": "2019-01-04"]]),
    Row("GET", "/restconf?depth=1", nil, [:], 200, holds: ["ietf-restconf:restconf": [:]]),
    Row(
      "GET", "/restconf/yang-library-version", nil, [:], 200,
      holds: ["ietf-restconf:yang-library-version": "2019-01-04"]),
    Row("GET", "/restconf/operations", nil, [:], 200, holds: ["ietf-restconf:operations": [:]]),
    Row("POST", "/restconf/operations", "{}", [:], 405, "operation-not-supported"),
    Row("GET", "/restconf/nothing", nil, [:], 404, "invalid-value"),
    Row("GET", "/restconfig", nil, [:], 404, "invalid-value"),
    Row(
      "GET", "/restconf/data/ietf-yang-library:yang-library/module-set=all/module=plugfest-apn", nil, [:], 200,
      holds: [
        "ietf-yang-library:module": [
          [
            "name": "plugfest-apn", "revision": "2026-11-21",
            "namespace": "urn:plugfest:params:xml:ns:yang:plugfest-apn",
          ]
        ]
      ]),
    Row(
      "GET", "/restconf/data/ietf-yang-library:modules-state/module=ietf-inet-types,2013-07-15?fields=conformance-type",
      nil, [:], 200, holds: ["ietf-yang-library:module": [["conformance-type": "import"]]]),
    Row(
      "GET",
      "/restconf/data/ietf-restconf-monitoring:restconf-state/capabilities/capability="
        + "urn%3Aietf%3Aparams%3Arestconf%3Acapability%3Adepth%3A1.0", nil, [:], 200,
      holds: ["ietf-restconf-monitoring:capability": ["urn:ietf:params:restconf:capability:depth:1.0"]]),
    Row("DELETE", "/restconf/data/ietf-yang-library:yang-library", nil, [:], 405, "operation-not-supported"),
    Row("DELETE", "/restconf/data", nil, [:], 405, "operation-not-supported"),
    Row("BREW", "/restconf/data", nil, [:], 405, "operation-not-supported"),
  ]

  static let access: [Row] = [
    Row("GET", "", nil, ["authorization": "Bearer wrong"], 401, "access-denied"),
    Row("GET", "", nil, ["authorization": "Basic YWRtaW46dA=="], 200),
    Row("GET", "", nil, ["authorization": "basic YWRtaW46dA=="], 200),
    Row("GET", "", nil, ["authorization": "Basic YWRtaW46eA=="], 401, "access-denied"),
    Row("GET", "", nil, ["authorization": "Bearer r"], 200),
    Row("DELETE", "/access-point=x", nil, ["authorization": "Bearer r"], 403, "access-denied"),
    Row("GET", "", nil, ["accept": "application/yang-data+xml"], 406, "invalid-value"),
    Row("GET", "", nil, ["accept": "application/json"], 406, "invalid-value"),
    Row("GET", "", nil, ["accept": "text/html, application/*;q=0.5"], 200),
    Row("GET", "", nil, ["accept": "application/yang-data+json;q=0, */*"], 406, "invalid-value"),
    Row("DELETE", "/access-point=x", nil, ["accept": "application/yang-data+xml"], 406, "invalid-value"),
    Row(
      "PUT", "/access-point=y", "<a/>", ["content-type": "application/yang-data+xml"], 415, "operation-not-supported"),
    Row("PUT", "/access-point=y", point("y", ""), ["content-type": "application/json"], 415, "operation-not-supported"),
    Row("PUT", "/access-point=y", point("y", ""), ["content-type": "application/yang-data+json; charset=utf-8"], 201),
    Row(
      "PATCH", "/access-point=x", "{}", ["content-type": "application/yang-patch+json"], 415, "operation-not-supported"),
  ]

  static let paths: [Row] = [
    Row(
      "GET", "/access-point=nothing", nil, [:], 404, "invalid-value",
      path: "/plugfest-apn:access-points/access-point[name='nothing']"),
    Row("GET", "/access-point=x/mtu", nil, [:], 404, "invalid-value", path: "\(xPath)/mtu"),
    Row("GET", "/access-point=x/admin-state", nil, [:], 200, holds: ["plugfest-apn:admin-state": "unlocked"]),
    Row("GET", "/access-point=nothing/admin-state", nil, [:], 404, "invalid-value"),
    Row("GET", "/access-point=x/session-ambr", nil, [:], 200, holds: ["plugfest-apn:session-ambr": [:]]),
    Row("GET", "/access-point=x/snssai", nil, [:], 404, "invalid-value"),
    Row("GET", "/access-point=x/session-type", nil, [:], 200, holds: ["plugfest-apn:session-type": ["IPV4"]]),
    Row("GET", "/access-point=x/session-type=IPV4", nil, [:], 200, holds: ["plugfest-apn:session-type": ["IPV4"]]),
    Row("GET", "/access-point=x/session-type=IPV6", nil, [:], 404, "invalid-value"),
    Row("GET", "/access-point=x/session-type=IPV5", nil, [:], 400, "invalid-value"),
    Row("GET", "/access-point=x/plugfest-apn:name", nil, [:], 200, holds: ["plugfest-apn:name": "x"]),
    Row("GET", "/access-point/name", nil, [:], 400, "invalid-value"),
    Row("GET", "/access-point=x,y", nil, [:], 400, "invalid-value"),
    Row("GET", "/access-point=x/mtu=1400", nil, [:], 400, "invalid-value"),
    Row("GET", "/access-point=%zz", nil, [:], 400, "invalid-value"),
    Row("GET", "/access-point=%ff", nil, [:], 400, "invalid-value"),
    Row("GET", "/access-point=", nil, [:], 400, "invalid-value"),
    Row("GET", "/apn=x", nil, [:], 400, "unknown-element"),
    Row("GET", "/access-point=x/other:mtu", nil, [:], 400, "unknown-namespace"),
    Row("GET", "/restconf/data/access-points", nil, [:], 400, "invalid-value"),
    Row("GET", "/restconf/data/nothing:access-points", nil, [:], 400, "unknown-namespace"),
    Row("GET", "//access-point=x", nil, [:], 400, "unknown-element"),
    Row("GET", "/access-point=x/", nil, [:], 200),
    Row("POST", "/access-point=x/mtu", "{}", [:], 405, "operation-not-supported"),
    Row("POST", "/access-point", "{}", [:], 405, "operation-not-supported"),
  ]

  static let reading: [Row] = [
    Row("GET", "?depth=1", nil, [:], 200, holds: ["plugfest-apn:access-points": [:]]),
    Row("GET", "?depth=2", nil, [:], 200, holds: ["plugfest-apn:access-points": ["access-point": [[:]]]]),
    Row("GET", "?depth=unbounded", nil, [:], 200),
    Row("GET", "?depth=0", nil, [:], 400, "invalid-value"),
    Row("GET", "?depth=65536", nil, [:], 400, "invalid-value"),
    Row(
      "GET", "/access-point=x?fields=name;session-type", nil, [:], 200,
      holds: ["plugfest-apn:access-point": [["name": "x", "session-type": ["IPV4"]]]]),
    Row(
      "GET", "?fields=access-point(name)", nil, [:], 200,
      holds: ["plugfest-apn:access-points": ["access-point": [["name": "x"]]]]),
    Row(
      "GET", "/restconf/data?fields=plugfest-apn:access-points/access-point/name", nil, [:], 200,
      holds: ["ietf-restconf:data": ["plugfest-apn:access-points": ["access-point": [["name": "x"]]]]]),
    Row("GET", "?fields=access-point(nothing)", nil, [:], 400, "invalid-value"),
    Row("GET", "?fields=access-point(name", nil, [:], 400, "invalid-value"),
    Row("GET", "?fields=", nil, [:], 400, "invalid-value"),
    Row("GET", "?content=nonconfig", nil, [:], 200, holds: ["plugfest-apn:access-points": [:]]),
    Row("GET", "?content=some", nil, [:], 400, "invalid-value"),
    Row(
      "GET", "/access-point=x?with-defaults=report-all&fields=admin-state", nil, [:], 200,
      holds: ["plugfest-apn:access-point": [["admin-state": "unlocked"]]]),
    Row(
      "GET", "/access-point=x?with-defaults=report-all-tagged&fields=admin-state", nil, [:], 200,
      holds: [
        "plugfest-apn:access-point": [
          ["admin-state": "unlocked", "@admin-state": ["ietf-netconf-with-defaults:default": true]]
        ]
      ]),
    Row("GET", "?with-defaults=none", nil, [:], 400, "invalid-value"),
    Row("GET", "?depth=1&depth=2", nil, [:], 400, "invalid-value"),
    Row("GET", "?nothing=1", nil, [:], 400, "invalid-value"),
    Row("GET", "?filter=/a", nil, [:], 400, "invalid-value"),
    Row("GET", "?insert=first", nil, [:], 400, "invalid-value"),
    Row("DELETE", "/access-point=x?depth=1", nil, [:], 400, "invalid-value"),
  ]

  static let writing: [Row] = [
    Row("PUT", "/access-point=y", point("y", ""), [:], 201),
    Row("PUT", "/access-point=x", point("x", ", \"mtu\": 1400"), [:], 204),
    Row("PUT", "/access-point=y", point("x", ""), [:], 400, "invalid-value"),
    Row("PUT", "/access-point", point("x", ""), [:], 400, "invalid-value"),
    Row("PUT", "/access-point=x", nil, [:], 400, "invalid-value"),
    Row("PUT", "/access-point=x", "{", [:], 400, "malformed-message"),
    Row("PUT", "/access-point=x", "[]", [:], 400, "malformed-message"),
    Row("PUT", "/access-point=x", "{}", [:], 400, "malformed-message"),
    Row("PUT", "/access-point=x", #"{"access-point": []}"#, [:], 400, "malformed-message"),
    Row("PUT", "/access-point=x", #"{"plugfest-apn:access-point": []}"#, [:], 400, "malformed-message"),
    Row("PUT", "/access-point=x", #"{"plugfest-apn:access-point": {}}"#, [:], 400, "invalid-value"),
    Row("PUT", "/access-point=x", #"{"plugfest-apn:access-point": [7]}"#, [:], 400, "invalid-value"),
    Row("PUT", "/access-point=x", point("x", ", \"mtu\": 1400, \"mtu\": 1401"), [:], 400, "malformed-message"),
    Row("PUT", "/access-point=x/mtu", #"{"plugfest-apn:mtu": 1400}"#, [:], 201),
    Row("PUT", "/access-point=x/name", #"{"plugfest-apn:name": "z"}"#, [:], 400, "invalid-value"),
    Row("PUT", "/access-point=z/mtu", #"{"plugfest-apn:mtu": 1400}"#, [:], 409, "data-missing"),
    Row("PUT", "/access-point=x/session-ambr/uplink", #"{"plugfest-apn:uplink": "5"}"#, [:], 201),
    Row("PUT", "/access-point=x/snssai/sst", #"{"plugfest-apn:sst": 1}"#, [:], 409, "data-missing"),
    Row("PUT", "/restconf/data", #"{"ietf-restconf:data": {}}"#, [:], 204),
    Row("PUT", "/restconf/data", "{}", [:], 400, "malformed-message"),
    Row("POST", "", point("y", ""), [:], 201),
    Row("POST", "", point("x", ""), [:], 409, "data-exists", path: xPath),
    Row("POST", "", #"{"plugfest-apn:nothing": 1}"#, [:], 400, "unknown-element"),
    Row("POST", "", #"{"nothing:access-point": []}"#, [:], 400, "unknown-namespace"),
    Row("POST", "/access-point=x", #"{"plugfest-apn:mtu": 1400}"#, [:], 201),
    Row("POST", "/access-point=x", #"{"plugfest-apn:session-type": ["IPV6"]}"#, [:], 201),
    Row("POST", "/access-point=x", #"{"plugfest-apn:session-type": ["IPV4"]}"#, [:], 409, "data-exists"),
    Row("POST", "/access-point=y", #"{"plugfest-apn:mtu": 1400}"#, [:], 404, "invalid-value"),
    Row("POST", "/restconf/data", #"{"plugfest-apn:access-points": {}}"#, [:], 409, "data-exists"),
    Row("PATCH", "/access-point=x", point("x", ", \"mtu\": 1400"), [:], 204),
    Row("PATCH", "/access-point=x", #"{"plugfest-apn:access-point": [{"name": "x", "mtu": 1400}]}"#, [:], 204),
    Row("PATCH", "/access-point=x", #"{"plugfest-apn:access-point": [{"mtu": 1400}]}"#, [:], 400, "missing-element"),
    Row("PATCH", "/access-point=x", point("y", ""), [:], 400, "invalid-value"),
    Row("PATCH", "/access-point=y", point("y", ""), [:], 404, "invalid-value"),
    Row("PATCH", "/restconf/data", #"{"ietf-restconf:data": {"plugfest-apn:access-points": {}}}"#, [:], 204),
    Row("DELETE", "/access-point=x", nil, [:], 204),
    Row("DELETE", "/access-point=y", nil, [:], 404, "invalid-value"),
    Row("DELETE", "/access-point", nil, [:], 400, "invalid-value"),
    Row("DELETE", "", nil, [:], 204),
    Row("DELETE", "/access-point=x/mtu", nil, [:], 404, "invalid-value"),
    Row("DELETE", "/access-point=x/name", nil, [:], 405, "operation-not-supported"),
    Row("DELETE", "/access-point=x/network-identifier", nil, [:], 409, "data-missing", app: "instance-required"),
    Row(
      "DELETE", "/access-point=x/session-type=IPV4", nil, [:], 412, "operation-failed", app: "too-few-elements",
      path: "\(xPath)/session-type"),
  ]

  /// What may stand in an access point, and what comes of it.
  static let values: [Row] = [
    ("\"five-qi\": 255", 201, "", ""), ("\"five-qi\": 256", 400, "invalid-value", ""),
    ("\"five-qi\": \"9\"", 400, "invalid-value", ""), ("\"five-qi\": 9.0", 400, "invalid-value", ""),
    ("\"five-qi\": null", 400, "invalid-value", ""), ("\"five-qi\": -1", 400, "invalid-value", ""),
    ("\"arp-priority\": 0", 400, "invalid-value", ""), ("\"arp-priority\": 15", 201, "", ""),
    ("\"mtu\": 1279", 400, "invalid-value", ""), ("\"mtu\": 9000", 201, "", ""),
    ("\"session-ambr\": {\"uplink\": 5}", 400, "invalid-value", ""),
    ("\"session-ambr\": {\"uplink\": \"0\"}", 400, "invalid-value", ""),
    ("\"session-ambr\": {\"uplink\": \"18446744073709551615\"}", 201, "", ""),
    ("\"session-ambr\": {\"uplink\": \"18446744073709551616\"}", 400, "invalid-value", ""),
    ("\"session-ambr\": {\"uplink\": \"0x10\"}", 400, "invalid-value", ""),
    ("\"admin-state\": \"locked\"", 201, "", ""), ("\"admin-state\": \"Locked\"", 400, "invalid-value", ""),
    ("\"operator-identifier\": \"mnc001.mcc228.gprs\"", 201, "", ""),
    ("\"operator-identifier\": \"mnc01.mcc228.gprs\"", 400, "invalid-value", ""),
    ("\"operator-identifier\": \"mnc001.mcc228.gprs\\n\"", 400, "invalid-value", ""),
    ("\"snssai\": {\"sst\": 1}", 201, "", ""), ("\"snssai\": {}", 409, "data-missing", "instance-required"),
    ("\"snssai\": {\"sst\": 1, \"sd\": \"00000a\"}", 400, "invalid-value", ""),
    ("\"default-session-type\": \"IPV4\"", 201, "", ""),
    ("\"default-session-type\": \"IPV6\"", 412, "operation-failed", "default-not-allowed"),
    ("\"pool\": [{\"name\": \"a\", \"prefix\": \"10.0.0.0/8\"}]", 201, "", ""),
    ("\"pool\": [{\"name\": \"a\", \"prefix\": \"10.0.0.0\"}]", 400, "invalid-value", ""),
    ("\"pool\": [{\"name\": \"a\", \"prefix\": \"10.0.0.0/33\"}]", 400, "invalid-value", ""),
    ("\"pool\": [{\"name\": \"a\"}]", 409, "data-missing", "instance-required"),
    ("\"pool\": [{\"prefix\": \"10.0.0.0/8\"}]", 400, "missing-element", ""),
    (
      "\"pool\": [{\"name\": \"a\", \"prefix\": \"10.0.0.0/8\"}, {\"name\": \"a\", \"prefix\": \"11.0.0.0/8\"}]", 412,
      "operation-failed", "data-not-unique"
    ),
    ("\"dns-server\": [\"1.1.1.1\", \"2001:db8::1\"]", 201, "", ""),
    ("\"dns-server\": [\"1.1.1.1\", \"1.1.1.1\"]", 412, "operation-failed", "data-not-unique"),
    ("\"dns-server\": [\"dns.example\"]", 400, "invalid-value", ""),
    ("\"dns-server\": \"1.1.1.1\"", 400, "invalid-value", ""),
    ("\"network-instance\": \"\"", 400, "invalid-value", ""), ("\"managed-by\": \"\"", 201, "", ""),
    ("\"plugfest-apn:mtu\": 1400", 201, "", ""), ("\"other:mtu\": 1400", 400, "unknown-namespace", ""),
    ("\"nothing\": 1", 400, "unknown-element", ""), ("\"@mtu\": {}", 400, "unknown-attribute", ""),
    ("\"mtu\": 1400, \"plugfest-apn:mtu\": 1400", 400, "malformed-message", ""),
  ].map { Row("PUT", "/access-point=v", point("v", ", \($0.0)"), [:], $0.1, $0.2, app: $0.3) }

  @Test("Each request gets the answer that RFC 8040 has for it", arguments: discovery + access + paths + reading)
  func readingRequests(row: Row) throws { try check(row) }

  @Test("Each write is carried out or refused as RFC 8040 and RFC 7950 have it", arguments: writing + values)
  func writingRequests(row: Row) throws { try check(row) }

  private func check(_ row: Row) throws {
    let core = try PacketCore()
    core.make("x")
    let before = core.send("GET", "/restconf/data").body
    let answer = core.send(row.method, row.target, row.body, row.headers)
    #expect(answer.status == row.status, "\(answer.body)")
    #expect(answer.tag == row.tag, "\(answer.body)")
    #expect(answer.appTag == row.appTag, "\(answer.body)")
    if !row.path.isEmpty { #expect(answer.path == row.path) }
    if let holds = row.holds { #expect(answer.body == holds) }
    if row.status >= 400 {
      #expect(answer.message.isEmpty == false)
      #expect(answer.header("Content-Type") == "application/yang-data+json")
      #expect(core.send("GET", "/restconf/data").body == before, "what is refused must change nothing")
    }
  }
}
