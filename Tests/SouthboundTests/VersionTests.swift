import Documents
import Testing

@testable import Southbound

@Suite struct VersionTests {
  private func service(_ version: NetBoxVersion) -> NetBoxService {
    var service = NetBoxService(store: NetBox(version: version), access: Access(version: version))
    _ = service.addUser("admin", isSuperuser: true, key: "t", at: Timestamp(microseconds: 0))
    return service
  }

  private func request(_ method: String, _ path: String, _ headers: [String: String] = [:], _ body: String = "")
    -> NetBoxRequest
  {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let standard = ["authorization": "Token t", "content-type": "application/json"]
    return NetBoxRequest(
      method: method, path: parts[0], query: Query(text: parts.count == 2 ? parts[1] : ""),
      headers: standard.merging(headers) { $1 }, body: Array(body.utf8), baseURL: "http://netbox",
      time: Timestamp(microseconds: 1_700_000_000_123_456), id: "1")
  }

  private func header(_ name: String, _ response: NetBoxResponse) -> String? {
    response.headers.first { $0.name == name }?.value
  }

  @Test("4.6 honours If-Match, 4.4 does not know it")
  func locking() throws {
    var newer = service(.v46)
    let made = newer.respond(to: request("POST", "/api/ipam/prefixes/", [:], #"{"prefix": "10.0.0.0/24"}"#)).response
    let tag = try #require(header("ETag", made))
    #expect(tag == #"W/"2023-11-14T22:13:20.123456+00:00""#)
    let change = #"{"description": "x"}"#
    let stale = newer.respond(to: request("PATCH", "/api/ipam/prefixes/2/", ["if-match": "W/\"x\""], change)).response
    #expect(stale.status == 412)
    #expect(header("ETag", stale) == tag)
    #expect(
      newer.respond(to: request("PATCH", "/api/ipam/prefixes/2/", ["if-match": tag], change)).response.status == 200)
    #expect(newer.respond(to: request("DELETE", "/api/ipam/prefixes/2/", ["if-match": tag])).response.status == 412)
    var older = service(.v44)
    _ = older.respond(to: request("POST", "/api/ipam/prefixes/", [:], #"{"prefix": "10.0.0.0/24"}"#))
    let ignored = older.respond(to: request("PATCH", "/api/ipam/prefixes/2/", ["if-match": "W/\"x\""], change)).response
    #expect(ignored.status == 200)
    #expect(header("ETag", ignored) == nil)
  }

  @Test(
    "The versions differ in",
    arguments: [
      ("GET", "/api/ipam/prefixes", [:], 301, 301), ("POST", "/api/ipam/prefixes", [:], 301, 404),
      ("GET", "/api/status/", ["authorization": "Bearer t"], 403, 200),
      ("GET", "/api/status/", ["accept": "application/json; version=4.4"], 200, 406),
      ("GET", "/api/status/", ["accept": "application/json; version=4.6"], 406, 200),
      ("GET", "/api/nothing/", [:], 404, 404), ("GET", "/nothing", [:], 404, 404),
      ("PUT", "/api/status/", [:], 405, 405),
      ("GET", "/api/ipam/prefixes/x/", [:], 404, 404), ("GET", "/api/ipam/prefixes/x/available-ips/", [:], 404, 404),
    ] as [(String, String, [String: String], Int, Int)])
  func differences(method: String, path: String, headers: [String: String], old: Int, new: Int) {
    var older = service(.v44)
    var newer = service(.v46)
    #expect(older.respond(to: request(method, path, headers)).response.status == old)
    #expect(newer.respond(to: request(method, path, headers)).response.status == new)
  }

  @Test("A redirection keeps the query")
  func redirection() {
    var service = service(.v44)
    let response = service.respond(to: request("GET", "/api/ipam/prefixes?q=a%20b")).response
    #expect(header("Location", response) == "/api/ipam/prefixes/?q=a+b")
  }

  @Test("4.6 says more about objects and refuses what made 4.4 fail")
  func newer() throws {
    let netbox = try Simulator(.v46)
    let answer = netbox.send("POST", "ipam/prefixes/", ["prefix": "nonsense"])
    #expect(answer.body == ["prefix": ["Invalid IP prefix format: nonsense"]])
    let id = try netbox.make("tenancy/tenants", ["name": "T", "slug": "t"])
    #expect(netbox.get("tenancy/tenants/\(id)/?omit=url,display")["owner"] == .null)
    #expect(netbox.get("tenancy/tenants/\(id)/?omit=url,display")["url"] == nil)
    #expect(
      netbox.get("core/object-changes/?fields=action,object_repr")["results"]?[0] == [
        "action": ["value": "create", "label": "Created"], "object_repr": "T",
      ])
    #expect(try Simulator().send("POST", "ipam/prefixes/", ["prefix": "nonsense"]).status == 500)
  }

  @Test(
    "Broken JSON is described in Python's words",
    arguments: [
      (#"{"a": "#, "Expecting value: line 1 column 7 (char 6)"),
      ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
      (#"{"a" 1}"#, "Expecting ':' delimiter: line 1 column 6 (char 5)"),
      (#"{"a": 1 "b"}"#, "Expecting ',' delimiter: line 1 column 9 (char 8)"),
      ("[1, ]", "Expecting value: line 1 column 5 (char 4)"), ("{} x", "Extra data: line 1 column 4 (char 3)"),
      (#"{"a": "b"#, "Unterminated string starting at: line 1 column 7 (char 6)"),
      ("\n\n nope", "Expecting value: line 3 column 2 (char 3)"),
      (#"{"a": 1,}"#, "Expecting property name enclosed in double quotes: line 1 column 9 (char 8)"),
    ])
  func brokenJSON(body: String, message: String) {
    var service = service(.v44)
    let response = service.respond(to: request("POST", "/api/ipam/prefixes/", [:], body)).response
    #expect(response.status == 400)
    guard case .json(let value) = response.body else { return }
    #expect(value == ["detail": .string("JSON parse error - \(message)")])
  }

  @Test("Users without permissions see nothing but status, overviews and OPTIONS")
  func permissions() {
    var service = service(.v44)
    _ = service.addUser("guest", isSuperuser: false, key: "g", at: Timestamp(microseconds: 0))
    let guest = ["authorization": "Token g"]
    for (method, path, status) in [
      ("GET", "/api/", 200), ("GET", "/api/ipam/", 200), ("GET", "/api/status/", 200),
      ("OPTIONS", "/api/ipam/prefixes/", 200),
      ("GET", "/api/ipam/prefixes/", 403), ("POST", "/api/ipam/prefixes/", 403),
      ("GET", "/api/ipam/prefixes/1/available-ips/", 403),
      ("POST", "/api/ipam/prefixes/2/", 403),
    ] {
      #expect(service.respond(to: request(method, path, guest)).response.status == status, "\(method) \(path)")
    }
  }
}
