import Cluster
import Documents
import Kubernetes
import LabStore
import Plans
import Synchronization
import Testing

/// Each fault by a real request, and how the product's own client rides it out.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  static let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

  static func configMap(_ name: String, _ text: String = "1") -> KubernetesObject {
    var object = KubernetesObject(apiVersion: "v1", kind: "ConfigMap", namespace: "default", name: name)
    object["data"] = ["k": .string(text)]
    return object
  }

  // MARK: Refusals

  @Test("a client that is told to come back later does, and its object is there", arguments: [429, 503])
  func comeBackLater(code: Int) async throws {
    let fault = Value.object([
      "when": ["verbs": ["create"], "resource": "configmaps"], "times": 2,
      "inject": ["status": .integer(Int64(code)), "retryAfter": "1s"],
    ])
    try await FaultyLab.run(fault) { client, noise in
      let created = try await client.create(Self.configMap("a"))
      #expect(created.uid != nil)
      #expect(noise.retriedCodes == [code, code])
      let actions = try await FaultyLab.actions(client)
      #expect(actions == ["answered \(code)", "answered \(code)"])
    }
  }

  @Test("a refusal that says nothing of a repetition reaches the caller", arguments: [409, 500])
  func refused(code: Int) async throws {
    let fault = Value.object([
      "when": ["verbs": ["update"], "resource": "configmaps", "name": "a"], "times": 1,
      "inject": ["status": .integer(Int64(code))],
    ])
    try await FaultyLab.run(fault) { client, _ in
      let created = try await client.create(Self.configMap("a"))
      let error = await #expect(throws: ClusterError.self) { try await client.update(created) }
      #expect(error?.status?.code == code)
      #expect(error?.isConflict == (code == 409))
      let updated = try await client.update(created)
      #expect(updated.resourceVersion == created.resourceVersion)
    }
  }

  @Test("a fault chooses by user agent and namespace, and leaves the others alone")
  func chosen() async throws {
    let fault: Value = [
      "when": ["userAgent": "picky/*", "namespace": "kube-*"], "inject": ["status": 500],
    ]
    try await FaultyLab.run(fault) { client, _ in
      let maps = try await client.resource(for: Self.kind)
      _ = try await client.list(maps, namespace: "kube-system")
      var options = client.options
      options.userAgent = "picky/1.0"
      try await ClusterClient.withClient(client.configuration, options: options) { picky in
        let maps = try await picky.resource(for: Self.kind)
        _ = try await picky.list(maps, namespace: "default")
        let error = await #expect(throws: ClusterError.self) {
          try await picky.list(maps, namespace: "kube-system")
        }
        #expect(error?.status?.code == 500)
      }
    }
  }

  @Test("a fault chooses by user, and by group, resource and verb")
  func chosenByUser() async throws {
    let fault: Value = [
      "when": ["user": "robot", "verbs": ["list"], "group": "", "resource": "configmaps"], "inject": ["status": 503],
    ]
    let robot = LabStore.StaticUser(token: "robots-token", name: "robot", groups: ["system:masters"])
    try await FaultyLab.run(fault, users: [robot]) { client, _ in
      _ = try await client.list(Self.kind, namespace: "default")
      var configuration = client.configuration
      configuration.clientCertificate = nil
      configuration.bearer = .token("robots-token")
      try await ClusterClient.withClient(configuration, options: .init(retries: .none)) { robot in
        let error = await #expect(throws: ClusterError.self) { try await robot.list(Self.kind, namespace: "default") }
        #expect(error?.status?.code == 503)
        _ = try await robot.get(Self.kind, namespace: "default", name: "kube-root-ca.crt")
        _ = try await robot.list(GroupVersionKind(group: "", version: "v1", kind: "Secret"), namespace: "default")
      }
      let journal = try await FaultyLab.journal(client)
      #expect(journal.map { $0[path: "request", "user"] } == ["robot"])
    }
  }

  @Test("a request is held back")
  func latency() async throws {
    let fault: Value = [
      "when": ["verbs": ["get"], "resource": "configmaps"], "inject": ["latency": "150ms"],
    ]
    try await FaultyLab.run(fault) { client, _ in
      _ = try await client.create(Self.configMap("a"))
      let start = ContinuousClock.now
      _ = try await client.get(Self.kind, namespace: nil, name: "a")
      #expect(ContinuousClock.now - start >= .milliseconds(150))
    }
  }

  // MARK: Broken connections

  @Test("a creation whose connection breaks is not repeated, whether it took effect or not", arguments: [false, true])
  func resetCreation(takesEffect: Bool) async throws {
    let fault: Value = [
      "when": ["verbs": ["create"], "resource": "configmaps"], "times": 1,
      "inject": ["reset": .string(takesEffect ? "after" : "before")],
    ]
    try await FaultyLab.run(fault) { client, noise in
      var generated = Self.configMap("")
      generated.name = ""
      generated["metadata", "name"] = nil
      generated["metadata", "generateName"] = "made-"
      let wanted = generated
      let error = await #expect(throws: ClusterError.self) { try await client.create(wanted) }
      guard case .dropped(_, _, mayHaveHappened: true) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      let made = try await client.list(Self.kind, namespace: "default").items.filter { $0.name.hasPrefix("made-") }
      #expect(made.count == (takesEffect ? 1 : 0))
      #expect(noise.retriedCodes.isEmpty)
    }
  }

  @Test("an apply whose connection breaks is repeated, and comes to the same object")
  func resetApply() async throws {
    let fault: Value = [
      "when": ["verbs": ["patch"], "resource": "configmaps"], "times": 2, "inject": ["reset": "after"],
    ]
    try await FaultyLab.run(fault) { client, noise in
      let applied = try await client.apply(Self.configMap("a"), fieldManager: "test")
      let stored = try await client.get(Self.kind, namespace: nil, name: "a")
      #expect(stored.resourceVersion == applied.resourceVersion && stored.managedFields.count == 1)
      #expect(noise.retriedCodes == [nil, nil])
    }
  }

  // MARK: Old answers

  @Test("a get and a list are answered from before the last changes")
  func stale() async throws {
    let fault: Value = [
      "when": ["verbs": ["get", "list"], "resource": "configmaps", "namespace": "default"], "inject": ["stale": 1],
    ]
    try await FaultyLab.run(fault) { client, _ in
      let old = try await client.create(Self.configMap("a"))
      _ = try await client.apply(Self.configMap("a", "2"), fieldManager: "test", force: true)
      let seen = try await client.get(Self.kind, namespace: nil, name: "a")
      #expect(seen.resourceVersion == old.resourceVersion && seen["data", "k"] == "1")
      let list = try await client.list(Self.kind, namespace: "default")
      #expect(list.items.first { $0.name == "a" }?["data", "k"] == "1")
      let late = await #expect(throws: ClusterError.self) { try await client.update(seen) }
      #expect(late?.isConflict == true)
      _ = try await client.create(Self.configMap("b"))
      let missing = try await client.find(client.resource(for: Self.kind), namespace: "default", name: "b")
      #expect(missing == nil)
    }
  }

  @Test("lists and watches show an older state, and catch up when the fault is removed")
  func asOf() async throws {
    try await FaultyLab.run { client, _ in
      let old = try await client.create(Self.configMap("a"))
      let revision = try #require(old.resourceVersion.flatMap { Int64($0) })
      _ = try await client.apply(Self.configMap("a", "2"), fieldManager: "test", force: true)
      try await client.delete(Self.kind, namespace: "default", name: "a")
      try await client.send(
        .post, "/_plugfest/faults",
        body: ["name": "lag", "when": ["resource": "configmaps"], "inject": ["asOf": .integer(revision)]])
      let maps = try await client.resource(for: Self.kind)
      let list = try await client.list(maps, namespace: "default")
      #expect(list.items.first { $0.name == "a" }?["data", "k"] == "1")
      #expect(list.resourceVersion == "\(revision)")
      #expect(try await client.find(maps, namespace: "default", name: "a") == nil)
      var seen: [String] = []
      let watch = client.watch(maps, namespace: "default", options: ListOptions(), sendsInitialEvents: true)
      for try await event in watch {
        switch event {
        case .added(let object) where object.name == "a": seen.append("added \(object["data", "k"]?.string ?? "")")
        case .modified(let object) where object.name == "a": seen.append("modified")
        case .deleted(let object) where object.name == "a": seen.append("deleted")
        case .bookmark(_, endsInitialEvents: true):
          seen.append("all")
          try await client.send(.delete, "/_plugfest/faults/lag")
        default: continue
        }
        if seen.last == "deleted" { break }
      }
      #expect(seen == ["added 1", "all", "modified", "deleted"])
    }
  }

  @Test("a list and a watch that are too old are told so")
  func expired() async throws {
    let fault: Value = ["when": ["resource": "configmaps"], "inject": ["status": 410]]
    try await FaultyLab.run(fault) { client, _ in
      let maps = try await client.resource(for: Self.kind)
      let list = await #expect(throws: ClusterError.self) { try await client.list(maps) }
      #expect(list?.isGone == true)
      let watch = await #expect(throws: ClusterError.self) {
        for try await _ in client.watch(maps, options: ListOptions(resourceVersion: "1")) {}
      }
      #expect(watch?.isGone == true)
    }
  }

  // MARK: At run time

  @Test("an administrator adds faults, sees what they did, and removes them; nobody else does")
  func administration() async throws {
    try await FaultyLab.run { client, _ in
      let fault: Value = ["when": ["resource": "secrets"], "inject": ["status": 500]]
      let added = try await client.send(.post, "/_plugfest/faults", body: fault)
      #expect(added["faults"]?.array?.first?["name"] == "fault-1")
      let refused = await #expect(throws: ClusterError.self) {
        try await client.list(GroupVersionKind(group: "", version: "v1", kind: "Secret"))
      }
      #expect(refused?.status?.code == 500)
      let listed = try JSON.parse(try await client.raw("/_plugfest/faults").bytes)
      #expect(listed[path: "faults"]?.array?.first?[path: "status", "injected"] == 1)
      let journal = try await FaultyLab.journal(client)
      #expect(journal.first?["fault"] == "fault-1")
      #expect(journal.first?[path: "request", "verb"] == "list")
      try await client.send(.delete, "/_plugfest/faults/fault-1")
      _ = try await client.list(GroupVersionKind(group: "", version: "v1", kind: "Secret"))
      let gone = await #expect(throws: ClusterError.self) {
        try await client.send(.delete, "/_plugfest/faults/fault-1")
      }
      #expect(gone?.status?.code == 404)
      var nobody = client.configuration
      nobody.clientCertificate = nil
      let forbidden = try await ClusterClient.withClient(nobody) { client in
        await #expect(throws: ClusterError.self) { try await client.send(.post, "/_plugfest/faults", body: fault) }
      }
      #expect(forbidden?.isForbidden == true)
    }
  }

  @Test("a fault that is none is refused with what is wrong in it")
  func malformed() async throws {
    try await FaultyLab.run { client, _ in
      let fault: Value = ["when": ["verb": "get"], "inject": ["status": 418]]
      let error = await #expect(throws: ClusterError.self) {
        try await client.send(.post, "/_plugfest/faults", body: fault)
      }
      #expect(error?.status?.code == 400)
      #expect(error?.status?.message.contains(#"unknown field "verb""#) == true)
      #expect(error?.status?.message.contains(#""status" must be one of 409, 410, 429, 500, 503"#) == true)
    }
  }

  // MARK: Certificates

  @Test("a server comes back with a wrong clock, and is set right again")
  func clockSkewAtRunTime() async throws {
    try await FaultyLab.run { client, _ in
      _ = try await client.create(Self.configMap("a"))
      var blind = client.configuration
      blind.trust = .anyone
      let restart = { @Sendable [blind] (validity: String) in
        try await ClusterClient.withClient(blind) { client in
          // The answer may be lost with its connection.
          _ = try? await client.send(.post, "/_plugfest/restart", query: [("certificate", validity)])
          _ = try await client.version()
        }
      }
      for validity in ["expired", "notYetValid"] {
        try await restart(validity)
        try await ClusterClient.withClient(client.configuration, options: .init(retries: .none)) { client in
          let error = await #expect(throws: ClusterError.self) { try await client.version() }
          guard case .tlsFailure = error else {
            Issue.record("\(String(describing: error))")
            return
          }
        }
      }
      try await restart("current")
      let kept = try await client.get(Self.kind, namespace: nil, name: "a")
      #expect(kept["data", "k"] == "1")
      let actions = try await FaultyLab.actions(client)
      #expect(
        actions
          == ["expired", "notYetValid", "current"].map { "restarted the server, with a certificate that is \($0)" })
    }
  }

  @Test("a server whose clock is wrong is not trusted", arguments: [Lab.CertificateValidity.expired, .notYetValid])
  func clockSkew(validity: Lab.CertificateValidity) async throws {
    try await RunningLab.run(serverCertificate: validity) { configuration in
      try await ClusterClient.withClient(configuration, options: .init(retries: .none)) { client in
        let error = await #expect(throws: ClusterError.self) { try await client.version() }
        guard case .tlsFailure = error else {
          Issue.record("\(String(describing: error))")
          return
        }
      }
      var blind = configuration
      blind.trust = .anyone
      try await ClusterClient.withClient(blind) { client in
        let actions = try await FaultyLab.actions(client)
        #expect(actions == ["serves a certificate that is \(validity.rawValue)"])
      }
    }
  }
}
