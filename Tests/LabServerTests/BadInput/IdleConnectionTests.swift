import Cluster
import Kubernetes
import NIOCore
import NIOSSL
import Testing

/// Connections on which nothing happens cost little, and nothing of them stays.
@Suite(.serialized, .timeLimit(.minutes(5))) struct IdleConnectionTests {
  private static let maps = "/api/v1/namespaces/default/configmaps"

  private struct Step: Sendable {
    /// What every connection hears first; nil when none hears anything.
    var hearing: String?
    var then: @Sendable () async throws -> Void
  }

  /// Opens connections, says something on each, and keeps them while the steps are done.
  private static func withConnections(
    _ count: Int, _ configuration: ClusterConfiguration, tls: NIOSSLContext?, saying text: String, _ steps: [Step]
  ) async throws {
    let (heard, hears) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      var iterator = heard.makeAsyncIterator()
      // One after the other, so that they do not starve the tests beside them.
      for _ in 0..<count {
        group.addTask {
          let connection = try await RawConnection.open(configuration, tls)
          try await listen(on: connection, saying: text, steps.map(\.hearing)) { hears.yield() }
        }
        await iterator.next()
      }
      for (number, step) in steps.enumerated() {
        if number > 0 { for _ in 0..<count { await iterator.next() } }
        try await step.then()
      }
      group.cancelAll()
      while let ended = await group.nextResult() { _ = ended }
    }
  }

  /// Says something, and tells of each expected text that it hears, in order; nil is heard at once.
  private static func listen(
    on connection: RawConnection, saying text: String, _ texts: [String?], _ hear: @Sendable () -> Void
  ) async throws {
    try await connection.channel.executeThenClose { inbound, outbound in
      if !text.isEmpty { try await outbound.write(ByteBuffer(string: text)) }
      var expected = texts[...]
      var received = ""
      while case .some(nil) = expected.first {
        expected.removeFirst()
        hear()
      }
      for try await part in inbound {
        received += String(buffer: part)
        while case .some(let next?) = expected.first, received.contains(next) {
          expected.removeFirst()
          hear()
        }
      }
    }
  }

  @Test(
    "connections that never finish what they began do not keep others waiting",
    arguments: ["tcp", "tls", "head", "body"])
  func halfOpen(phase: String) async throws {
    let texts = [
      "tcp": "", "tls": "", "head": "GET /api HTTP/1.1\r\nHost: a\r\nAcc",
      "body": "POST \(Self.maps) HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    ]
    try await RunningLab.run { configuration in
      let tls = phase == "tcp" ? nil : try RawConnection.context(configuration)
      let step = Step(hearing: nil) { try await BadInputTests.checkHealth(configuration) }
      try await Self.withConnections(20, configuration, tls: tls, saying: texts[phase] ?? "", [step])
      try await BadInputTests.checkHealth(configuration)
    }
  }

  @Test(
    "a connection that says nothing is closed after a while, but not one that watches",
    arguments: ["tcp", "tls", "head", "body", "between requests"])
  func idleTimeout(phase: String) async throws {
    let texts = [
      "head": "GET /api HTTP/1.1\r\nHost: a\r\nAcc", "between requests": "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n",
      "body": "POST \(Self.maps) HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{",
    ]
    try await RunningLab.run(idleTimeout: .milliseconds(200)) { configuration in
      let tls = try RawConnection.context(configuration)
      let watch = "GET \(Self.maps)?watch=true HTTP/1.1\r\nHost: a\r\n\r\n"
      let step = Step(hearing: "200 OK") {
        let connection = try await RawConnection.open(configuration, phase == "tcp" ? nil : tls)
        try await connection.channel.executeThenClose { inbound, outbound in
          try await outbound.write(ByteBuffer(string: texts[phase] ?? ""))
          // Closed in order, or by a reset when there is something that nobody read.
          do { for try await _ in inbound {} } catch {}
        }
      }
      let heard = Step(hearing: "ADDED") { try await Self.touch(configuration) }
      let still = Step(hearing: "touched") {}
      try await Self.withConnections(1, configuration, tls: tls, saying: watch, [step, heard, still])
    }
  }

  /// Makes an object that the watches select, and takes it away.
  private static func touch(_ configuration: ClusterConfiguration) async throws {
    try await ClusterClient.withClient(configuration) { client in
      var object = FaultTests.configMap("touched")
      object.labels = ["w": "1"]
      _ = try await client.delete(client.create(object))
    }
  }
}
