import Cluster
import Documents
import Kubernetes
import Testing

@Suite(.timeLimit(.minutes(5))) struct ClusterClientTests {
  private static let object = KubernetesObject(configMap("a", revision: 1))

  /// Runs a client against a handler that also answers discovery.
  @discardableResult
  private func withClient<Result>(
    _ options: ClusterClient.Options = .init(clock: ImpatientClock(), random: { 0 }),
    isEncrypted: Bool = false, handler: @escaping ScriptedServer.Handler,
    _ body: (ClusterClient) async throws -> Result
  ) async throws -> Result {
    try await ScriptedServer.serve { request, answer in
      if try await Types.answer(request, answer) { return }
      try await handler(request, answer)
    } _: { address in
      var configuration = ClusterConfiguration(server: address)
      configuration.server.isEncrypted = isEncrypted
      return try await ClusterClient.withClient(configuration, options: options, body)
    }
  }

  @Test("each verb goes where the API has it")
  func verbs() async throws {
    let requests = Record<String>()
    try await withClient { request, answer in
      requests.add("\(request.line) \(request.header("Content-Type") ?? "")")
      try await answer.send(200, configMap("a", revision: 2))
    } _: { client in
      let maps = try await client.resource(named: "cm")
      _ = try await client.get(maps, namespace: nil, name: "a b")
      _ = try await client.create(Self.object, options: WriteOptions(fieldManager: "m", isDryRun: true))
      _ = try await client.update(Self.object, options: WriteOptions(fieldValidation: .strict))
      _ = try await client.apply(Self.object, fieldManager: "m", force: true)
      _ = try await client.patch(maps, namespace: "x", name: "a", .json([]))
      _ = try await client.patch(maps, namespace: "x", name: "a", .strategic([:]), subresource: "status")
      _ = try await client.delete(maps, namespace: "x", name: "a", options: DeleteOptions(propagation: .foreground))
      _ = try await client.get(
        GroupVersionKind(group: "example.com", version: "v1", kind: "Widget"), namespace: "x", name: "w",
        subresource: "status")
    }
    #expect(
      requests.all == [
        "GET /api/v1/namespaces/default/configmaps/a%20b ",
        "POST /api/v1/namespaces/default/configmaps?fieldManager=m&dryRun=All application/json",
        "PUT /api/v1/namespaces/default/configmaps/a?fieldValidation=Strict application/json",
        "PATCH /api/v1/namespaces/default/configmaps/a?fieldManager=m&force=true application/apply-patch+yaml",
        "PATCH /api/v1/namespaces/x/configmaps/a application/json-patch+json",
        "PATCH /api/v1/namespaces/x/configmaps/a/status application/strategic-merge-patch+json",
        "DELETE /api/v1/namespaces/x/configmaps/a application/json",
        "GET /apis/example.com/v1/widgets/w/status ",
      ])
  }

  @Test("a list is put together from its pages, and its items know their type")
  func pages() async throws {
    try await withClient { request, answer in
      let item: Value = ["metadata": ["name": .string(request.query("continue") ?? "first")]]
      let metadata: Value =
        request.query("continue") == nil ? ["resourceVersion": "7", "continue": "t"] : ["resourceVersion": "7"]
      try await answer.send(200, ["kind": "ConfigMapList", "metadata": metadata, "items": [item]])
    } _: { client in
      let selector = try LabelSelector(parsing: "a in (b,c)")
      let list = try await client.list(Types.configMaps, options: ListOptions(labels: selector, pageSize: 1))
      #expect(list.items.map(\.description) == ["v1 ConfigMap first", "v1 ConfigMap t"])
      #expect(list.resourceVersion == "7" && list.continueToken == nil)
    }
  }

  @Test("a list that the server forgot between two pages is asked for at once")
  func forgottenPages() async throws {
    let requests = Record<String>()
    try await withClient { request, answer in
      requests.add(request.uri)
      if request.query("continue") != nil {
        try await answer.send(410, APIStatus.expired("too old").value)
      } else {
        let metadata: Value = request.query("limit") == nil ? [:] : ["continue": "t"]
        try await answer.send(200, ["metadata": metadata, "items": []])
      }
    } _: { client in
      _ = try await client.list(Types.configMaps, namespace: "a")
    }
    #expect(
      requests.all == [
        "/api/v1/namespaces/a/configmaps?limit=500", "/api/v1/namespaces/a/configmaps?limit=500&continue=t",
        "/api/v1/namespaces/a/configmaps",
      ])
  }

  @Test("a server's refusal keeps its reason and causes")
  func refusal() async throws {
    let status = APIStatus.invalid(
      GroupKind(group: "", kind: "ConfigMap"), name: "a", errors: [.required("data", "give some")])
    try await withClient { _, answer in
      try await answer.send(422, status.value)
    } _: { client in
      let error = await #expect(throws: ClusterError.self) { try await client.create(Self.object) }
      #expect(error?.isInvalid == true)
      #expect(error?.status == status)
      #expect(
        error?.summary
          == #"POST /api/v1/namespaces/default/configmaps: ConfigMap "a" is invalid: data: Required value: give some"#)
    }
  }

  @Test("an answer that is no status still says what came")
  func foreignAnswer() async throws {
    try await withClient { _, answer in
      try await answer.begin(404)
      try await answer.chunk("404 page not found\n")
      try await answer.end()
    } _: { client in
      let error = await #expect(throws: ClusterError.self) { try await client.raw("/nowhere") }
      #expect(error?.isNotFound == true)
      #expect(error?.summary == "GET /nowhere: the server answered 404: 404 page not found")
      let found = try await client.find(Types.configMaps, namespace: "a", name: "b")
      #expect(found == nil)
    }
  }

  @Test("429 is repeated for any request, after the time that the server names")
  func overload() async throws {
    let clock = ImpatientClock()
    let noise = Record<ClusterObserver.Noise>()
    let count = Record<Int>()
    let observer = ClusterObserver(noise: { noise.add($0) })
    try await withClient(.init(observer: observer, clock: clock, random: { 0 })) { request, answer in
      if count.add(1) < 3 {
        try await answer.send(429, APIStatus.tooManyRequests().value, headers: [("Retry-After", "3")])
      } else {
        try await answer.send(201, configMap("a", revision: 1))
      }
    } _: { client in
      _ = try await client.create(Self.object)
    }
    #expect(noise.all.count == 2)
    #expect(clock.slept.all.map { $0.components.seconds + 1 } == [3, 3])
  }

  @Test(
    "5xx answers are repeated where that is harmless",
    arguments: [(503, true, 5), (503, false, 1), (502, true, 5), (504, false, 1), (500, true, 1)])
  func serverFailure(code: Int, isRead: Bool, attempts: Int) async throws {
    #expect(try await attemptCount(isRead: isRead) { try await $0.send(code, [:]) } == attempts)
  }

  @Test(
    "what a server refuses is its answer, and never repeated",
    arguments: [400, 403, 404, 405, 409, 410, 413, 415, 422], [true, false])
  func refusalsStand(code: Int, isRead: Bool) async throws {
    // Not even when the server names a time.
    #expect(
      try await attemptCount(isRead: isRead) {
        try await $0.send(
          code, APIStatus(code: code, reason: .none, message: "no").value, headers: [("Retry-After", "1")])
      } == 1)
  }

  @Test(
    "a new leader of the server's store is waited for where that is harmless",
    arguments: [
      ("etcdserver: leader changed", true, 5), ("rpc error: code = Unavailable desc = etcdserver: no leader", true, 5),
      ("etcdserver: leader changed", false, 1), ("the webhook's leader changed", true, 1),
    ])
  func leaderChange(message: String, isRead: Bool, attempts: Int) async throws {
    let status = APIStatus(code: 500, reason: .none, message: message)
    #expect(try await attemptCount(isRead: isRead) { try await $0.send(500, status.value) } == attempts)
  }

  @Test(
    "a deletion whose answer was lost is no failure when it is repeated, and a conflict after that is nobody's",
    arguments: [502, 503])
  func lostAnswers(first: Int) async throws {
    let count = Record<Int>()
    try await withClient(.init(clock: ImpatientClock(), random: { 0 })) { request, answer in
      if count.add(1) % 2 == 1 {
        try await answer.send(first, [:])
      } else if request.method == "DELETE" {
        try await answer.send(404, APIStatus(code: 404, reason: .notFound, message: "gone").value)
      } else {
        try await answer.send(409, APIStatus(code: 409, reason: .conflict, message: "changed").value)
      }
    } _: { client in
      let mayBeDone = first == 502
      do {
        _ = try await client.delete(Types.configMaps, namespace: "a", name: "b")
        #expect(mayBeDone)
      } catch { #expect(!mayBeDone && (error as? ClusterError)?.isNotFound == true) }
      do {
        _ = try await client.update(Self.object)
        Issue.record("a conflict is no success")
      } catch let error as ClusterError {
        #expect(error.isConflict != mayBeDone)
        if mayBeDone, case .dropped = error {} else { #expect(!mayBeDone) }
      }
    }
  }

  /// How often a request is made to a server that always answers so.
  private func attemptCount(
    isRead: Bool, _ send: @escaping @Sendable (ScriptedServer.Answer) async throws -> Void
  ) async throws -> Int {
    let count = Record<Int>()
    try await withClient { _, answer in
      count.add(1)
      try await send(answer)
    } _: { client in
      await #expect(throws: ClusterError.self) {
        if isRead {
          try await client.get(Types.configMaps, namespace: "a", name: "a")
        } else {
          try await client.create(Self.object)
        }
      }
    }
    return count.all.count
  }

  @Test("a broken connection is tried again, but not for a creation, whose fate is unknown")
  func brokenConnection() async throws {
    let count = Record<String>()
    try await withClient { request, answer in
      let number = count.add(request.method)
      if request.method == "POST" || number == 1 { throw ScriptedServer.Drop() }
      try await answer.send(200, configMap("a", revision: 1))
    } _: { client in
      _ = try await client.get(Types.configMaps, namespace: "a", name: "a")
      let error = await #expect(throws: ClusterError.self) { try await client.create(Self.object) }
      guard case .dropped(_, _, let mayHaveHappened) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(mayHaveHappened)
    }
    #expect(count.all == ["GET", "GET", "POST"])
  }

  @Test("an address where nothing listens is told, with what to do")
  func unreachable() async throws {
    let configuration = ClusterConfiguration(server: ServerAddress(isEncrypted: false, host: "127.0.0.1", port: 1))
    try await ClusterClient.withClient(configuration, options: .init(clock: ImpatientClock())) { client in
      let error = await #expect(throws: ClusterError.self) { try await client.version() }
      #expect(
        error?.description == """
          cannot reach http://127.0.0.1:1: connection refused
            hint: check that the server runs, and the address and proxy in the kubeconfig
          """)
    }
  }

  @Test("TLS towards a server without it is told")
  func noTLS() async throws {
    try await withClient(isEncrypted: true) { _, answer in
      try await answer.send(200, [:])
    } _: { client in
      let error = await #expect(throws: ClusterError.self) { try await client.version() }
      guard case .tlsFailure(_, let cause) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(cause == "the server does not speak TLS; its address may have to begin with http://")
    }
  }

  @Test("an answer that does not come ends with the time limit")
  func timeLimit() async throws {
    var options = ClusterClient.Options(retries: .none)
    options.timeout = .milliseconds(50)
    try await withClient(options) { _, answer in
      try await answer.begin(200)
    } _: { client in
      let error = await #expect(throws: ClusterError.self) { try await client.version() }
      guard case .timedOut = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("cancelling a task ends its request")
  func cancellation() async throws {
    try await withClient(.init()) { _, answer in
      try await answer.begin(200)
    } _: { client in
      await #expect(throws: CancellationError.self) {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { _ = try await client.version() }
          group.cancelAll()
          try await group.next()
        }
      }
    }
  }

  @Test("warnings and impersonation pass through headers")
  func headers() async throws {
    let warnings = Record<String>()
    let seen = Record<[String]>()
    let observer = ClusterObserver(warning: { warnings.add($0.text) })
    try await withClient(.init(observer: observer, clock: ImpatientClock())) { request, answer in
      seen.add(request.headers.filter { $0.name.hasPrefix("Impersonate") }.map { "\($0.name): \($0.value)" })
      try await answer.send(
        200, [:], headers: [("Warning", #"299 - "unknown field \"a\"""#), ("Warning", #"299 - "b", 299 - "c""#)])
    } _: { client in
      var alice = client
      alice.impersonation = Impersonation(user: "alice", groups: ["g", "h"], extra: ["a/b": ["1"]])
      _ = try await alice.version()
    }
    #expect(warnings.all == [#"unknown field "a""#, "b", "c"])
    #expect(
      seen.all == [
        [
          "Impersonate-User: alice", "Impersonate-Group: g", "Impersonate-Group: h",
          "Impersonate-Extra-a%2Fb: 1",
        ]
      ])
  }

  @Test("requests go through a proxy")
  func proxy() async throws {
    let seen = Record<String>()
    let asked = Record<String>()
    try await ScriptedServer.serve { request, answer in
      seen.add("\(request.uri) for \(request.header("Host") ?? "")")
      try await answer.send(200, [:])
    } _: { address in
      try await TunnelProxy.serve(to: address, asked: asked) { proxy in
        let server = ServerAddress(isEncrypted: false, host: "cluster.example", port: 6443, path: "/base")
        let configuration = ClusterConfiguration(server: server, proxy: proxy)
        try await ClusterClient.withClient(configuration, options: .init(clock: ImpatientClock())) { client in
          _ = try await client.version()
        }
      }
    }
    #expect(Set(asked.all) == ["CONNECT cluster.example:6443 HTTP/1.1"])
    #expect(seen.all == ["/base/version for cluster.example:6443"])
  }
}
