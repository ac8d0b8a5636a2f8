import Cluster
import Documents
import Kubernetes
import Synchronization
import Testing

/// A small API server for ConfigMaps: a list, and one watch at a time that a test feeds.
private final class Feed: Sendable {
  private struct State {
    var items: [Value] = []
    var revision = 10
    var lists = 0
    var watch: AsyncStream<String>.Continuation?
    var refusals: [APIStatus] = []
  }

  private let state = Mutex(State())
  let watches: AsyncStream<Void>
  private let watching: AsyncStream<Void>.Continuation

  init(_ items: [Value]) {
    (watches, watching) = AsyncStream.makeStream()
    state.withLock { $0.items = items }
  }

  var lists: Int { state.withLock { $0.lists } }

  func set(_ items: [Value], revision: Int) {
    state.withLock {
      $0.items = items
      $0.revision = revision
    }
  }

  func send(_ type: String, _ object: Value) {
    _ = state.withLock { $0.watch }?.yield(WatchTests.line(type, object))
  }

  func refuseWatches(_ count: Int, with status: APIStatus) {
    state.withLock { $0.refusals = Array(repeating: status, count: count) }
  }

  func endWatch() { state.withLock { $0.watch }?.finish() }

  func handle(_ request: ScriptedServer.Request, _ answer: ScriptedServer.Answer) async throws {
    guard request.query("watch") != nil else {
      let list: Value = state.withLock {
        $0.lists += 1
        return ["metadata": ["resourceVersion": .string(String($0.revision))], "items": .array($0.items)]
      }
      return try await answer.send(200, list)
    }
    if let refusal = state.withLock({ $0.refusals.popLast() }) {
      return try await answer.send(refusal.code, refusal.value)
    }
    let (lines, continuation) = AsyncStream<String>.makeStream()
    state.withLock { $0.watch = continuation }
    try await answer.begin(200)
    watching.yield()
    for await line in lines { try await answer.chunk(line) }
    try await answer.end()
  }
}

