import Cluster
import Documents
import Kubernetes
import Testing

/// The product's own client, over real sockets and TLS, against the embedded API server.
@Suite(.timeLimit(.minutes(5))) struct ClientAgainstLabTests {
  private static let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

  private static func configMap(_ name: String, _ data: [String: String] = [:]) -> KubernetesObject {
    var object = KubernetesObject(apiVersion: "v1", kind: "ConfigMap", namespace: "default", name: name)
    object["data"] = .object(Object(data.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    return object
  }

  @Test("an object lives through every verb")
  func verbs() async throws {
    try await RunningLab.withClient { client in
      let maps = try await client.resource(named: "cm")
      let created = try await client.create(Self.configMap("a", ["k": "1"]))
      #expect(created.uid != nil)
      var changed = created
      changed["data", "k"] = "2"
      let updated = try await client.update(changed)
      #expect(updated.resourceVersion != created.resourceVersion)
      let stale = await #expect(throws: ClusterError.self) { try await client.update(created) }
      #expect(stale?.isConflict == true)
      let patched = try await client.patch(maps, namespace: nil, name: "a", .merge(["data": ["l": "3"]]))
      #expect(patched["data"] == ["k": "2", "l": "3"])
      let tested = try await client.patch(
        maps, namespace: nil, name: "a", .json([["op": "remove", "path": "/data/l"]]))
      #expect(tested["data"] == ["k": "2"])
      _ = try await client.delete(created, options: DeleteOptions(uid: created.uid))
      let gone = try await client.find(maps, namespace: "default", name: "a")
      #expect(gone == nil)
      let again = await #expect(throws: ClusterError.self) { try await client.delete(created) }
      #expect(again?.isNotFound == true)
    }
  }

  @Test("apply owns fields, and a conflict names them")
  func apply() async throws {
    try await RunningLab.withClient { client in
      _ = try await client.apply(Self.configMap("a", ["k": "1"]), fieldManager: "one")
      let error = await #expect(throws: ClusterError.self) {
        try await client.apply(Self.configMap("a", ["k": "2"]), fieldManager: "two")
      }
      #expect(error?.isConflict == true)
      #expect(error?.status?.details?.causes.map(\.field) == [".data.k"])
      let taken = try await client.apply(Self.configMap("a", ["k": "2"]), fieldManager: "two", force: true)
      #expect(taken.managedFields.map(\.manager) == ["two"])
      let dry = try await client.apply(
        Self.configMap("a", ["k": "3"]), fieldManager: "two", options: WriteOptions(isDryRun: true))
      #expect(dry["data", "k"] == "3")
      let kept = try await client.get(Self.kind, namespace: nil, name: "a")
      #expect(kept["data", "k"] == "2")
    }
  }

  @Test("a list comes in pages, and a selector chooses")
  func lists() async throws {
    try await RunningLab.withClient { client in
      for number in 1...7 {
        var object = Self.configMap("m\(number)")
        object.labels = ["odd": String(number % 2 == 1)]
        _ = try await client.create(object)
      }
      let maps = try await client.resource(for: Self.kind)
      var sizes: [Int] = []
      for try await page in client.pages(
        maps, namespace: "default", options: ListOptions(labels: .everything, pageSize: 3))
      {
        sizes.append(page.items.filter { $0.name.hasPrefix("m") }.count)
      }
      #expect(sizes.reduce(0, +) == 7 && sizes.count > 2)
      let odd = try await client.list(
        maps, namespace: "default", options: ListOptions(labels: LabelSelector(parsing: "odd=true"), pageSize: 2))
      #expect(odd.items.map(\.name) == ["m1", "m3", "m5", "m7"])
      try await client.deleteCollection(
        maps, namespace: "default", selection: ListOptions(labels: LabelSelector(parsing: "odd")))
      let left = try await client.list(maps, options: ListOptions(labels: LabelSelector(parsing: "odd")))
      #expect(left.items.isEmpty)
    }
  }

  @Test("a refused object tells its causes, and an unknown field a warning")
  func refusals() async throws {
    let warnings = WarningList()
    try await RunningLab.run { configuration in
      let options = ClusterClient.Options(observer: ClusterObserver(warning: { warnings.add($0.text) }))
      try await ClusterClient.withClient(configuration, options: options) { client in
        let error = await #expect(throws: ClusterError.self) { try await client.create(Self.configMap("Not A Name")) }
        #expect(error?.isInvalid == true)
        #expect(error?.status?.details?.causes.map(\.field) == ["metadata.name"])
        var odd = Self.configMap("odd")
        odd["datum"] = ["k": "v"]
        _ = try await client.create(odd, options: WriteOptions(fieldValidation: .warn))
        let strict = await #expect(throws: ClusterError.self) {
          try await client.create(odd, options: WriteOptions(fieldValidation: .strict))
        }
        #expect(strict?.status?.code == 400)
      }
    }
    #expect(warnings.all == [#"unknown field "datum""#])
  }

  @Test("a watch tells of changes from a version on")
  func watch() async throws {
    try await RunningLab.withClient { client in
      let maps = try await client.resource(for: Self.kind)
      let start = try await client.list(maps, namespace: "default").resourceVersion
      let created = try await client.create(Self.configMap("a", ["k": "1"]))
      _ = try await client.patch(maps, namespace: nil, name: "a", .merge(["data": ["k": "2"]]))
      _ = try await client.delete(created)
      var seen: [String] = []
      let wanted = ListOptions(fields: .name("a"), resourceVersion: start)
      for try await event in client.watch(maps, namespace: "default", options: wanted) {
        switch event {
        case .added(let object): seen.append("added \(object["data", "k"] ?? .null)")
        case .modified(let object): seen.append("modified \(object["data", "k"] ?? .null)")
        case .deleted: seen.append("deleted")
        case .bookmark: continue
        }
        if seen.count == 3 { break }
      }
      #expect(seen == [#"added "1""#, #"modified "2""#, "deleted"])
    }
  }

  @Test("an informer follows all namespaces, and hears of what happens")
  func informer() async throws {
    try await RunningLab.withClient { client in
      let informers = SharedInformers(client: client)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await informers.run() }
        let informer = try await informers.informer(for: Self.kind)
        var events = informer.events(where: { $0.name == "a" }).makeAsyncIterator()
        guard case .snapshot(let before, _) = try await events.next()?.change else {
          Issue.record("no snapshot")
          return
        }
        #expect(before.isEmpty)
        _ = try await client.create(Self.configMap("a"))
        guard let added = try await events.next(), case .added(let object) = added.change else {
          Issue.record("no addition")
          return
        }
        #expect(object.name == "a")
        _ = try await client.delete(Self.kind, namespace: nil, name: "a")
        guard case .deleted = try await events.next()?.change else {
          Issue.record("no deletion")
          return
        }
        #expect(informer.object(namespace: "default", name: "a") == nil)
        group.cancelAll()
      }
    }
  }

  @Test("objects of a new type are there as soon as its definition is established")
  func definition() async throws {
    let definition: Value = [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": "gadgets.example.com"],
      "spec": [
        "group": "example.com", "scope": "Namespaced",
        "names": ["plural": "gadgets", "singular": "gadget", "kind": "Gadget", "listKind": "GadgetList"],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
            "schema": [
              "openAPIV3Schema": [
                "type": "object",
                "properties": [
                  "spec": ["type": "object", "properties": ["size": ["type": "integer", "minimum": 1]]],
                  "status": ["type": "object", "properties": ["ready": ["type": "boolean"]]],
                ],
              ]
            ],
          ]
        ],
      ],
    ]
    try await RunningLab.withClient { client in
      _ = try await client.resources()
      _ = try await client.apply(KubernetesObject(definition), fieldManager: "test")
      let definitions = try await client.resource(named: "crd")
      let wanted = ListOptions(fields: .name("gadgets.example.com"))
      for try await event in client.watch(definitions, options: wanted) {
        if case .added(let object) = event, try Readiness.compute(object).isCurrent { break }
        if case .modified(let object) = event, try Readiness.compute(object).isCurrent { break }
      }
      var gadget = KubernetesObject(apiVersion: "example.com/v1", kind: "Gadget", namespace: "default", name: "g")
      gadget["spec"] = ["size": 0]
      let refused = gadget
      let error = await #expect(throws: ClusterError.self) { try await client.create(refused) }
      #expect(error?.status?.details?.causes.map(\.field) == ["spec.size"])
      gadget["spec"] = ["size": 2]
      var created = try await client.create(gadget)
      #expect(created.generation == 1)
      created["status"] = ["ready": true]
      let updated = try await client.update(created, subresource: "status")
      #expect(updated["status", "ready"] == true && updated.generation == 1)
    }
  }

  @Test("a namespace ends with what is in it")
  func namespaces() async throws {
    try await RunningLab.withClient { client in
      _ = try await client.create(KubernetesObject(apiVersion: "v1", kind: "Namespace", name: "n"))
      var object = Self.configMap("a")
      object.namespace = "n"
      _ = try await client.create(object)
      let namespaces = try await client.resource(named: "ns")
      let start = try await client.list(namespaces).resourceVersion
      _ = try await client.delete(namespaces, namespace: nil, name: "n")
      let wanted = ListOptions(fields: .name("n"), resourceVersion: start)
      for try await event in client.watch(namespaces, options: wanted) { if case .deleted = event { break } }
      let left = try await client.find(client.resource(for: Self.kind), namespace: "n", name: "a")
      #expect(left == nil)
    }
  }
}
