import Cluster
import Kubernetes
import Testing

@Suite(.timeLimit(.minutes(5))) struct FollowLogTests {
  @Test(
    "lines come with their times, in chunks of any size, and what is known does not come again",
    arguments: [1, 7, 1000])
  func lines(size: Int) async throws {
    let text = """
      2026-11-21T10:00:00.000000001Z known
      2026-11-21T10:00:00.000000002Z first of all
      2026-11-21T10:00:00.000000003Z 
      2026-11-21T10:00:01.000000000Z lästig

      """
    let paths = Record<String>()
    let seen = Record<String>()
    try await ScriptedServer.serve { request, answer in
      _ = paths.add(request.uri)
      try await answer.begin(200)
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        try await answer.chunk(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      try await answer.end()
    } _: { address in
      try await ClusterClient.withClient(ClusterConfiguration(server: address)) { client in
        try await client.followLog(
          namespace: "a", pod: "p", container: "c", after: "2026-11-21T10:00:00.000000001Z"
        ) { time, text in _ = seen.add("\(time.suffix(11)) \(text)") }
      }
    }
    #expect(seen.all == ["000000002Z first of all", "000000003Z ", "000000000Z lästig"].map { ".\($0)" })
    let path = try #require(paths.all.first)
    #expect(path.hasPrefix("/api/v1/namespaces/a/pods/p/log?"))
    for part in ["container=c", "follow=true", "timestamps=true", "sinceTime=2026-11-21T10%3A00%3A00Z"] {
      #expect(path.contains(part) || path.contains(part.replacing("%3A", with: ":")), "\(path)")
    }
  }

  @Test("a log that cannot be read is the server's own answer")
  func refused() async throws {
    try await ScriptedServer.serve { _, answer in
      try await answer.send(400, APIStatus(code: 400, reason: .none, message: "waiting to start").value)
    } _: { address in
      try await ClusterClient.withClient(ClusterConfiguration(server: address)) { client in
        let error = await #expect(throws: ClusterError.self) {
          try await client.followLog(namespace: "a", pod: "p", container: "c", after: nil) { _, _ in }
        }
        #expect(error?.status?.message == "waiting to start")
      }
    }
  }
}
