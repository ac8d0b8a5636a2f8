import Cluster
import Documents
import Foundation
import Kubernetes
import LabServer
import LabStore
import Testing

@testable import Engine

/// What a run is told of a watch that the server does not let it have any more.
@Suite(.timeLimit(.minutes(1))) struct EndedWatchTests {
  private static let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

  @Test("a watch that ends for good is told at once, and begins again when its objects are asked for")
  func ended() async throws {
    try await Self.withLab { client in
      let refusal: Value = [
        "name": "refusal", "when": ["verbs": ["watch"], "resource": "configmaps"], "times": 1,
        "inject": ["status": 409],
      ]
      try await client.send(.post, "/_plugfest/faults", body: refusal)
      let watches = Watches(client: client)
      var object = KubernetesObject(apiVersion: "v1", kind: "ConfigMap", namespace: "default", name: "a")
      object["data", "a"] = "b"
      let interest = Interest(keys: [object.key])
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await watches.run() }
        defer { group.cancelAll() }
        let changes = watches.live.changes(of: interest)
        try await watches.follow(Self.kind)
        var loss = watches.live.loss(of: interest, since: 0)
        var wakes = changes.stream.makeAsyncIterator()
        while loss == nil, await wakes.next() != nil { loss = watches.live.loss(of: interest, since: 0) }
        guard case .ended = loss else {
          Issue.record("\(String(describing: loss))")
          return
        }
        _ = try await client.create(object)
        try await watches.follow(Self.kind)
        #expect(watches.live.object(object.key) != nil)
        guard case .interrupted = watches.live.loss(of: interest, since: 0) else {
          Issue.record("what came between is not told as unseen")
          return
        }
      }
    }
  }

  private static func withLab(_ body: @escaping @Sendable (ClusterClient) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (ready, announce) = AsyncStream.makeStream(of: LabServer.Readiness.self)
    let server = LabServer(LabServer.Configuration(directory: folder, store: LabStore.Configuration())) {
      announce.yield($0)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        for await readiness in ready {
          let configuration = try ClusterConfiguration.load(path: readiness.kubeconfigPath, environment: [:])
          return try await ClusterClient.withClient(configuration, body)
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }
}
