import Cluster
import Documents
import Kubernetes
import Testing

/// What goes wrong with watches, and how informers ride it out.
@Suite(.timeLimit(.minutes(5))) struct WatchFaultTests {
  private static let events: Value = [
    "verbs": ["watch"], "resource": "configmaps", "namespace": "default", "name": "a",
  ]

  /// Runs an informer of ConfigMaps, of which only "a" and "b" are told.
  private func withInformer(
    _ client: ClusterClient, _ body: (Informer, inout Informer.Events.Iterator) async throws -> Void
  ) async throws {
    let informer = Informer(client: client, resource: try await client.resource(for: FaultTests.kind))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try? await informer.run() }
      var events = informer.events(where: { ["a", "b"].contains($0.name) }).makeAsyncIterator()
      guard case .snapshot = try await events.next()?.change else {
        Issue.record("no snapshot")
        return
      }
      try await body(informer, &events)
      group.cancelAll()
    }
  }

  private func name(_ event: Informer.Event?) -> String {
    switch event?.change {
    case .added(let object): "added \(object.name)"
    case .modified(_, let object): "modified \(object.name) to \(object["data", "k"]?.string ?? "")"
    case .deleted(let object): "deleted \(object.name)"
    case .snapshot, nil: "snapshot or end"
    }
  }

  @Test("a watch that is cut goes on where it was, and nothing is lost or told twice")
  func cut() async throws {
    try await FaultyLab.run(["when": Self.events, "times": 2, "inject": ["events": "cut"]]) { client, noise in
      try await withInformer(client) { _, events in
        _ = try await client.create(FaultTests.configMap("a"))
        _ = try await client.create(FaultTests.configMap("b"))
        let told = [name(try await events.next()), name(try await events.next())]
        #expect(told == ["added a", "added b"])
        #expect(noise.resumptions == 2 && noise.listings == 0)
      }
    }
  }

  @Test("an event that is dropped is missed, and those after it are not")
  func drop() async throws {
    try await FaultyLab.run(["when": Self.events, "times": 1, "inject": ["events": "drop"]]) { client, noise in
      try await withInformer(client) { informer, events in
        _ = try await client.create(FaultTests.configMap("a"))
        _ = try await client.create(FaultTests.configMap("b"))
        let told = name(try await events.next())
        #expect(told == "added b")
        #expect(informer.object(namespace: "default", name: "a") == nil && noise.all.isEmpty)
        let actions = try await FaultyLab.actions(client)
        #expect(actions.count == 1 && actions[0].hasPrefix("dropped added default/a of revision "))
      }
    }
  }

  @Test("an event that is delayed comes late, and those behind it keep their order")
  func delay() async throws {
    try await FaultyLab.run(["when": Self.events, "times": 1, "inject": ["eventDelay": "150ms"]]) { client, _ in
      try await withInformer(client) { _, events in
        let start = ContinuousClock.now
        _ = try await client.create(FaultTests.configMap("a"))
        _ = try await client.create(FaultTests.configMap("b"))
        let first = try await events.next()
        let second = try await events.next()
        #expect([name(first), name(second)] == ["added a", "added b"])
        #expect(try #require(first).arrival - start >= .milliseconds(150))
      }
    }
  }

  @Test("a watch that ends with 410 makes an informer list again")
  func expire() async throws {
    try await FaultyLab.run(["when": Self.events, "times": 1, "inject": ["events": "expire"]]) { client, noise in
      try await withInformer(client) { _, events in
        _ = try await client.create(FaultTests.configMap("a"))
        let told = try await events.next()
        #expect(name(told) == "added a" && told?.isSynthetic == true)
        #expect(noise.listings == 1)
      }
    }
  }

  @Test("a server that restarts has all its objects, and watches go on", arguments: ["kept", "forgotten"])
  func restart(history: String) async throws {
    try await FaultyLab.run([
      "when": ["verbs": ["create"], "resource": "configmaps", "namespace": "default"], "every": 2,
      "times": 1, "inject": ["restart": ["history": .string(history)]],
    ]) { client, noise in
      try await withInformer(client) { _, events in
        _ = try await client.create(FaultTests.configMap("a"))
        let first = name(try await events.next())
        #expect(first == "added a")
        let lost = await #expect(throws: ClusterError.self) { try await client.create(FaultTests.configMap("b")) }
        guard case .dropped = lost else {
          Issue.record("\(String(describing: lost))")
          return
        }
        let kept = try await client.get(FaultTests.kind, namespace: nil, name: "a")
        #expect(kept["data", "k"] == "1")
        _ = try await client.create(FaultTests.configMap("b"))
        let second = name(try await events.next())
        #expect(second == "added b")
        #expect(noise.resumptions > 0 || noise.listings > 0)
      }
    }
  }

  @Test("an administrator restarts the server at once")
  func restartAtOnce() async throws {
    try await FaultyLab.run { client, _ in
      _ = try await client.create(FaultTests.configMap("a"))
      // The answer may be lost with its connection.
      _ = try? await client.send(.post, "/_plugfest/restart", query: [("history", "forgotten")])
      let kept = try await client.get(FaultTests.kind, namespace: nil, name: "a")
      #expect(kept["data", "k"] == "1")
      let actions = try await FaultyLab.actions(client)
      #expect(actions == ["restarted the server without its history"])
    }
  }

  @Test("of many watches none is forgotten, however often the server restarts")
  func manyWatches() async throws {
    try await FaultyLab.run { client, _ in
      let resource = try await client.resource(for: FaultTests.kind)
      let informers = (0..<60).map { _ in Informer(client: client, resource: resource) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for informer in informers { group.addTask { try? await informer.run() } }
        for informer in informers { try await informer.waitUntilSynced() }
        for round in 1...5 {
          let name = "after-\(round)"
          _ = try? await client.send(.post, "/_plugfest/restart")
          var isThere = false
          while !isThere { isThere = (try? await client.create(FaultTests.configMap(name))) != nil }
          for informer in informers {
            for try await event in informer.events(where: { $0.name == name }) {
              if case .added = event.change { break }
              if case .snapshot(let objects, _) = event.change, !objects.isEmpty { break }
            }
          }
        }
        group.cancelAll()
      }
    }
  }
}
