import Documents
import Foundation
import Testing

@testable import Southbound

@Suite struct PacketCoreTests {
  @Test("An entity tag changes with the data that it is of, and with nothing else")
  func entityTags() throws {
    let core = try PacketCore()
    core.make("x")
    core.make("y")
    let tag = core.send("GET", "/access-point=x").header("ETag")
    let whole = core.send("GET", "/restconf/data").header("ETag")
    core.make("z")
    #expect(core.send("GET", "/access-point=x").header("ETag") == tag)
    #expect(core.send("GET", "/restconf/data").header("ETag") != whole)
    let same = core.send("PUT", "/access-point=x", PacketCore.accessPoint("x"))
    #expect(same.status == 204 && same.header("ETag") == tag, "what changes nothing leaves the tag")
    let changed = core.send("PUT", "/access-point=x/mtu", #"{"plugfest-apn:mtu": 1400}"#)
    #expect(changed.header("ETag") != tag)
    #expect(core.send("GET", "/access-point=x").header("ETag") == changed.header("ETag"))
  }

  @Test("A new resource of an old name has another entity tag")
  func entityTagOfAnotherOne() throws {
    let core = try PacketCore()
    core.make("x")
    let tag = core.send("GET", "/access-point=x").header("ETag")
    #expect(core.send("DELETE", "/access-point=x").status == 204)
    core.make("x")
    #expect(core.send("GET", "/access-point=x").header("ETag") != tag)
  }

  @Test("Conditions of a client hold it back when somebody else was faster")
  func preconditions() throws {
    let core = try PacketCore()
    core.make("x")
    let first = core.send("GET", "/access-point=x")
    let (tag, date) = (first.header("ETag"), first.header("Last-Modified"))
    let mtu = { (number: Int, headers: [String: String]) in
      core.send("PUT", "/access-point=x/mtu", "{\"plugfest-apn:mtu\": \(number)}", headers).status
    }
    #expect(core.send("GET", "/access-point=x", nil, ["if-none-match": tag]).status == 304)
    #expect(core.send("GET", "/access-point=x", nil, ["if-modified-since": date]).status == 304)
    #expect(core.send("DELETE", "/access-point=x", nil, ["if-unmodified-since": date]).status == 204)
    core.make("x")
    let now = core.send("GET", "/access-point=x").header("ETag")
    let stale = core.send("PUT", "/access-point=x", PacketCore.accessPoint("x", ", \"mtu\": 1400"), ["if-match": tag])
    #expect(stale.status == 412 && stale.tag == "operation-failed")
    #expect(mtu(1400, ["if-match": "*"]) == 412, "the leaf does not exist yet")
    #expect(mtu(1400, ["if-none-match": "*"]) == 201)
    #expect(mtu(1401, ["if-none-match": "*"]) == 412)
    #expect(core.send("GET", "/access-point=x", nil, ["if-none-match": "\(now), \"other\""]).status == 200)
    #expect(core.send("GET", "/access-point=x", nil, ["if-modified-since": date]).status == 200)
    #expect(core.send("DELETE", "/access-point=x", nil, ["if-unmodified-since": date]).status == 412)
  }

  @Test("HEAD tells what GET would, without a body, and OPTIONS what goes with a resource")
  func headAndOptions() throws {
    let core = try PacketCore()
    core.make("x")
    let (get, head) = (core.send("GET", "/access-point=x"), core.send("HEAD", "/access-point=x"))
    #expect(head.status == 200 && head.response.body.isEmpty)
    #expect(head.header("ETag") == get.header("ETag"))
    #expect(core.send("HEAD", "/access-point=y").status == 404)
    #expect(core.send("OPTIONS", "/access-point=x").header("Allow") == "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")
    #expect(core.send("OPTIONS", "/access-point=x/mtu").header("Allow") == "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")
    #expect(core.send("OPTIONS", "").header("Accept-Patch") == "application/yang-data+json")
    #expect(
      core.send("OPTIONS", "/restconf/data/ietf-yang-library:yang-library").header("Allow") == "GET, HEAD, OPTIONS")
  }

  @Test("A key may hold anything that a path gives meaning to")
  func percentEncoding() throws {
    let core = try PacketCore()
    let name = "a/b,c=d ü'?"
    let encoded = "a%2Fb%2Cc%3Dd%20%C3%BC%27%3F"
    let made = core.send("POST", "", PacketCore.accessPoint(name))
    #expect(made.status == 201)
    #expect(made.header("Location") == "http://core\(PacketCore.list)/access-point=\(encoded)")
    #expect(core.send("GET", "/access-point=\(encoded)/name").body == ["plugfest-apn:name": .string(name)])
    let missing = core.send("GET", "/access-point=\(encoded)/mtu")
    #expect(missing.path == "/plugfest-apn:access-points/access-point[name=\"\(name)\"]/mtu")
    #expect(core.send("DELETE", "/access-point=\(encoded)").status == 204)
  }

