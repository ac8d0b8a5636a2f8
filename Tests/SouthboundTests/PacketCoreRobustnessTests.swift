import Documents
import Plans
import Testing

@testable import Southbound

@Suite struct PacketCoreRobustnessTests {
  private static let segments = [
    "access-point", "access-point=x", "access-point=y", "access-point=", "access-point=%2f", "access-point=%", "name",
    "mtu", "mtu=1", "pool", "pool=a", "pool=a,b", "dns-server", "dns-server=1.1.1.1", "dns-server=x", "session-ambr",
    "uplink", "snssai", "sst", "session-type=IPV4", "admin-state", "", ".", "..", "*", "é", "a:b", "plugfest-apn:mtu",
    ":",
  ]
  private static let queries = [
    "depth=1", "depth=-1", "depth=99999999999999999999", "fields=a/b(c;d)", "fields=name;;", "fields=((((",
    "content=config", "with-defaults=trim", "with-defaults=report-all-tagged", "insert=first", "insert=before&point=/",
    "insert=after&point=/plugfest-apn:access-points/access-point=x/dns-server=1.1.1.1", "point=%", "&&=&", "%=%",
  ]
  private static let values: [Value] = [
    .null, true, 0, 1, -1, 1400, .integer(.max), .integer(.min), 1.5, 1e300, "", "x", "a", "IPV4", "internet",
    "1.1.1.1",
    "10.0.0.0/8", "::/0", "18446744073709551615", "99999999999999999999999999999999999999999", "é\u{0}\n", [], [.null],
    [1],
    ["IPV4"], ["1.1.1.1", "2.2.2.2"], [:], ["name": "x"], [["name": "a", "prefix": "10.0.0.0/8"]], ["sst": 1],
    [[:], []],
  ]
  private static let names = [
    "name", "network-identifier", "session-type", "default-session-type", "five-qi", "mtu", "pool", "dns-server",
    "snssai",
    "session-ambr", "managed-by", "plugfest-apn:mtu", "other:mtu", "@mtu", "", "access-point",
  ]
  private static let headers = [
    ("accept", "application/yang-data+json"), ("accept", ";;;,q=x"), ("if-match", "*"), ("if-none-match", "\"a\", *"),
    ("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT"), ("if-unmodified-since", "yesterday"),
    ("authorization", "Basic"),
    ("content-type", "application/yang-data+json;;"),
  ]

  private func path(_ generator: inout SeededGenerator) -> String {
    let depth = Int.random(in: 0...3, using: &generator)
    let strange = (0..<depth).map { _ in "/" + (Self.segments.randomElement(using: &generator) ?? "") }.joined()
    let member = "/" + (Self.segments.randomElement(using: &generator) ?? "")
    let paths = [
      "", "/access-point=x", "/access-point=y", "/access-point=x\(member)", "/access-point=z\(member)", strange,
    ]
    return paths.randomElement(using: &generator) ?? ""
  }

  /// - Parameter name: of the node that the path leads to, which a body often has.
  private func body(_ name: String, _ generator: inout SeededGenerator) -> Value {
    let names: [Value] = ["x", "y"]
    var object: Object = [
      "name": names.randomElement(using: &generator) ?? "x", "network-identifier": "internet", "session-type": ["IPV4"],
    ]
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      object[Self.names.randomElement(using: &generator) ?? ""] = Self.values.randomElement(using: &generator)
    }
    let nodes = ["access-point", "access-points", "mtu", "dns-server", "pool", "x", name, name, name, name]
    let top = nodes.randomElement(using: &generator) ?? ""
    let inner: Value? =
      Bool.random(using: &generator) ? [.object(object)] : Self.values.randomElement(using: &generator)
    let whole: Value = .object(["plugfest-apn:\(top)": inner ?? .null])
    return Int.random(in: 0..<8, using: &generator) == 0 ? ["ietf-restconf:data": whole] : whole
  }

  @Test("Nothing that a client sends makes it fail, and what it holds stays valid")
  func hostileRequests() throws {
    let core = try PacketCore()
    core.make("x", #", "dns-server": ["1.1.1.1"]"#)
    var generator = SeededGenerator(seed: 42)
    var statuses: Set<Int> = []
    for number in 0..<6000 {
      let path = path(&generator)
      let query = Bool.random(using: &generator) ? "" : Self.queries.randomElement(using: &generator) ?? ""
      let methods = ["GET", "HEAD", "POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "OPTIONS", "TRACE"]
      let method = methods.randomElement(using: &generator) ?? "GET"
      let header = Self.headers.randomElement(using: &generator).flatMap { number % 4 == 0 ? [$0.0: $0.1] : nil }
      let node = path.split(separator: "/").last.map { String($0.prefix { $0 != "=" }) } ?? "access-points"
      var text = JSON.text(body(node, &generator))
      if number % 50 == 0 { text = String(text.dropLast(3)) }
      let answer = core.send(method, "\(path)?\(query)", method == "GET" ? nil : text, header ?? [:])
      statuses.insert(answer.status)
      #expect((200..<500).contains(answer.status), "\(method) \(path)?\(query) \(text): \(answer.body)")
      #expect(answer.status < 400 || method == "HEAD" || !answer.tag.isEmpty)
      // So that there is always something to meet.
      if number % 20 == 0 {
        _ = core.send("PUT", "/access-point=x", PacketCore.accessPoint("x", #", "dns-server": ["1.1.1.1"]"#))
      }
    }
    #expect(statuses.isSuperset(of: [200, 201, 204, 400, 404, 405, 409, 412]))
    let all = core.send("GET", "/restconf/data?content=config").body
    #expect(core.send("PUT", "/restconf/data", JSON.text(all)).status == 204, "what is read can be written back")
    #expect(core.send("GET", "/restconf/data?content=config").body == all)
  }
}
