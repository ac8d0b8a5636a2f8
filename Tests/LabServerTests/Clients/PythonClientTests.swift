import Cluster
import Documents
import Foundation
import Kubernetes
import Listening
import Testing

@testable import LabServer

/// Clients in Python that no one here wrote.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PythonClientTests {
  private static let scripts = "\(OutsideProgram.repository)/Tests/LabServerTests/Clients/Python"

  @Test("the Python client does all that it does elsewhere")
  func client() async throws { try await run("client.py") }

  @Test("what operators in Python are made of works: dynamic client, pages, watches, informers, leader election")
  func machinery() async throws { try await run("machinery.py") }

  private func run(_ script: String) async throws {
    try await RunningLab.runReady { readiness in
      let python = OutsideProgram(path: try await FetchedProgram.python.path())
      let outcome = try await python.run(["\(Self.scripts)/\(script)", readiness.kubeconfigPath])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output == "all is so\n")
    }
  }

  @Test("an operator on kopf handles objects, resumes after a restart, and lets go of what is deleted")
  func kopf() async throws {
    try await RunningLab.runReady { readiness in
      let python = OutsideProgram(
        path: try await FetchedProgram.python.path(), environment: ["KUBECONFIG": readiness.kubeconfigPath])
      let configuration = try ClusterConfiguration.load(path: readiness.kubeconfigPath, environment: [:])
      try await ClusterClient.withClient(configuration) { client in
        try await Self.establish(client)
        try await Self.whileRunning(python) {
          try await Self.makeWidget("one", client)
          try await Self.checkCreation(client)
          try await Self.checkUpdate(client)
        }
        try await Self.makeWidget("two", client)
        try await Self.whileRunning(python) {
          try await Self.wait(client, "two") { $0["status", "phase"] == "create" }
          try await Self.wait(client, "one") { $0["status", "phase"] == "resume" }
          try await Self.checkDeletion(client)
        }
      }
    }
  }

  @Test("webhooks of an operator on kopf complete and refuse objects, each over TLS by the authority that it names")
  func webhooks() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plugfest-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let certificates = try Certificates.issue(for: ["127.0.0.1"])
    for (name, text) in [
      ("ca.pem", certificates.authority.certificate), ("tls.pem", certificates.server.certificate),
      ("key.pem", certificates.server.key),
    ] { try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8) }
    try await RunningLab.runReady { readiness in
      let python = OutsideProgram(
        path: try await FetchedProgram.python.path(),
        environment: ["KUBECONFIG": readiness.kubeconfigPath, "CERTIFICATES": folder])
      let configuration = try ClusterConfiguration.load(path: readiness.kubeconfigPath, environment: [:])
      try await ClusterClient.withClient(configuration) { client in
        try await Self.establish(client)
        try await Self.whileRunning(python, "webhook_operator.py") {
          try await Self.waitForWebhooks("mutatingwebhookconfigurations", client)
          try await Self.waitForWebhooks("validatingwebhookconfigurations", client)
          try await Self.makeWidget("one", client)
          let object = try await client.get(Self.widget, namespace: "default", name: "one")
          #expect(object.label("completed") == "yes")
          let refusal = await #expect(throws: ClusterError.self) {
            try await Self.makeWidget("big", size: 1000, client)
          }
          #expect("\(String(describing: refusal))".contains("denied the request: too large"))
        }
        // Nobody listens any more.
        let failure = await #expect(throws: ClusterError.self) { try await Self.makeWidget("late", client) }
        #expect("\(String(describing: failure))".contains("connection refused"))
      }
    }
  }

  private static func waitForWebhooks(_ name: String, _ client: ClusterClient) async throws {
    let resource = try await client.resource(named: name)
    for try await event in client.watch(resource, options: ListOptions()) {
      switch event {
      case .added(let object), .modified(let object): if object["webhooks"]?.array?.isEmpty == false { return }
      case .deleted, .bookmark: continue
      }
    }
  }

  // MARK: What happens

  private static let widget = GroupVersionKind(group: "example.com", version: "v1", kind: "Widget")
  private static let configMap = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

  private static func makeWidget(_ name: String, size: Int64 = 3, _ client: ClusterClient) async throws {
    var object = KubernetesObject(apiVersion: "example.com/v1", kind: "Widget", namespace: "default", name: name)
    object["spec"] = ["size": .integer(size)]
    _ = try await client.create(object)
  }

  private static func checkCreation(_ client: ClusterClient) async throws {
    let object = try await wait(client, "one") { $0["status", "phase"] == "create" }
    #expect(object.finalizers == ["kopf.zalando.org/KopfFinalizerMarker"])
    let child = try await client.get(configMap, namespace: "default", name: "one-child")
    #expect(child["data", "size"] == "3")
    #expect(child["metadata", "ownerReferences"]?.array?.first?["uid"]?.string == object.uid)
    let events = try await client.resource(named: "events")
    for try await event in client.watch(events, namespace: "default", options: ListOptions()) {
      if case .added(let object) = event, object["reason"] == "Made" { break }
    }
  }

  private static func checkUpdate(_ client: ClusterClient) async throws {
    _ = try await client.patch(widget, namespace: "default", name: "one", .merge(["spec": ["size": 7]]))
    try await wait(client, "one") { $0["status", "size"] == 7 }
    try await wait(client, "one") { $0["status", "ticks"] == 2 }
    let child = try await client.get(configMap, namespace: "default", name: "one-child")
    #expect(child["data", "size"] == "7")
  }

  private static func checkDeletion(_ client: ClusterClient) async throws {
    let maps = try await client.resource(for: configMap)
    let start = try await client.list(maps, namespace: "default").resourceVersion
    _ = try await client.delete(widget, namespace: "default", name: "one")
    var waiting: Set = ["added one-was-here", "deleted one-child"]
    for try await event in client.watch(maps, namespace: "default", options: ListOptions(resourceVersion: start)) {
      if case .added(let object) = event { waiting.remove("added \(object.name)") }
      if case .deleted(let object) = event { waiting.remove("deleted \(object.name)") }
      if waiting.isEmpty { break }
    }
    let gone = try await client.find(client.resource(for: widget), namespace: "default", name: "one")
    #expect(gone == nil)
  }

  // MARK: Waiting

  private static func establish(_ client: ClusterClient) async throws {
    let definition: Value = [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": "widgets.example.com"],
      "spec": [
        "group": "example.com", "scope": "Namespaced",
        "names": ["plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true,
            "schema": [
              "openAPIV3Schema": [
                "type": "object",
                "properties": [
                  "spec": ["type": "object", "properties": ["size": ["type": "integer"]]],
                  "status": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
                ],
              ]
            ],
          ]
        ],
      ],
    ]
    _ = try await client.create(KubernetesObject(definition))
    let definitions = try await client.resource(named: "crd")
    for try await event in client.watch(definitions, options: ListOptions(fields: .name("widgets.example.com"))) {
      switch event {
      case .added(let object), .modified(let object): if try Readiness.compute(object).isCurrent { return }
      case .deleted, .bookmark: continue
      }
    }
  }

  /// The object once it is as wanted.
  @discardableResult
  private static func wait(
    _ client: ClusterClient, _ name: String, until isWanted: (KubernetesObject) -> Bool
  ) async throws -> KubernetesObject {
    let widgets = try await client.resource(for: widget)
    for try await event in client.watch(widgets, namespace: "default", options: ListOptions(fields: .name(name))) {
      switch event {
      case .added(let object), .modified(let object): if isWanted(object) { return object }
      case .deleted, .bookmark: continue
      }
    }
    throw CancellationError()
  }

  private struct Ended: Error, CustomStringConvertible { var description: String }

  /// Runs the operator while `body` runs, then kills it.
  private static func whileRunning(
    _ python: OutsideProgram, _ script: String = "widget_operator.py",
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let outcome = try await python.run([
          "-m", "kopf", "run", "--standalone", "--namespace", "default", "\(scripts)/\(script)",
        ])
        try Task.checkCancellation()
        throw Ended(description: "kopf ended by itself: \(outcome.errors)")
      }
      group.addTask { try await body() }
      try await group.next()
      group.cancelAll()
      while let ended = await group.nextResult() { _ = ended }
    }
  }
}
