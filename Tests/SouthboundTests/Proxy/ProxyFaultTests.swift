import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1
import Plans
import Synchronization
import Testing

@testable import Southbound

/// What faults do to requests.
@Suite(.timeLimit(.minutes(5))) struct ProxyFaultTests {
  private static func fault(
    _ effect: TrafficFault.Effect, _ selector: TrafficSelector = TrafficSelector(), times: Int? = nil
  ) -> TrafficFault {
    TrafficFault(name: "trouble", effect: effect, selector: selector, times: times)
  }

  struct Status: Sendable, CustomTestStringConvertible {
    var effect: TrafficFault.Effect
    var status: Int
    var headers: HTTPHeaders
    var text: String

    var testDescription: String { "\(effect)" }
  }

  static let statuses = [
    Status(effect: .status(503, retryAfter: nil, body: nil), status: 503, headers: ["Content-Length": "0"], text: ""),
    Status(
      effect: .status(429, retryAfter: .milliseconds(1500), body: ["detail": "slow down"]), status: 429,
      headers: ["Retry-After": "2", "Content-Type": "application/json", "Content-Length": "22"],
      text: #"{"detail":"slow down"}"#),
    Status(
      effect: .status(400, retryAfter: nil, body: "no"), status: 400,
      headers: ["Content-Type": "text/plain; charset=utf-8", "Content-Length": "2"], text: "no"),
  ]

  @Test("a status is answered without the system, as often as it should", arguments: statuses)
  func status(_ row: Status) async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied in
      proxied.proxy.faults.add(Self.fault(row.effect, TrafficSelector(methods: ["POST"], body: "chosen"), times: 1))
      #expect(try await proxied.send("POST", "/", "other").status == 200)
      let answer = try await proxied.send("POST", "/", "the chosen one")
      #expect(answer.status == row.status && answer.text == row.text && answer.headers == row.headers)
      #expect(try await proxied.send("POST", "/", "the chosen one").status == 200)
      #expect(proxied.server.requests.count == 2)
      let entries = proxied.proxy.journal.entries()
      #expect(entries.map(\.status) == [200, row.status, 200])
      #expect(entries.map(\.faults) == [[], ["trouble"], []])
    }
  }

  @Test("latency delays what is answered")
  func latency() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied in
      proxied.proxy.faults.add(Self.fault(.latency(.milliseconds(300))))
      let start = ContinuousClock.now
      #expect(try await proxied.send().status == 200)
      #expect(ContinuousClock.now - start >= .milliseconds(300))
      let entry = try #require(proxied.proxy.journal.entries().first)
      #expect(entry.faults == ["trouble"] && (entry.seconds ?? 0) >= 0.3)
    }
  }

  @Test("a time-out is never answered: it lasts until the client gives up", arguments: [nil, 1])
  func timeoutUntilClientGivesUp(times: Int?) async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied in
      proxied.proxy.faults.add(Self.fault(.timeout, times: times))
      await #expect(throws: HTTPClientError.self) {
        try await proxied.send(timeout: .milliseconds(400))
      }
      let entry = try #require(await proxied.finished(1).first)
      #expect(entry.status == nil && entry.faults == ["trouble"] && proxied.server.requests.isEmpty)
    }
  }

  @Test("a time-out ends with its fault: the connection breaks", arguments: [nil, 1])
  func timeoutUntilRemoved(times: Int?) async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied async throws in
      proxied.proxy.faults.add(Self.fault(.timeout, times: times))
      let changes = proxied.proxy.journal.changes()
      async let answer = proxied.send()
      if proxied.proxy.journal.count == 0 { for await _ in changes { break } }
      // Its end may come before anybody waits for it, which must not keep it for ever.
      proxied.proxy.faults.removeAll()
      var failure: (any Error)?
      do { _ = try await answer } catch { failure = error }
      #expect(failure != nil)
      #expect(try await proxied.send().status == 200)
    }
  }

  @Test("a reset breaks the connection, and the system is not asked")
  func reset() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied in
      proxied.proxy.faults.add(Self.fault(.reset, times: 1))
      let (text, ending) = try await RawConnection.exchange(port: proxied.port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(text == "" && ending == .reset && proxied.server.requests.isEmpty)
      let entry = try #require(await proxied.finished(1).first)
      #expect(entry.status == nil && entry.faults == ["trouble"])
      #expect(try await proxied.send().status == 200)
    }
  }

  @Test("an outage refuses connections and breaks those that are open; afterwards the same port answers")
  func outage() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied in
      for _ in 1...3 {
        // One connection is open, and knows nothing of the end of the others.
        let (opened, open) = AsyncStream<Void>.makeStream()
        async let idle = RawConnection.exchange(
          port: proxied.port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", onText: { if $0.hasSuffix("ok") { open.yield() } })
        _ = await opened.first { _ in true }
        proxied.proxy.faults.add(Self.fault(.refuse))
        let ending = try await idle.ending
        #expect(ending == .reset)
        // The idle one was told after nobody listened any more.
        await #expect(throws: (any Error).self) {
          try await RawConnection.exchange(port: proxied.port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        proxied.proxy.faults.removeAll()
        try await proxied.answersAgain()
      }
      #expect(proxied.proxy.journal.entries().allSatisfy { $0.status == 200 })
    }
  }

  @Test("an outage of chosen requests breaks their connections only")
  func partialOutage() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied async throws in
      proxied.proxy.faults.add(Self.fault(.refuse, TrafficSelector(path: "/broken/*")))
      #expect(try await proxied.send("GET", "/fine").status == 200)
      await #expect(throws: (any Error).self) { try await proxied.send("GET", "/broken/x") }
      #expect(try await proxied.send("GET", "/fine").status == 200)
    }
  }

  @Test("a slow body comes at its speed, whole")
  func slowBody() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, String(repeating: "x", count: 60)) }) {
      proxied async throws in
      proxied.proxy.faults.add(Self.fault(.slowBody(bytesPerSecond: 100)))
      let start = ContinuousClock.now
      #expect(try await proxied.send().text.count == 60)
      #expect(ContinuousClock.now - start >= .milliseconds(550))
    }
  }

  @Test("a lost response took effect; the journal knows its status")
  func lostResponse() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(201, #"{"id": 7}"#) }) { proxied in
      proxied.proxy.faults.add(Self.fault(.loseResponse, TrafficSelector(methods: ["POST"]), times: 1))
      await #expect(throws: (any Error).self) { try await proxied.send("POST", "/api/x/", "{}") }
      #expect(proxied.server.requests.count == 1)
      let entry = try #require(await proxied.finished(1).first)
      #expect(entry.status == 201 && entry.faults == ["trouble"] && entry.reply == "the answer was lost on its way")
      #expect(try await proxied.send("POST", "/api/x/", "{}").status == 201)
    }
  }

  @Test("a stale read is answered as before the last writes, and the system is asked all the same")
  func staleRead() async throws {
    let count = Mutex(0)
    try await ProxiedServer.with(
      TestServer { request in
        if request.method == "POST" { count.withLock { $0 += 1 } }
        return TestServer.text(200, "\(count.withLock { $0 })")
      }
    ) { proxied in
      #expect(try await proxied.send("GET", "/list").text == "0")
      _ = try await proxied.send("POST", "/list", "{}")
      #expect(try await proxied.send("GET", "/list").text == "1")
      proxied.proxy.faults.add(Self.fault(.staleReads(.seconds(60))))
      #expect(try await proxied.send("GET", "/list").text == "0")
      // What was never read before cannot be told.
      #expect(try await proxied.send("GET", "/other").text == "1")
      #expect(proxied.proxy.journal.entries().map(\.faults) == [[], [], [], ["trouble"], []])
      proxied.proxy.faults.removeAll()
      #expect(try await proxied.send("GET", "/list").text == "1")
      #expect(proxied.server.requests.count == 6)
    }
  }

  @Test(
    "an expired credential is refused in the words of the system",
    arguments: [
      ("/api/ipam/prefixes/", "Token abc", 403, #"{"detail":"Token expired"}"#),
      ("/restconf/data", "Bearer abc", 401, "ietf-restconf:errors"),
      ("/api/v1/query", "Bearer abc", 401, #"{"error":"invalid_token"}"#),
    ])
  func expiredCredential(_ path: String, _ authorization: String, _ status: Int, _ text: String) async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }) { proxied in
      proxied.proxy.faults.add(Self.fault(.credentialExpired))
      let answer = try await proxied.send("GET", path, headers: ["Authorization": authorization])
      #expect(answer.status == status && answer.text.contains(text))
      #expect(answer.headers.contains(name: "WWW-Authenticate") == (status == 401))
      #expect(proxied.server.requests.isEmpty)
    }
  }

  @Test("faults meet: delays and the first end", .timeLimit(.minutes(1)))
  func plan() throws {
    let faults = [
      TrafficFault(name: "slow", effect: .latency(.seconds(1))),
      TrafficFault(name: "slower", effect: .latency(.seconds(2))),
      TrafficFault(name: "busy", effect: .status(503, retryAfter: nil, body: nil)),
      TrafficFault(name: "cut", effect: .reset), TrafficFault(name: "lost", effect: .loseResponse),
      TrafficFault(name: "netconf", effect: .rpcError(tag: "in-use", message: "")),
    ]
    let plan = FaultPlan(faults, isTLS: false)
    #expect(plan.delay == .seconds(3) && plan.names == ["slow", "slower", "busy"] && !plan.losesResponse)
    guard case .answer(let answer)? = plan.ending else {
      Issue.record("not answered: \(plan)")
      return
    }
    #expect(answer.status == 503)
  }
}

extension ProxiedServer {
  /// Returns when connections are taken again: nothing tells when a socket listens but a connection.
  func answersAgain() async throws {
    let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    while (try? await RawConnection.exchange(port: port, request))?.ending != .closed { try Task.checkCancellation() }
  }
}