  @Test("Values are kept in their canonical form")
  func canonicalForms() throws {
    let core = try PacketCore()
    core.make(
      "x",
      #", "session-ambr": {"uplink": "+007"}, "pool": [{"name": "a", "prefix": "10.1.2.3/8"}, {"name": "b", "prefix": "2001:DB8:0:0::/32"}], "dns-server": ["2001:DB8::01"]"#
    )
    let point = core.send("GET", "/access-point=x").body["plugfest-apn:access-point"]?[0]
    #expect(point?["session-ambr"] == ["uplink": "7"])
    #expect(point?["pool"]?[0]?["prefix"] == "10.0.0.0/8")
    #expect(point?["pool"]?[1]?["prefix"] == "2001:db8::/32")
    #expect(point?["dns-server"] == ["2001:db8::1"])
    #expect(core.send("GET", "/access-point=x/dns-server=2001:db8:0::1").status == 200)
  }

  @Test("A patch adds and replaces, and takes nothing away; PUT replaces the whole")
  func mergeAndReplace() throws {
    let core = try PacketCore()
    core.make("x", #", "mtu": 1400, "pool": [{"name": "a", "prefix": "10.0.0.0/8"}], "dns-server": ["1.1.1.1"]"#)
    let patch = core.send(
      "PATCH", "",
      #"""
      {"plugfest-apn:access-points": {"access-point": [{"name": "x", "five-qi": 9, "dns-server": ["1.1.1.1", "2.2.2.2"],
       "pool": [{"name": "a", "prefix": "11.0.0.0/8"}, {"name": "b", "prefix": "12.0.0.0/8"}]}]}}
      """#)
    #expect(patch.status == 204, "\(patch.body)")
    let point = core.send("GET", "/access-point=x").body["plugfest-apn:access-point"]?[0]
    #expect(point?["mtu"] == 1400 && point?["five-qi"] == 9)
    #expect(point?["dns-server"] == ["1.1.1.1", "2.2.2.2"])
    #expect(point?["pool"] == [["name": "a", "prefix": "11.0.0.0/8"], ["name": "b", "prefix": "12.0.0.0/8"]])
    #expect(core.send("PUT", "/access-point=x", PacketCore.accessPoint("x")).status == 204)
    #expect(
      core.send("GET", "/access-point=x").body["plugfest-apn:access-point"]
        == [["name": "x", "network-identifier": "internet", "session-type": ["IPV4"]]])
  }

  @Test("Where the order is the client's, it says where an entry goes")
  func insertion() throws {
    let core = try PacketCore()
    core.make("x", #", "dns-server": ["1.1.1.1", "2.2.2.2"]"#)
    let list = "/plugfest-apn:access-points/access-point=x/dns-server"
    let put = { (server: String, query: String) in
      core.send(
        "PUT", "/access-point=x/dns-server=\(server)?\(query)", "{\"plugfest-apn:dns-server\": [\"\(server)\"]}")
    }
    #expect(put("3.3.3.3", "insert=first").status == 201)
    #expect(put("4.4.4.4", "insert=after&point=\(list)=1.1.1.1").status == 201)
    #expect(put("5.5.5.5", "insert=before&point=\(list)%3D2.2.2.2").status == 201)
    #expect(put("3.3.3.3", "insert=last").status == 204)
    #expect(put("4.4.4.4", "insert=after&point=\(list)=4.4.4.4").status == 204)
    let order: Value = ["1.1.1.1", "4.4.4.4", "5.5.5.5", "2.2.2.2", "3.3.3.3"]
    #expect(core.send("GET", "/access-point=x/dns-server").body == ["plugfest-apn:dns-server": order])
    #expect(core.changes.suffix(1) == ["moved \(list)"])
    let posted = core.send(
      "POST", "/access-point=x?insert=first", #"{"plugfest-apn:dns-server": ["6.6.6.6"]}"#)
    #expect(posted.status == 201 && posted.header("Location").hasSuffix("/dns-server=6.6.6.6"))
    let missing = put("7.7.7.7", "insert=after&point=\(list)=9.9.9.9")
    #expect(missing.status == 400 && missing.tag == "bad-attribute" && missing.appTag == "missing-instance")
    for query in [
      "insert=after", "insert=middle", "point=\(list)=1.1.1.1", "insert=before&point=/plugfest-apn:access-points",
    ] {
      #expect(put("7.7.7.7", query).status == 400, "\(query)")
    }
    let unordered = core.send("PUT", "/access-point=y?insert=first", PacketCore.accessPoint("y"))
    #expect(unordered.status == 400)
  }

  @Test("The log of changes names what was made, replaced and removed, and no more")
  func changeLog() throws {
    let core = try PacketCore()
    core.make("x", ", \"mtu\": 1400")
    _ = core.send(
      "PUT", "/access-point=x", PacketCore.accessPoint("x", #", "five-qi": 9, "session-ambr": {"uplink": "5"}"#))
    _ = core.send(
      "PUT", "/access-point=x", PacketCore.accessPoint("x", #", "five-qi": 9, "session-ambr": {"uplink": "5"}"#))
    _ = core.send("PUT", "/access-point=x/five-qi", #"{"plugfest-apn:five-qi": 300}"#)
    _ = core.send("PUT", "/access-point=x/five-qi", #"{"plugfest-apn:five-qi": 8}"#)
    _ = core.send("PUT", "/restconf/data", #"{"ietf-restconf:data": {}}"#)
    let x = "/plugfest-apn:access-points/access-point=x"
    #expect(
      core.changes == [
        "created \(x)", "created \(x)/five-qi", "created \(x)/session-ambr/uplink", "deleted \(x)/mtu",
        "replaced \(x)/five-qi", "deleted \(x)",
      ])
  }

  @Test("The module in the program is the one of the labs")
  func publishedModule() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "labs/yang/plugfest-apn.yang")
    #expect(YANGModule.plugfestAPN == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test("A seed is there from the start, and a wrong one says what is wrong with it")
  func seeding() throws {
    let entry: Value = ["name": "x", "network-identifier": "internet", "session-type": ["IPV4"]]
    let place = Place(file: "seed.yaml", line: 1, column: 1)
    let seed = { (entry: Value) in
      PacketCoreSeed(Node(value: ["plugfest-apn:access-points": ["access-point": [entry]]], at: place))
    }
    let simulator = try PacketCoreSimulator(.init(token: "t", seed: seed(entry)))
    #expect(simulator.changes.isEmpty)
    var wrong = entry
    wrong["mtu"] = 1
    let error = #expect(throws: Diagnostics.self) { try PacketCoreSimulator(.init(token: "t", seed: seed(wrong))) }
    #expect(
      error?.description.contains(
        "at /plugfest-apn:access-points/access-point[name='x']/mtu: 1 is not in the range 1280..9000") == true)
  }

  @Test("It answers over HTTP, journals what it was asked, and shows both to its users alone", .timeLimit(.minutes(5)))
  func serving() async throws {
    let simulator = try PacketCoreSimulator(.init(token: "t"))
    try await simulator.withServer { address in
      let ask = { (method: String, path: String, token: String, body: Value?) in
        try await HTTPProbe().send(
          HTTPProbe.Request(
            method: method, url: address.url + path,
            headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/yang-data+json")], body: body),
          timeout: .seconds(60))
      }
      let point = try JSON.parse(PacketCore.accessPoint("a/b"))
      let made = try await ask("PUT", "\(PacketCore.list)/access-point=a%2Fb", "t", point)
      #expect(made.status == 201 && made.headers["etag"] != nil)
      let read = try await ask("GET", "\(PacketCore.list)/access-point=a%2Fb?fields=name", "t", nil)
      #expect(read.body == ["plugfest-apn:access-point": [["name": "a/b"]]])
      #expect(read.headers["content-type"] == "application/yang-data+json")
      let head = try await ask("HEAD", "\(PacketCore.list)/access-point=a%2Fb", "t", nil)
      #expect(head.status == 200 && head.body == "")
      #expect(try await ask("GET", "/_plugfest/changes", "x", nil).status == 401)
      let changes = try await ask("GET", "/_plugfest/changes", "t", nil).body
      #expect(changes["changes"]?[0]?["path"] == "/plugfest-apn:access-points/access-point=a%2Fb")
      #expect(changes["changes"]?[0]?["user"] == "admin")
      let journal = try await ask("GET", "/_plugfest/journal?after=1", "t", nil).body
      #expect(journal["entries"]?.array?.map { $0["method"] } == ["GET", "HEAD"])
    }
  }
}