@Suite(.timeLimit(.minutes(5))) struct InformerTests {
  private func withInformer(
    _ items: [Value], noise: Record<ClusterObserver.Noise> = Record(),
    _ body: @Sendable (Informer, Feed) async throws -> Void
  ) async throws {
    let feed = Feed(items)
    try await ScriptedServer.serve { request, answer in
      try await feed.handle(request, answer)
    } _: { address in
      let options = ClusterClient.Options(
        observer: ClusterObserver(noise: { noise.add($0) }), clock: ImpatientClock(), random: { 0 })
      try await ClusterClient.withClient(ClusterConfiguration(server: address), options: options) { client in
        let informers = SharedInformers(client: client)
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await informers.run() }
          try await body(informers.informer(for: Types.configMaps), feed)
          group.cancelAll()
        }
      }
    }
  }

  private func text(_ event: Informer.Event?) -> String {
    let mark = event?.isSynthetic == true ? "synthetic " : ""
    return switch event?.change {
    case .snapshot(let all, let isAfterLoss):
      "\(isAfterLoss ? "again" : "all") \(all.map { "\($0.name)@\($0.resourceVersion ?? "")" }.sorted())"
    case .added(let object): "\(mark)added \(object.name)"
    case .modified(let old, let new):
      "\(mark)modified \(new.name) \(old.resourceVersion ?? "")>\(new.resourceVersion ?? "")"
    case .deleted(let object): "\(mark)deleted \(object.name)"
    case nil: "end"
    }
  }

  private func expect(
    _ expected: String, from events: inout Informer.Events.Iterator,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let event = text(try await events.next())
    #expect(event == expected, sourceLocation: sourceLocation)
  }

  @Test("a consumer gets all objects first and then every change, also one that comes late")
  func snapshotAndChanges() async throws {
    try await withInformer([configMap("a", revision: 1)]) { informer, feed in
      var events = informer.events().makeAsyncIterator()
      try await expect(#"all ["a@1"]"#, from: &events)
      for await _ in feed.watches { break }
      feed.send("ADDED", configMap("b", revision: 11))
      feed.send("MODIFIED", configMap("a", revision: 12))
      feed.send("DELETED", configMap("b", revision: 13))
      try await expect("added b", from: &events)
      try await expect("modified a 1>12", from: &events)
      try await expect("deleted b", from: &events)
      #expect(informer.object(namespace: "default", name: "a")?.resourceVersion == "12")
      #expect(informer.objects().count == 1)
      var late = informer.events().makeAsyncIterator()
      try await expect(#"all ["a@12"]"#, from: &late)
      #expect(feed.lists == 1)
    }
  }

  @Test("after 410 everything is listed again, and the differences are told")
  func relist() async throws {
    let noise = Record<ClusterObserver.Noise>()
    let before = [configMap("a", revision: 1), configMap("b", revision: 2), configMap("c", revision: 3)]
    try await withInformer(before, noise: noise) { informer, feed in
      var events = informer.events().makeAsyncIterator()
      _ = try await events.next()
      for await _ in feed.watches { break }
      feed.set([configMap("a", revision: 1), configMap("b", revision: 20), configMap("d", revision: 21)], revision: 22)
      feed.send("ERROR", APIStatus.expired("too old").value)
      var seen: Set<String> = []
      for _ in 0..<3 { seen.insert(try await text(events.next())) }
      #expect(seen == ["synthetic deleted c", "synthetic modified b 2>20", "synthetic added d"])
      #expect(noise.all == [.relisted(resource: "configmaps", cause: "the server forgot the history")])
      for await _ in feed.watches { break }
      feed.send("ADDED", configMap("e", revision: 23))
      try await expect("added e", from: &events)
    }
  }

  @Test(
    "whoever asks for whole lists hears of each interruption, even when nothing changed, and of no difference twice")
  func wholeLists() async throws {
    try await withInformer([configMap("a", revision: 1)]) { informer, feed in
      var events = informer.events(tellsListsWhole: true).makeAsyncIterator()
      try await expect(#"all ["a@1"]"#, from: &events)
      for (items, revision) in [([configMap("a", revision: 1)], 22), ([configMap("a", revision: 23)], 24)] {
        for await _ in feed.watches { break }
        feed.set(items, revision: revision)
        feed.send("ERROR", APIStatus.expired("too old").value)
        let event = try await events.next()
        #expect(text(event) == "again [\"a@\(revision == 22 ? 1 : 23)\"]")
        #expect(event?.listVersion == "\(revision)")
      }
      for await _ in feed.watches { break }
      feed.send("ADDED", configMap("b", revision: 30))
      try await expect("added b", from: &events)
    }
  }

  @Test("a server that comes back with another history is listed again")
  func restart() async throws {
    try await withInformer([configMap("a", revision: 1), configMap("b", revision: 2)]) { informer, feed in
      var events = informer.events().makeAsyncIterator()
      _ = try await events.next()
      for await _ in feed.watches { break }
      var other = KubernetesObject(configMap("a", revision: 1))
      other.uid = "other"
      feed.set([other.value], revision: 3)
      feed.refuseWatches(6, with: .timeout("Too large resource version: 10, current: 3", retryAfterSeconds: 1))
      feed.endWatch()
      var seen: [String] = []
      for _ in 0..<3 { seen.append(text(try await events.next())) }
      #expect(Set(seen) == ["synthetic deleted a", "synthetic deleted b", "synthetic added a"])
      #expect(informer.objects().map(\.uid) == ["other"])
    }
  }

  @Test("an object made anew under the same name is told as deleted and added")
  func recreated() async throws {
    try await withInformer([configMap("a", revision: 1)]) { informer, feed in
      var events = informer.events().makeAsyncIterator()
      _ = try await events.next()
      for await _ in feed.watches { break }
      var other = KubernetesObject(configMap("a", revision: 30))
      other.uid = "other"
      feed.send("ADDED", other.value)
      try await expect("deleted a", from: &events)
      try await expect("added a", from: &events)
    }
  }

  @Test("a consumer that is too slow loses changes, is told, and gets everything again")
  func overflow() async throws {
    let noise = Record<ClusterObserver.Noise>()
    try await withInformer([], noise: noise) { informer, feed in
      var slow = informer.events(limit: 2).makeAsyncIterator()
      var quick = informer.events().makeAsyncIterator()
      try await expect("all []", from: &slow)
      try await expect("all []", from: &quick)
      for await _ in feed.watches { break }
      for number in 1...4 {
        feed.send("ADDED", configMap("o\(number)", revision: 10 + number))
        try await expect("added o\(number)", from: &quick)
      }
      try await expect(#"again ["o1@11", "o2@12", "o3@13", "o4@14"]"#, from: &slow)
      feed.send("DELETED", configMap("o1", revision: 15))
      try await expect("deleted o1", from: &slow)
      #expect(noise.all == [.consumerOverflowed(resource: "configmaps")])
    }
  }

  @Test("a consumer may choose objects")
  func filter() async throws {
    try await withInformer([configMap("a", revision: 1), configMap("b", revision: 2)]) { informer, feed in
      var events = informer.events(where: { $0.name == "b" }).makeAsyncIterator()
      try await expect(#"all ["b@2"]"#, from: &events)
      for await _ in feed.watches { break }
      feed.send("MODIFIED", configMap("a", revision: 11))
      feed.send("MODIFIED", configMap("b", revision: 12))
      try await expect("modified b 2>12", from: &events)
    }
  }

  @Test("a right that is missing ends the informer, and its consumers are told")
  func forbidden() async throws {
    let status = APIStatus.forbidden(
      GroupResource(group: "", resource: "configmaps"), name: "", because: "no")
    try await ScriptedServer.serve { _, answer in
      try await answer.send(403, status.value)
    } _: { address in
      let options = ClusterClient.Options(clock: ImpatientClock())
      try await ClusterClient.withClient(ClusterConfiguration(server: address), options: options) { client in
        let informers = SharedInformers(client: client)
        await withTaskGroup(of: Void.self) { group in
          group.addTask { await informers.run() }
          let error = await #expect(throws: ClusterError.self) {
            try await informers.informer(for: Types.configMaps).waitUntilSynced()
          }
          #expect(error?.isForbidden == true)
          group.cancelAll()
        }
      }
    }
  }

  @Test("cancelling a consumer ends its wait")
  func cancellation() async throws {
    try await withInformer([]) { informer, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for try await _ in informer.events() {}
        }
        try await informer.waitUntilSynced()
        group.cancelAll()
        await #expect(throws: CancellationError.self) { try await group.next() }
      }
    }
  }

  @Test("when the informers are over, nobody waits for them any more")
  func over() async throws {
    let configuration = ClusterConfiguration(server: ServerAddress(host: "unused", port: 1))
    try await ClusterClient.withClient(configuration) { client in
      let informers = SharedInformers(client: client)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await informers.run() }
        group.cancelAll()
      }
      await #expect(throws: CancellationError.self) {
        try await informers.informer(for: Types.configMaps).waitUntilSynced()
      }
    }
  }

  @Test("who asks for the same type and scope gets the same informer")
  func sharing() async throws {
    let configuration = ClusterConfiguration(server: ServerAddress(host: "unused", port: 1))
    try await ClusterClient.withClient(configuration) { client in
      let informers = SharedInformers(client: client)
      let first = informers.informer(for: Types.configMaps)
      #expect(first === informers.informer(for: Types.configMaps))
      #expect(first !== informers.informer(for: Types.configMaps, namespace: "a"))
    }
  }
}
