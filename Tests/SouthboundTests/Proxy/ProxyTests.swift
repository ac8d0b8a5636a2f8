import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import Southbound

/// What goes through the proxy when nothing is disturbed.
@Suite(.timeLimit(.minutes(5))) struct ProxyTests {
  @Test(
    "a request reaches the system as it is",
    arguments: [
      "/", "/api/ipam/prefixes/?prefix=10.0.0.0/24&limit=500", "/a%20b/%2F?x=%5B1%5D&y=a+b", "/a//b/", "/a;v=1/(x)?",
      "/?q=%C3%BC", "/restconf/data/plugfest-apn:access-points/access-point=a%2Cb",
    ])
  func passes(_ target: String) async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok", ["X-Answer": "1"]) }) { proxied in
      let headers: HTTPHeaders = [
        "Host": "netbox.example:81", "Accept": "application/json", "X-Twice": "a", "X-Twice": "b", "User-Agent": "me",
      ]
      for url in [proxied.direct, proxied.access.url] {
        let answer = try await ProxiedServer.send("PUT", url + target, "{}", headers: headers)
        #expect(answer.status == 200 && answer.text == "ok" && answer.headers["X-Answer"] == ["1"])
      }
      let requests = proxied.server.requests
      try #require(requests.count == 2)
      #expect(requests[1].head.uri == requests[0].head.uri && requests[1].text == "{}")
      #expect(requests[1].head.headers.sorted == requests[0].head.headers.sorted)
      let entry = try #require(proxied.proxy.journal.entries().first)
      #expect(entry.path + (entry.query.isEmpty ? "" : "?\(entry.query)") == requests[0].head.uri.trimmingEmptyQuery)
      #expect(entry.body == "{}" && entry.userAgent == "me" && entry.status == 200)
    }
  }

  @Test("headers of a connection end with it, in both directions (RFC 9110, section 7.6.1)")
  func hopByHop() async throws {
    let answer: HTTPHeaders = [
      "Connection": "X-Private", "X-Private": "1", "Keep-Alive": "timeout=5", "X-Kept": "1", "Content-Length": "0",
    ]
    try await ProxiedServer.with(TestServer { _ in [.head(200, answer), .end] }) { proxied in
      let text =
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close, X-Own\r\nX-Own: 1\r\nTE: trailers\r\nUpgrade: h2c\r\n"
        + "Proxy-Connection: close\r\nX-Kept: 1\r\n\r\n"
      let (received, ending) = try await RawConnection.exchange(port: proxied.port, text)
      #expect(ending == .closed)
      #expect(received == "HTTP/1.1 200 OK\r\nX-Kept: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
      let seen = try #require(proxied.server.requests.first).head.headers
      #expect(seen.map(\.name).sorted() == ["Host", "X-Kept"], "\(seen)")
    }
  }

  struct Framing: Sendable, CustomTestStringConvertible {
    var name: String
    var request: String
    var answer: [TestServer.Part]
    var received: String

    var testDescription: String { name }
  }

  static let framings = [
    Framing(
      name: "HEAD has the length of what it leaves out", request: "HEAD / HTTP/1.1\r\n",
      answer: [.head(200, ["Content-Length": "5"]), .end], received: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"),
    Framing(
      name: "HEAD of a chunked answer", request: "HEAD / HTTP/1.1\r\n",
      answer: [.head(200, ["Transfer-Encoding": "chunked"]), .end], received: "HTTP/1.1 200 OK\r\n"),
    Framing(
      name: "no content", request: "DELETE / HTTP/1.1\r\n", answer: [.head(204), .end],
      received: "HTTP/1.1 204 No Content\r\n"),
    Framing(
      name: "not modified", request: "GET / HTTP/1.1\r\n", answer: [.head(304, ["ETag": "\"1\""]), .end],
      received: "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n"),
    Framing(
      name: "chunks", request: "GET / HTTP/1.1\r\n",
      answer: [.head(200, ["Transfer-Encoding": "chunked"]), .body("ab"), .body("c"), .end],
      received: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"),
    Framing(
      name: "a redirect is the client's to follow", request: "GET / HTTP/1.1\r\n",
      answer: [.head(302, ["Location": "http://elsewhere.example/", "Content-Length": "0"]), .end],
      received: "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n"),
  ]

  @Test("answers are framed as their requests need it, and the connection stays open", arguments: framings)
  func framing(_ framing: Framing) async throws {
    try await ProxiedServer.with(
      TestServer { request in
        request.head.uri == "/last" ? TestServer.text(200, "last") : framing.answer
      }
    ) { proxied in
      let chunks = framing.name == "chunks" ? "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n" : ""
      let last = "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
      let (received, _) = try await RawConnection.exchange(
        port: proxied.port, "\(framing.request)Host: x\r\n\r\n",
        then: [(after: chunks.isEmpty ? "\r\n\r\n" : "0\r\n\r\n", text: last)])
      // How the system cut its answer into chunks is its own affair.
      let joined = received.replacing("3\r\nabc\r\n", with: "2\r\nab\r\n1\r\nc\r\n")
      #expect(
        joined
          == "\(framing.received)\r\n\(chunks)HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlast")
    }
  }

  @Test("a client of HTTP/1.0 is told the end by the end of the connection")
  func oldClient() async throws {
    try await ProxiedServer.with(
      TestServer { _ in [.head(200, ["Transfer-Encoding": "chunked"]), .body("abc"), .end] }
    ) {
      proxied in
      let (received, ending) = try await RawConnection.exchange(port: proxied.port, "GET / HTTP/1.0\r\n\r\n")
      #expect(received == "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nabc" && ending == .closed)
    }
  }

  @Test("a client that waits for a go-ahead before its body gets it")
  func expectation() async throws {
    try await ProxiedServer.with(TestServer { request in TestServer.text(200, request.text) }) { proxied in
      let (received, _) = try await RawConnection.exchange(
        port: proxied.port,
        "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n",
        then: [(after: "\r\n\r\n", text: "body")])
      #expect(
        received.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n") && received.hasSuffix("\r\n\r\nbody"))
      #expect(proxied.server.requests.first?.head.headers.contains(name: "Expect") == false)
    }
  }

  @Test("large bodies pass in both directions, and the journal has their beginning", arguments: [true, false])
  func largeBodies(hasLength: Bool) async throws {
    try await ProxiedServer.with(TestServer { request in TestServer.text(200, request.text) }) { proxied in
      let part = String(repeating: "0123456789abcdef", count: 4096)
      var request = HTTPClientRequest(url: proxied.access.url)
      request.method = .POST
      let parts = AsyncStream { stream in
        for _ in 0..<128 { stream.yield(ByteBuffer(string: part)) }
        stream.finish()
      }
      request.body = .stream(parts, length: hasLength ? .known(Int64(128 * part.utf8.count)) : .unknown)
      let response = try await HTTPClient.shared.execute(request, timeout: .minutes(2))
      let body = try await response.body.collect(upTo: 64 << 20)
      #expect(body.readableBytes == 128 * part.utf8.count)
      #expect(String(buffer: body) == String(repeating: part, count: 128))
      let noted = try #require(proxied.proxy.journal.entries().first?.body)
      #expect(noted.hasPrefix(part.prefix(1000)) && noted.utf8.count <= TrafficJournal.bodyLimit)
      #expect(noted.hasSuffix(hasLength ? "… (8388608 bytes)" : "… (and more)"))
    }
  }

  @Test("a system that streams is not kept back", .timeLimit(.minutes(1)))
  func streams() async throws {
    try await ProxiedServer.with(
      TestServer { _ in
        [.head(200, ["Transfer-Encoding": "chunked"]), .body("first"), .untilGone]
      }
    ) { proxied in
      let response = try await HTTPClient.shared.execute(
        HTTPClientRequest(url: proxied.access.url), timeout: .minutes(1))
      for try await part in response.body {
        #expect(String(buffer: part) == "first")
        break
      }
    }
  }

  @Test("a system that is down is answered for by the proxy, which says who it is")
  func systemIsDown() async throws {
    try await ProxiedServer.with(TestServer { _ in [] }, upstream: "http://127.0.0.1:1") { proxied in
      let answer = try await proxied.send("POST", "/x", "{}")
      #expect(answer.status == 502)
      let body = try answer.json()
      #expect(body["proxy"] == "plugfest" && body["system"] == "system")
      let entry = try #require(proxied.proxy.journal.entries().first)
      #expect(entry.status == 502 && entry.reply?.hasPrefix("the system did not answer: ") == true, "\(entry)")
    }
  }

  @Test("a client that goes away ends what was asked for it", .timeLimit(.minutes(1)))
  func clientGoes() async throws {
    try await ProxiedServer.with(TestServer { _ in [.untilGone] }) { proxied in
      await #expect(throws: HTTPClientError.self) {
        try await proxied.send("GET", "/", timeout: .milliseconds(300))
      }
      _ = await proxied.server.gone.first { _ in true }
      let entry = try #require(await proxied.finished(1).first)
      #expect(entry.status == nil && entry.reply == "the client went away")
    }
  }

  @Test("an answer that breaks off breaks off for the client, too")
  func answerBreaksOff() async throws {
    try await ProxiedServer.with(TestServer { _ in [.head(200, ["Content-Length": "100"]), .body("abc"), .cut] }) {
      proxied in
      await #expect(throws: (any Error).self) { try await proxied.send() }
      let changes = proxied.proxy.journal.changes()
      func reply() -> String? { proxied.proxy.journal.entries().first?.reply }
      if reply() == nil { for await _ in changes where reply() != nil { break } }
      #expect(reply()?.hasPrefix("the system broke off its answer") == true)
    }
  }

  @Test("a request stands in the file before the system sees it")
  func writtenAhead() async throws {
    let file = Mutex("")
    let seen = Mutex<[String]>([])
    try await ProxiedServer.with(
      TestServer { _ in
        let text = (try? String(contentsOfFile: file.withLock { $0 }, encoding: .utf8)) ?? ""
        seen.withLock { $0.append(text) }
        return TestServer.text(201, "{}")
      }
    ) { proxied in
      file.withLock { $0 = proxied.journalFile }
      _ = try await proxied.send("POST", "/api/x/", #"{"name": "a"}"#, headers: ["Authorization": "Token secret-x"])
      let before = try JSON.parse(Array((seen.withLock { $0.first } ?? "").utf8))
      #expect(before["phase"] == "asked" && before["path"] == "/api/x/" && before["method"] == "POST")
      let lines = try proxied.lines()
      #expect(lines.count == 2 && lines[1]["status"] == 201)
      #expect(try String(contentsOfFile: proxied.journalFile, encoding: .utf8).contains("secret-x") == false)
    }
  }

  @Test("requests at the same time are all noted, and all answered")
  func concurrency() async throws {
    try await ProxiedServer.with(TestServer { request in TestServer.text(200, request.text) }) { proxied in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            let answer = try await proxied.send("POST", "/\(number)", "body \(number)")
            #expect(answer.text == "body \(number)")
          }
        }
        try await group.waitForAll()
      }
      #expect(proxied.proxy.journal.count == 200)
      let lines = try proxied.lines()
      #expect(lines.filter { $0["phase"] == "asked" }.count == 200)
      #expect(Set(lines.filter { $0["status"] == 200 }.compactMap { $0["number"]?.integer }).count == 200)
    }
  }
}

extension HTTPHeaders {
  fileprivate var sorted: [String] { map { "\($0.name): \($0.value)" }.sorted() }
}

extension String {
  /// A client may leave out a query of nothing.
  fileprivate var trimmingEmptyQuery: String { hasSuffix("?") ? String(dropLast()) : self }
}
