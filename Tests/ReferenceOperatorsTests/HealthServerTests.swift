import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import OperatorRuntime
import Testing

@Suite(.timeLimit(.minutes(5))) struct HealthServerTests {
  @Test("probes and metrics are answered, on one connection too")
  func answers() async throws {
    let ports = AsyncStream.makeStream(of: Int.self)
    let server = HealthServer(host: "127.0.0.1", port: 0, isReady: { false }, metrics: { "a 1\n" })
    try await withThrowingTaskGroup { group in
      group.addTask { try await server.run { ports.continuation.yield($0) } }
      let port = try #require(await ports.stream.first { _ in true })
      for (path, status, text) in [
        ("/healthz", 200, "ok\n"), ("/readyz", 503, "not synced yet\n"), ("/metrics?x=1", 200, "a 1\n"),
        ("/other", 404, "not found\n"),
      ] {
        let response = try await HTTPClient.shared.execute(
          HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)"), timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 20)
        #expect(Int(response.status.code) == status)
        #expect(String(buffer: body) == text)
      }
      group.cancelAll()
    }
  }
}
