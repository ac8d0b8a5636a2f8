import Cluster
import Documents
import Kubernetes
import Testing

@Suite(.timeLimit(.minutes(5))) struct WatchTests {
  static func line(_ type: String, _ object: Value) -> String {
    JSON.text(["type": .string(type), "object": object]) + "\n"
  }

  private static func bookmark(_ revision: Int) -> String {
    line(
      "BOOKMARK", ["kind": "ConfigMap", "apiVersion": "v1", "metadata": ["resourceVersion": .string("\(revision)")]])
  }

  /// Runs a watch against a handler that is given the number of each connection.
  private func withWatch<Result>(
    from version: String? = "1", observer: ClusterObserver = ClusterObserver(),
    handler: @escaping @Sendable (Int, ScriptedServer.Request, ScriptedServer.Answer) async throws -> Void,
    _ body: (Watch) async throws -> Result
  ) async throws -> Result {
    let connections = Record<Int>()
    return try await ScriptedServer.serve { request, answer in
      try await handler(connections.add(0), request, answer)
    } _: { address in
      let options = ClusterClient.Options(observer: observer, clock: ImpatientClock(), random: { 0 })
      return try await ClusterClient.withClient(ClusterConfiguration(server: address), options: options) { client in
        let wanted = ListOptions(resourceVersion: version)
        return try await body(client.watch(Types.configMaps, namespace: "default", options: wanted))
      }
    }
  }

  private func first(_ count: Int, of watch: Watch) async throws -> [String] {
    var seen: [String] = []
    for try await event in watch {
      switch event {
      case .added(let object): seen.append("added \(object.name) \(object.resourceVersion ?? "")")
      case .modified(let object): seen.append("modified \(object.name) \(object.resourceVersion ?? "")")
      case .deleted(let object): seen.append("deleted \(object.name) \(object.resourceVersion ?? "")")
      case .bookmark(let version, _): seen.append("bookmark \(version)")
      }
      if seen.count == count { break }
    }
    return seen
  }

  @Test("events come as they are, in chunks of any size", arguments: [1, 7, 100, 100_000])
  func chunks(size: Int) async throws {
    let padding = ["k": String(repeating: "ä", count: 300)]
    let text =
      Self.line("ADDED", configMap("a", revision: 2, data: padding)) + Self.bookmark(3)
      + Self.line("MODIFIED", configMap("a", revision: 4)) + Self.line("DELETED", configMap("a", revision: 5))
    let bytes = Array(text.utf8)
    let seen = try await withWatch { _, _, answer in
      try await answer.begin(200)
      for start in stride(from: 0, to: bytes.count, by: size) {
        try await answer.chunk(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      try await answer.end()
    } _: { watch in
      try await first(4, of: watch)
    }
    #expect(seen == ["added a 2", "bookmark 3", "modified a 4", "deleted a 5"])
  }

  @Test("a watch that ends or breaks goes on from the last version, bookmarks included")
  func resumption() async throws {
    let asked = Record<String>()
    let noise = Record<ClusterObserver.Noise>()
    let seen = try await withWatch(observer: ClusterObserver(noise: { noise.add($0) })) { number, request, answer in
      asked.add(request.query("resourceVersion") ?? "")
      switch number {
      case 1:
        try await answer.begin(200)
        try await answer.chunk(Self.line("ADDED", configMap("a", revision: 2)) + Self.bookmark(5))
        try await answer.end()
      case 2:
        try await answer.begin(200)
        try await answer.chunk(Self.line("ADDED", configMap("b", revision: 6)) + #"{"type":"ADD"#)
        throw ScriptedServer.Drop()
      case 3: try await answer.send(503, APIStatus.serviceUnavailable("starting").value)
      default:
        try await answer.begin(200)
        try await answer.chunk(Self.line("ADDED", configMap("c", revision: 7)))
        try await answer.end()
      }
    } _: { watch in
      try await first(4, of: watch)
    }
    #expect(seen == ["added a 2", "bookmark 5", "added b 6", "added c 7"])
    #expect(asked.all.prefix(4) == ["1", "5", "6", "6"])
    #expect(noise.all.count == 2)
  }

  @Test("a version that is too old is told, whether by an event or by the answer", arguments: [true, false])
  func gone(isEvent: Bool) async throws {
    try await withWatch { _, _, answer in
      let status = APIStatus.expired("too old resource version: 1 (9)")
      if isEvent {
        try await answer.begin(200)
        try await answer.chunk(Self.line("ERROR", status.value))
        try await answer.end()
      } else {
        try await answer.send(410, status.value)
      }
    } _: { watch in
      let error = await #expect(throws: ClusterError.self) { try await first(1, of: watch) }
      #expect(error?.isGone == true)
    }
  }

  @Test("a watch that never comes about gives up")
  func hopeless() async throws {
    let connections = Record<Int>()
    try await withWatch { number, _, answer in
      connections.add(number)
      try await answer.send(503, APIStatus.serviceUnavailable("down").value)
    } _: { watch in
      let error = await #expect(throws: ClusterError.self) { try await first(1, of: watch) }
      #expect(error?.status?.code == 503)
    }
    #expect(connections.all.count == RetryPolicy().attempts)
  }

  @Test("what is no event is refused", arguments: ["nonsense\n", #"{"type":"ODD"}"# + "\n"])
  func nonsense(text: String) async throws {
    try await withWatch { _, _, answer in
      try await answer.begin(200)
      try await answer.chunk(text)
      try await answer.end()
    } _: { watch in
      let error = await #expect(throws: ClusterError.self) { try await first(1, of: watch) }
      guard case .protocolViolation = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("hundreds of watches go on at once, and requests pass by them")
  func many() async throws {
    let watches = 250
    let (opened, open) = AsyncStream<Void>.makeStream()
    try await ScriptedServer.serve { request, answer in
      guard request.query("watch") != nil else { return try await answer.send(200, ["gitVersion": "v1"]) }
      try await answer.begin(200)
      try await answer.chunk(Self.line("ADDED", configMap("a", revision: 2)))
      // Until the connection is closed.
      for await _ in AsyncStream<Void>.makeStream().stream {}
    } _: { address in
      try await ClusterClient.withClient(ClusterConfiguration(server: address)) { client in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<watches {
            group.addTask {
              let wanted = ListOptions(resourceVersion: "1")
              for try await _ in client.watch(Types.configMaps, namespace: "a", options: wanted) { open.yield() }
            }
          }
          var count = 0
          for await _ in opened {
            count += 1
            if count == watches { break }
          }
          let version = try await client.version()
          #expect(version.gitVersion == "v1")
          group.cancelAll()
        }
      }
    }
  }

  @Test("cancelling ends the request at the server")
  func cancellation() async throws {
    let (ended, end) = AsyncStream<Void>.makeStream()
    let (began, begin) = AsyncStream<Void>.makeStream()
    try await withWatch { _, _, answer in
      try await answer.begin(200)
      try await answer.chunk(Self.line("ADDED", configMap("a", revision: 2)))
      begin.yield()
      // Writing fails once the client is gone.
      while true {
        do { try await answer.chunk(Self.bookmark(3)) } catch { break }
      }
      end.yield()
    } _: { watch in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await #expect(throws: CancellationError.self) { for try await _ in watch {} } }
        for await _ in began { break }
        group.cancelAll()
      }
      for await _ in ended { break }
    }
  }
}
