import Documents
import Testing

@testable import Southbound

@Suite struct RobustnessTests {
  /// The same numbers in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let values: [Value] = [
    .null, true, false, 0, 1, 2, 3, -1, 33, 129, .integer(.max), .integer(.min), 1.5, 1e300, -0.0, "", " ", "x", "null",
    "1",
    "9223372036854775807", "10.0.0.0/8", "10.0.0.0/24", "10.0.0.1/24", "10.0.0.9", "0.0.0.0/0", "::/0", "::", "::/1",
    "2001:db8::/32",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", "::ffff:1.2.3.4", "dcim.site", "ipam.prefix", "active", "container",
    "select",
    "integer", "2025-02-30", "2025-01-01T10:00:00Z", "(", "a{9999999}", "é\u{0}", [], [1], ["x"], [["a", "b"]], [:],
    ["name": "x"],
    ["id": 1], ["nope": 1],
  ]

  private func value(_ generator: inout Generator, depth: Int = 0) -> Value {
    let value = Self.values.randomElement(using: &generator) ?? .null
    guard depth < 2, Int.random(in: 0..<6, using: &generator) == 0 else { return value }
    return [value, self.value(&generator, depth: depth + 1)]
  }

  private func body(_ model: Model, _ generator: inout Generator) -> Value {
    var object = Object()
    for field in model.fields where field.required || Int.random(in: 0..<4, using: &generator) == 0 {
      object[field.name] = value(&generator)
    }
    if Bool.random(using: &generator) { object["prefix_length"] = value(&generator) }
    return Int.random(in: 0..<10, using: &generator) == 0 ? [.object(object), value(&generator)] : .object(object)
  }

  private func query(_ model: Model, _ generator: inout Generator) -> Query {
    let names = model.filters.map(\.name) + ["limit", "offset", "ordering", "fields", "omit", "brief", "q", "cf_x"]
    let lookups = ["", "", "__n", "__gte", "__ic", "__empty", "__regex"]
    return Query(
      (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        let name = (names.randomElement(using: &generator) ?? "") + (lookups.randomElement(using: &generator) ?? "")
        return (name, PythonText.str(Self.values.randomElement(using: &generator) ?? .null))
      })
  }

  @Test("Nothing that a client sends makes it fail", arguments: NetBoxVersion.allCases)
  func hostileRequests(version: NetBoxVersion) {
    var service = NetBoxService(store: NetBox(version: version), access: Access(version: version))
    _ = service.addUser("admin", isSuperuser: true, key: "t", at: Timestamp(microseconds: 0))
    var generator = Generator(state: 42)
    for number in 0..<4000 {
      let model = Model.all.randomElement(using: &generator) ?? Model.prefix
      let suffix =
        ["", "", "\(Int.random(in: 0..<300, using: &generator))/", "1/available-ips/", "2/available-prefixes/"]
        .randomElement(using: &generator) ?? ""
      let method = ["GET", "GET", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"].randomElement(
        using: &generator)
      let response = service.respond(
        to: NetBoxRequest(
          method: method ?? "GET", path: "/api/\(model.path)/\(suffix)", query: query(model, &generator),
          headers: ["authorization": "Token t", "content-type": "application/json"],
          body: method == "GET" ? [] : JSON.bytes(body(model, &generator)), baseURL: "http://netbox",
          time: Timestamp(microseconds: Int64(number)), id: "00000000-0000-0000-0000-000000000000")
      ).response
      #expect((200..<600).contains(response.status))
    }
  }
}
