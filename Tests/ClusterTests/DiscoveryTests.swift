import Cluster
import Documents
import Kubernetes
import Testing

@Suite(.timeLimit(.minutes(5))) struct DiscoveryTests {
  private func withClient<Result>(
    handler: @escaping ScriptedServer.Handler, _ body: (ClusterClient) async throws -> Result
  ) async throws -> Result {
    try await ScriptedServer.serve(handler) { address in
      try await ClusterClient.withClient(
        ClusterConfiguration(server: address), options: .init(retries: .none, clock: ImpatientClock()), body)
    }
  }

  @Test(
    "types are found by the names that kubectl takes", arguments: ["configmaps", "configmap", "cm", "ConfigMap", "CM"])
  func names(name: String) async throws {
    try await withClient { request, answer in
      _ = try await Types.answer(request, answer)
    } _: { client in
      let found = try await client.resource(named: name)
      #expect(found == Types.configMaps)
    }
  }

  @Test(
    "types are found by group",
    arguments: ["widgets.example.com", "widget.example.com", "widgets.v1.example.com", "widgets.example"])
  func groups(name: String) async throws {
    try await withClient { request, answer in
      _ = try await Types.answer(request, answer)
    } _: { client in
      let widget = try await client.resource(named: name)
      #expect(widget.kind == "Widget" && !widget.isNamespaced && widget.subresources == ["status"])
    }
  }

  @Test("a type that came later is found by asking again")
  func refresh() async throws {
    let asked = Record<String>()
    try await withClient { request, answer in
      let number = asked.add(request.path)
      if request.path == "/apis" {
        try await answer.send(200, number > 2 ? Types.groups : ["kind": "APIGroupDiscoveryList", "items": []])
      } else {
        _ = try await Types.answer(request, answer)
      }
    } _: { client in
      _ = try await client.resource(named: "cm")
      let kind = GroupVersionKind(group: "example.com", version: "v1", kind: "Widget")
      async let first = client.resource(for: kind)
      async let second = client.resource(for: kind)
      #expect(try await first == second)
      #expect((4...6).contains(asked.all.count))
    }
  }

  @Test("a type that the server does not tell of yet is known by its definition")
  func early() async throws {
    let names: Value = ["plural": "gadgets", "singular": "gadget", "kind": "Gadget"]
    let definition: Value = [
      "spec": [
        "group": "example.com", "scope": "Namespaced", "names": names,
        "versions": [
          ["name": "v2", "served": true, "subresources": ["status": [:]]], ["name": "v1", "served": false],
        ],
      ],
      "status": ["conditions": [["type": "Established", "status": "True"]]],
    ]
    let definitions: Value = [
      "kind": "APIResourceList",
      "resources": [["name": "customresourcedefinitions", "kind": "CustomResourceDefinition", "verbs": ["list"]]],
    ]
    try await withClient { request, answer in
      switch request.path {
      case "/api": try await answer.send(200, Types.core)
      case "/apis":
        let version: Value = ["groupVersion": "apiextensions.k8s.io/v1"]
        let group: Value = ["name": "apiextensions.k8s.io", "versions": [version]]
        try await answer.send(200, ["kind": "APIGroupList", "groups": [group]])
      case "/apis/apiextensions.k8s.io/v1": try await answer.send(200, definitions)
      default: try await answer.send(200, ["metadata": [:], "items": [definition]])
      }
    } _: { client in
      let kind = GroupVersionKind(group: "example.com", version: "v2", kind: "Gadget")
      let gadget = try await client.resource(for: kind)
      #expect(gadget.path(namespace: "a", name: "b") == "/apis/example.com/v2/namespaces/a/gadgets/b")
      #expect(gadget.subresources == ["status"])
      await #expect(throws: ClusterError.self) {
        try await client.resource(for: GroupVersionKind(group: "example.com", version: "v1", kind: "Gadget"))
      }
    }
  }

  @Test("an unknown type is told, with the nearest name")
  func unknown() async throws {
    try await withClient { request, answer in
      _ = try await Types.answer(request, answer)
    } _: { client in
      let error = await #expect(throws: ClusterError.self) { try await client.resource(named: "configmpas") }
      #expect(
        error?.description == """
          the server has no resource type "configmpas"
            hint: did you mean "configmaps"?
          """)
    }
  }

  @Test("servers without aggregated discovery are asked group by group, and one that fails does not matter")
  func plain() async throws {
    try await withClient { request, answer in
      switch request.path {
      case "/api": try await answer.send(200, ["kind": "APIVersions", "versions": ["v1"]])
      case "/apis":
        try await answer.send(
          200,
          [
            "kind": "APIGroupList",
            "groups": [
              [
                "name": "apps", "preferredVersion": ["groupVersion": "apps/v1"],
                "versions": [["groupVersion": "apps/v1beta1"], ["groupVersion": "apps/v1"]],
              ], ["name": "down.example.com", "versions": [["groupVersion": "down.example.com/v1"]]],
            ],
          ])
      case "/api/v1", "/apis/apps/v1", "/apis/apps/v1beta1":
        try await answer.send(
          200,
          [
            "kind": "APIResourceList",
            "resources": [
              ["name": "things", "singularName": "thing", "namespaced": true, "kind": "Thing", "verbs": ["get"]],
              ["name": "things/scale", "namespaced": true, "kind": "Scale", "verbs": ["get"]],
            ],
          ])
      default: try await answer.send(503, [:])
      }
    } _: { client in
      let all = try await client.resources()
      #expect(
        all.resources.map(\.groupVersionResource.description) == ["v1 things", "apps/v1 things", "apps/v1beta1 things"])
      #expect(all.resources.allSatisfy { $0.subresources == ["scale"] })
      #expect(all.unavailable == [GroupVersion(group: "down.example.com", version: "v1")])
      #expect(try await client.resource(named: "things.apps").version == "v1")
    }
  }
}
