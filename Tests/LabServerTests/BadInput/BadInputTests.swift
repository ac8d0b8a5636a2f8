import Cluster
import Documents
import Kubernetes
import Testing

/// What comes over the wire and is no good request gets the answer of a real API server, and harms nobody.
@Suite(.timeLimit(.minutes(5))) struct BadInputTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: [UInt8]
    var status: Int
    /// Part of the answer.
    var text: String

    init(_ name: String, _ request: [UInt8], _ status: Int, _ text: String = "") {
      testDescription = name
      self.request = request
      self.status = status
      self.text = text
    }
  }

  private static let maps = "/api/v1/namespaces/default/configmaps"

  private static func post(_ body: String, type: String = "application/json") -> [UInt8] {
    RawConnection.request("POST", maps, type: type, body: Array(body.utf8))
  }

  private static func configMap(bytes: Int) -> String {
    let frame = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"big"},"data":{"k":""}}"#
    return frame.replacing(#""k":"""#, with: "\"k\":\"\(String(repeating: "x", count: bytes - frame.utf8.count))\"")
  }

  private static let limit = 3 << 20

  static let bodies: [Row] = [
    Row("no body", post(""), 400),
    Row("an open brace", post("{"), 400, "unexpected end of JSON input"),
    Row("null", post("null"), 422, "name or generateName is required"), Row("a list", post("[]"), 400),
    Row("a string", post(#""x""#), 400),
    Row("a number too large for any type", post(#"{"apiVersion":"v1","kind":"ConfigMap","metadata":1e999}"#), 400),
    Row(
      "bytes that are no UTF-8", RawConnection.request("POST", maps, body: [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D]), 400),
    Row("lists in lists", post(String(repeating: "[", count: 200_000)), 400, "exceeded max depth"),
    Row(
      "objects in objects",
      post(String(repeating: #"{"a":"#, count: 20_000) + "1" + String(repeating: "}", count: 20_000)),
      400, "exceeded max depth"),
    Row("YAML in YAML", post(String(repeating: "[", count: 200_000), type: "application/yaml"), 400),
    Row(
      "YAML that grows",
      post(
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
          + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n",
        type: "application/yaml"), 400),
    Row("another kind", post(#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}"#), 400),
    Row("as large as may be", post(configMap(bytes: limit)), 422, "may not be more than 1048576 bytes"),
    Row("larger", post(configMap(bytes: limit + 1)), 413, "limit is 3145728"),
    Row("much larger", post(configMap(bytes: 4 * limit)), 413, "limit is 3145728"),
    Row(
      "a deep patch",
      RawConnection.request(
        "PATCH", "\(maps)/kube-root-ca.crt", type: "application/merge-patch+json",
        body: Array((String(repeating: #"{"a":"#, count: 20_000) + "1" + String(repeating: "}", count: 20_000)).utf8)),
      400),
    Row(
      "a patch of many operations",
      RawConnection.request(
        "PATCH", "\(maps)/kube-root-ca.crt", type: "application/json-patch+json",
        body: Array("[\(Array(repeating: #"{"op":"test","path":""}"#, count: 10_001).joined(separator: ","))]".utf8)),
      413, "The allowed maximum operations in a JSON patch is 10000, got 10001"),
    Row(
      "a patch that grows",
      RawConnection.request(
        "PATCH", "\(maps)/kube-root-ca.crt", type: "application/json-patch+json",
        body: Array(
          "[\((0..<64).map { #"{"op":"copy","from":"","path":"/x\#($0)"}"# }.joined(separator: ","))]".utf8)),
      422),
  ]

  static let types: [Row] = [
    Row("text", post("{}", type: "text/plain"), 415),
    Row("a form", post("a=b", type: "application/x-www-form-urlencoded"), 415),
    Row("nonsense", post("{}", type: ";;;/"), 415), Row("any type", post("{}", type: "*/*"), 415),
    Row("a parameter without a value", post("{}", type: "application/json; charset"), 415),
    Row("a parameter twice", post("{}", type: "application/json; a=1; a=2"), 415),
    Row("a parameter in quotes", post("{}", type: #"Application/JSON ; charset="utf-8";"#), 422),
    Row("YAML that is JSON", post("{}", type: "application/yaml"), 422),
    Row("protocol buffers that are none", post("{}", type: "application/vnd.kubernetes.protobuf"), 400),
    Row(
      "a patch that is no patch type",
      RawConnection.request("PATCH", "\(maps)/kube-root-ca.crt", type: "application/json", body: [0x7B, 0x7D]), 415,
      "415: Unsupported Media Type"),
    Row(
      "a patch without a type",
      RawConnection.request("PATCH", "\(maps)/kube-root-ca.crt", type: "", body: [0x7B, 0x7D]), 415),
    Row(
      "an answer that nobody can give", RawConnection.request("GET", maps, type: "", headers: "Accept: image/png\r\n"),
      406),
  ]

  static let paths: [Row] = [
    Row("the root", RawConnection.request("GET", "/", type: ""), 200, "/apis/apps/v1"),
    Row("nothing", RawConnection.request("GET", "/nothing", type: ""), 404),
    Row("no version", RawConnection.request("GET", "/api/v9/pods", type: ""), 404),
    Row("no group", RawConnection.request("GET", "/apis/none.example/v1/things", type: ""), 404),
    Row("no resource", RawConnection.request("GET", "/api/v1/gadgets", type: ""), 404),
    Row("no subresource", RawConnection.request("GET", "\(maps)/a/nothing", type: ""), 404),
    Row("a replaced collection", RawConnection.request("PUT", maps, body: [0x7B, 0x7D]), 405),
    Row("a made object", RawConnection.request("POST", "\(maps)/a", body: [0x7B, 0x7D]), 405),
    Row("a method of other servers", RawConnection.request("PROPFIND", maps, type: ""), 405),
    Row("an unknown method", RawConnection.request("BREW", maps, type: ""), 405, #""reason":"MethodNotAllowed""#),
    Row("a method in small letters", RawConnection.request("get", maps, type: ""), 405),
    Row("no method", RawConnection.request("(get)", maps, type: ""), 400),
    Row("no HTTP", Array("one two three four\r\n\r\n".utf8), 400),
    Row("broken escapes", RawConnection.request("GET", "\(maps)/%zz%", type: ""), 404),
    Row("an escaped slash", RawConnection.request("GET", "\(maps)/a%2Fb", type: ""), 404),
    Row("an escaped zero", RawConnection.request("GET", "\(maps)/%00", type: ""), 404),
    Row("a long name", RawConnection.request("GET", "\(maps)/\(String(repeating: "a", count: 10_000))", type: ""), 404),
    Row("a selector of nonsense", RawConnection.request("GET", "\(maps)?labelSelector=!!%3D,(", type: ""), 400),
    Row("a limit of nonsense", RawConnection.request("GET", "\(maps)?limit=many", type: ""), 400),
    Row("a version of nonsense", RawConnection.request("GET", "\(maps)?resourceVersion=new", type: ""), 400),
    Row("a continuation of nonsense", RawConnection.request("GET", "\(maps)?limit=1&continue=!!!", type: ""), 400),
  ]

  @Test("bodies")
  func bodies() async throws { try await check(Self.bodies) }

  @Test("content types")
  func types() async throws { try await check(Self.types) }

  @Test("paths")
  func paths() async throws { try await check(Self.paths) }

  private func check(_ rows: [Row]) async throws {
    try await RunningLab.run { configuration in
      for row in rows {
        let answer = try await RawConnection.exchange(configuration, row.request)
        #expect(answer.status == row.status, "\(row.testDescription): \(answer.text.prefix(600))")
        #expect(answer.text.contains(row.text), "\(row.testDescription): \(answer.text.prefix(600))")
      }
      try await Self.checkHealth(configuration)
    }
  }

  @Test("what is not HTTP gets 400 or nothing, and the next one is served")
  func noHTTP() async throws {
    let texts = [
      "\r\n\r\n\r\n", "GET\r\n\r\n", "hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
      "POST \(Self.maps) HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
      "POST \(Self.maps) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 200_000))\r\n\r\n",
    ]
    try await RunningLab.run(idleTimeout: .seconds(1)) { configuration in
      for text in texts {
        let answer = try await RawConnection.exchange(configuration, Array(text.utf8))
        #expect([0, 400, 431, 505].contains(answer.status), "\(text.prefix(40)): \(answer.text.prefix(200))")
      }
      try await Self.checkHealth(configuration)
    }
  }

  static func checkHealth(_ configuration: ClusterConfiguration) async throws {
    try await ClusterClient.withClient(configuration, options: .init(timeout: .seconds(60))) { client in
      let maps = try await client.list(FaultTests.kind, namespace: "default")
      #expect(maps.items.map(\.name) == ["kube-root-ca.crt"])
    }
  }
}
